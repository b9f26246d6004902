import { evaluatedJson, readAsJsonEdits } from '../../edits/read-as-json.ts';
import { flowOf, type InjectionData, injections } from '../../engine/injection.ts';
import { defineRule } from '../../engine/rule.ts';

export const codeInjection = defineRule<InjectionData>({
  meta: {
    id: 'code-injection',
    family: 'validation',
    severity: 'error',
    needs: 'flow',
    docs: {
      why: 'Text that is run as code does whatever its author likes, with the keys and the data that your code has.',
      bad: 'const result = eval(req.body.formula);',
      good: 'const result = operations[req.body.operation](a, b);',
      silent: ['code that the program wrote itself', '`JSON.parse`'],
    },
  },
  check: (ctx) =>
    injections(['code'], ctx, { severity: 'error', isFixable: (flow) => evaluatedJson(flow) !== undefined }),
  message: ({ source, called, isElsewhere }) =>
    `\`${source}\` is run as code by \`${called}\`${isElsewhere ? ' further on' : ''}: whoever sends it does what your program can do.`,
  fixes: [
    {
      id: 'read-as-json',
      safety: 'unsafe',
      title: ({ source }) => `Read \`${source}\` as JSON`,
      appliesTo: ({ isFixable }) => isFixable,
      edits: (node, _data, { semantics }) => {
        const flow = flowOf(node, ['code'], semantics);
        const read = flow && evaluatedJson(flow);
        return read && readAsJsonEdits(read);
      },
    },
  ],
});
