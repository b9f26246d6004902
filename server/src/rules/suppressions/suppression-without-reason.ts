import { changeSuppression } from '../../edits/suppressions.ts';
import type { CommentChange } from '../../engine/suppression-reports.ts';
import { defineRule } from '../../engine/rule.ts';

type Data = {
  readonly rules: readonly string[];
  readonly change: CommentChange;
};

export const suppressionWithoutReason = defineRule<Data>({
  meta: {
    id: 'suppression-without-reason',
    family: 'suppressions',
    severity: 'warning',
    needs: 'text',
    docs: {
      why: 'Without a reason nobody can tell a decision from a defect that was waved through, so the comment does not act.',
      bad: `// temper-ignore-next-line floating-promise\nsendReceipt(order);`,
      good: `// temper-ignore-next-line floating-promise -- sendReceipt reports its own failures to Sentry\nsendReceipt(order);`,
    },
  },
  message: ({ rules }) =>
    `This does not hide ${rules.map((rule) => `\`${rule}\``).join(', ')}: say why after \`--\`, so that others can judge it.`,
  fixes: [
    {
      id: 'remove-suppression',
      safety: 'unsafe',
      title: () => 'Remove the suppression that does not act',
      textEdits: ({ change }, { source }) => [changeSuppression(source, change)],
    },
  ],
});
