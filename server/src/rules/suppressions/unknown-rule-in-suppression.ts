import { changeSuppression } from '../../edits/suppressions.ts';
import type { CommentChange } from '../../engine/suppression-reports.ts';
import { defineRule } from '../../engine/rule.ts';

type Data = {
  /** `own-rule`: one of family `suppressions`, which comments cannot hide. */
  readonly problem: 'rule' | 'own-rule' | 'no-rule' | 'keyword';
  readonly name: string;
  readonly meant?: string;
  readonly start: number;
  readonly end: number;
  readonly change: CommentChange;
};

export const unknownRuleInSuppression = defineRule<Data>({
  meta: {
    id: 'unknown-rule-in-suppression',
    family: 'suppressions',
    severity: 'warning',
    needs: 'text',
    docs: {
      why: 'A suppression that names no rule Temper has hides nothing, while it reads as if somebody had decided something.',
      bad: `// temper-ignore-next-line floating-promises -- sendReceipt reports its own failures\nsendReceipt(order);`,
      good: `// temper-ignore-next-line floating-promise -- sendReceipt reports its own failures\nsendReceipt(order);`,
      silent: ['comments that only talk about `temper-ignore-next-line` and do not start with it'],
    },
  },
  message: ({ problem, name, meant }) => {
    if (problem === 'keyword') {
      return `\`${name}\` hides nothing: write \`temper-ignore-next-line\`, \`-line\`, \`-file\`, or \`-start\` and \`-end\`.`;
    }
    if (problem === 'no-rule') return `\`${name}\` hides nothing until it names the rules it is for.`;
    if (problem === 'own-rule') return `\`${name}\` cannot be hidden by a comment: turn it off in temper.config.json.`;
    return `There is no rule \`${name}\`, so this hides nothing${meant === undefined ? '' : `; \`${meant}\` may be meant`}.`;
  },
  fixes: [
    {
      id: 'correct-rule',
      safety: 'unsafe',
      title: ({ meant }) => `Ignore \`${meant ?? ''}\` instead`,
      appliesTo: ({ meant }) => meant !== undefined,
      textEdits: ({ meant, start, end }) => (meant === undefined ? undefined : [{ span: { start, end }, text: meant }]),
    },
    {
      id: 'remove-suppression',
      safety: 'unsafe',
      title: () => 'Remove the suppression that does not act',
      textEdits: ({ change }, { source }) => [changeSuppression(source, change)],
    },
  ],
});
