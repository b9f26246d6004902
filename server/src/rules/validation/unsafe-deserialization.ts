import { readAsJsonEdits, serializedJson } from '../../edits/read-as-json.ts';
import { flowOf, type InjectionData, injections } from '../../engine/injection.ts';
import { defineRule } from '../../engine/rule.ts';

export const unsafeDeserialization = defineRule<InjectionData>({
  meta: {
    id: 'unsafe-deserialization',
    family: 'validation',
    severity: 'error',
    needs: 'flow',
    docs: {
      why: 'A format that can hold functions runs the code of whoever wrote the text.',
      bad: 'const session = serialize.unserialize(req.cookies.session);',
      good: 'const session = sessionSchema.parse(JSON.parse(req.cookies.session));',
      silent: ['`JSON.parse`'],
    },
  },
  check: (ctx) =>
    injections(['object'], ctx, { severity: 'error', isFixable: (flow) => serializedJson(flow) !== undefined }),
  message: ({ source, called, isElsewhere }) =>
    `\`${source}\` is brought to life by \`${called}\`${isElsewhere ? ' further on' : ''}: a function in it runs on the server.`,
  fixes: [
    {
      id: 'read-as-json',
      safety: 'unsafe',
      title: ({ source }) => `Read \`${source}\` as JSON: functions in it stay texts`,
      appliesTo: ({ isFixable }) => isFixable,
      edits: (node, _data, { semantics }) => {
        const flow = flowOf(node, ['object'], semantics);
        const read = flow && serializedJson(flow);
        return read && readAsJsonEdits(read);
      },
    },
  ],
});
