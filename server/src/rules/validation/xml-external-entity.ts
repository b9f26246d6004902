import { closedEntitiesEdits, openedEntities } from '../../edits/closed-entities.ts';
import { flowOf, type InjectionData, injections } from '../../engine/injection.ts';
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
  },
  check: (ctx) => injections(['xml'], ctx, { severity: 'error', isFixable: (flow) => openedEntities(flow).length > 0 }),
  message: ({ source, called, isElsewhere }) =>
    `\`${source}\` is parsed by \`${called}\` with options that can expand entities${isElsewhere ? ' further on' : ''}: a document can read files of the server.`,
  fixes: [
    {
      id: 'close-entities',
      safety: 'unsafe',
      title: () => 'Expand no entities',
      appliesTo: ({ isFixable }) => isFixable,
      edits: (node, _data, { semantics }) => {
        const flow = flowOf(node, ['xml'], semantics);
        return flow && closedEntitiesEdits(openedEntities(flow));
      },
    },
  ],
});
