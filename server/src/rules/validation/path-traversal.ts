import { sourceWithin, wrapped } from '../../edits/wrapped-source.ts';
import { ts } from '../../engine/syntax.ts';
import { flowOf, type InjectionData, injections } from '../../engine/injection.ts';
import { defineRule } from '../../engine/rule.ts';
import type { Flow } from '../../semantics/taint/flows.ts';

export const pathTraversal = defineRule<InjectionData>({
  meta: {
    id: 'path-traversal',
    family: 'validation',
    severity: 'error',
    needs: 'flow',
    docs: {
      why: 'A name such as `../../.env` leads out of the folder that it was joined to: whoever sends it reads or overwrites any file that the process can.',
      bad: 'res.sendFile(path.join(uploads, req.params.name));',
      good: 'res.sendFile(path.join(uploads, path.basename(req.params.name)));',
      silent: [
        '`path.basename(…)`',
        'a check that the resolved path still begins with the folder and a separator, before the file is touched',
        'the name that multer made up itself',
        'ids of rows: where nothing is found by the value, the code has left',
      ],
    },
  },
  check: (ctx) =>
    injections(['path'], ctx, {
      severity: 'error',
      isHarmless: ({ facts }) => facts.runtime === 'browser',
      lowered: ({ isPrefixed }) => (isPrefixed ? 'information' : undefined),
      told: ({ harm, isPrefixed }) => (isPrefixed ? 'neighbour' : harm),
      isFixable: (flow) => joinAround(flow) !== undefined,
    }),
  message: ({ source, called, isElsewhere, harm }) =>
    `\`${source}\` decides which file \`${called}\` touches${isElsewhere ? ' further on' : ''}: ${
      harm === 'neighbour'
        ? 'the path is only asked to begin with the folder’s name, and so do the folders beside it whose names begin like that.'
        : 'with `../` in it, that is any file the process can reach.'
    }`,
  fixes: [
    {
      id: 'take-file-name',
      safety: 'unsafe',
      title: ({ source }) => `Take the file's name of \`${source}\` alone`,
      appliesTo: ({ isFixable }) => isFixable,
      edits: (node, _data, { semantics }) => {
        const flow = flowOf(node, ['path'], semantics);
        const join = flow && joinAround(flow);
        const source = flow && sourceWithin(flow);
        return join && source ? wrapped(source, (text) => `${join}.basename(${text})`) : undefined;
      },
    },
  ],
});

/** What `path` is called where the value is joined to a folder: `path.join(uploads, req.params.name)`. */
function joinAround(flow: Flow): string | undefined {
  const source = sourceWithin(flow);
  const call = source?.parent;
  if (source === undefined || call === undefined || !ts.isCallExpression(call) || !call.arguments.includes(source))
    return undefined;
  return /^(\w+)\.(?:join|resolve)$/.exec(call.expression.getText())?.[1];
}
