import { changeSuppression } from '../../edits/suppressions.ts';
import type { CommentChange } from '../../engine/suppression-reports.ts';
import { defineRule } from '../../engine/rule.ts';

type Data = {
  readonly until: string;
  readonly isDate: boolean;
  readonly rules: readonly string[];
  readonly change: CommentChange;
};

export const expiredSuppression = defineRule<Data>({
  meta: {
    id: 'expired-suppression',
    family: 'suppressions',
    severity: 'warning',
    needs: 'text',
    docs: {
      why: 'The day until which somebody meant to live with the defect has passed, so the comment no longer hides it.',
      bad: `// temper-ignore-next-line floating-promise until 2020-01-31 -- the queue comes in January\nsendReceipt(order);`,
      good: `await sendReceipt(order);`,
      silent: ['the day itself: a suppression acts through the day it names'],
    },
  },
  message: ({ until, isDate }) =>
    isDate
      ? `This suppression ended on ${until} and hides nothing any more: mend what it hid, or decide on a new day.`
      : `\`until\` needs a day such as 2027-01-31; as it stands this suppression hides nothing.`,
  fixes: [
    {
      id: 'remove-suppression',
      safety: 'unsafe',
      title: () => 'Remove the suppression that no longer acts',
      textEdits: ({ change }, { source }) => [changeSuppression(source, change)],
    },
  ],
});
