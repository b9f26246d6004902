import { type InjectionData, injections, sourceWords } from '../../engine/injection.ts';
import { defineRule } from '../../engine/rule.ts';
import { webhookAround } from '../../semantics/webhooks.ts';

export const promptInjection = defineRule<InjectionData>({
  meta: {
    id: 'prompt-injection',
    family: 'validation',
    severity: 'information',
    needs: 'flow',
    docs: {
      why: 'A model obeys its system prompt above all else. Whoever may write into it can take back what stands there: leave the topic on your bill, tell what it was told, call the tools that it has.',
      bad: `const { text } = await generateText({ model, system: \`You help customers of \${body.company}.\`, prompt: body.question });`,
      good: `const { text } = await generateText({ model, system: 'You help customers. The user names their company.', prompt: \`Company: \${body.company}\\n\\n\${body.question}\` });`,
      silent: [
        'messages of the user, whatever they hold',
        'numbers, and values out of a list or an enum',
        'texts of the database and of the project',
      ],
    },
    withoutFix: 'Into which message the text belongs depends on what the prompt asks for.',
  },
  check: (ctx) =>
    injections(['prompt'], ctx, {
      severity: 'information',
      isHarmless: ({ facts }) => facts.runtime === 'browser',
      accepts: ({ trust, source }) => trust === 'remote' && webhookAround(source) === undefined,
    }),
  message: (data) =>
    `${sourceWords(data)} becomes part of the system prompt${data.isElsewhere ? ' further on' : ''}: whoever sends it tells the model what to do, with the same right as you.`,
  fixes: [],
});
