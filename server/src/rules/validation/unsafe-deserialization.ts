import { type InjectionData, injections } from '../../engine/injection.ts';
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
    withoutFix: 'What the format held besides data has to be written anew as code of yours.',
  },
  check: (ctx) => injections(['object'], ctx, { severity: 'error' }),
  message: ({ source, called, isElsewhere }) =>
    `\`${source}\` is brought to life by \`${called}\`${isElsewhere ? ' further on' : ''}: a function in it runs on the server.`,
  fixes: [],
});
