import { templateValueEdits, valueInTemplate } from '../../edits/template-values.ts';
import { flowOf, type InjectionData, injections } from '../../engine/injection.ts';
import { defineRule } from '../../engine/rule.ts';

export const templateInjection = defineRule<InjectionData>({
  meta: {
    id: 'template-injection',
    family: 'validation',
    severity: 'error',
    needs: 'flow',
    docs: {
      why: 'A template is code: whoever writes its text runs what they like on the server.',
      bad: 'res.send(ejs.render(req.body.template, { user }));',
      good: 'res.send(ejs.render(template, { text: req.body.text }));',
      silent: ['values that a template is filled with'],
    },
  },
  check: (ctx) =>
    injections(['template'], ctx, { severity: 'error', isFixable: (flow) => valueInTemplate(flow) !== undefined }),
  message: ({ source, called, isElsewhere }) =>
    `\`${source}\` is the text of the template that \`${called}\` runs${isElsewhere ? ' further on' : ''}: whoever sends it runs code on the server.`,
  fixes: [
    {
      id: 'fill-in',
      safety: 'unsafe',
      title: ({ source }) => `Fill \`${source}\` into the template as a value`,
      appliesTo: ({ isFixable }) => isFixable,
      edits: (node, _data, { semantics }) => {
        const flow = flowOf(node, ['template'], semantics);
        const value = flow && valueInTemplate(flow);
        return value && templateValueEdits(value);
      },
    },
  ],
});
