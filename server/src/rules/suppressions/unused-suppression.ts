import { changeSuppression } from '../../edits/suppressions.ts';
import type { CommentChange } from '../../engine/suppression-reports.ts';
import { defineRule } from '../../engine/rule.ts';

type Data = {
  /** The names that hide nothing. */
  readonly rules: readonly string[];
  readonly kind: string;
  readonly changes: readonly CommentChange[];
};

export const unusedSuppression = defineRule<Data>({
  meta: {
    id: 'unused-suppression',
    family: 'suppressions',
    severity: 'warning',
    needs: 'text',
    docs: {
      why: 'A comment that hides nothing today hides the next real defect at that place, and nobody will know why it is there.',
      bad: `// temper-ignore-next-line floating-promise -- the queue retries\nawait queue.add(job);`,
      good: `await queue.add(job);`,
      silent: ['a suppression of a rule that is turned off for the file: whether it would hide anything is not known'],
    },
  },
  message: ({ rules, kind }) =>
    kind === 'end'
      ? 'This ends no block of ignored findings: no `temper-ignore-start` before it fits.'
      : `Nothing here breaks ${named(rules)}: this comment hides nothing today and would hide the next real defect.`,
  fixes: [
    {
      id: 'remove-suppression',
      safety: 'safe',
      title: ({ rules, changes }) =>
        changes[0]?.keep.length ? `Remove ${named(rules)} from the suppression` : 'Remove the unused suppression',
      textEdits: ({ changes }, { source }) => changes.map((change) => changeSuppression(source, change)),
    },
  ],
});

function named(rules: readonly string[]): string {
  return rules.map((rule) => `\`${rule}\``).join(', ');
}
