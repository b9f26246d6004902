import { type InjectionData, injections } from '../../engine/injection.ts';
import { defineRule } from '../../engine/rule.ts';

export const xmlExternalEntity = defineRule<InjectionData>({
  meta: {
    id: 'xml-external-entity',
    family: 'validation',
    severity: 'error',
    needs: 'flow',
    docs: {
      why: 'A document that may define entities reads files of the server and fetches addresses inside of its network.',
      bad: 'libxmljs.parseXml(req.body, { noent: true });',
      good: 'libxmljs.parseXml(req.body);',
      silent: ['parsers that expand no entities unless they are told to'],
    },
    withoutFix: 'Documents that need their entities expanded would break; whether there are such, only you know.',
  },
  check: (ctx) => injections(['xml'], ctx, { severity: 'error' }),
  message: ({ source, called, isElsewhere }) =>
    `\`${source}\` is parsed by \`${called}\` with options that can expand entities${isElsewhere ? ' further on' : ''}: a document can read files of the server.`,
  fixes: [],
});
