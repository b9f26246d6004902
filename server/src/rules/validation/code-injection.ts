import { type InjectionData, injections } from '../../engine/injection.ts';
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
    withoutFix:
      'What the text was meant to be decides what takes its place: a table of functions, a parser, `JSON.parse`.',
  },
  check: (ctx) => injections(['code'], ctx, { severity: 'error' }),
  message: ({ source, called, isElsewhere }) =>
    `\`${source}\` is run as code by \`${called}\`${isElsewhere ? ' further on' : ''}: whoever sends it does what your program can do.`,
  fixes: [],
});
