import { dropOutranked } from '../../engine/precedence.ts';
import type { Finding } from '../../../../shared/src/finding.ts';
import type { AnyRule } from '../../engine/rule.ts';
import { waits, type LastEdit } from './rest.ts';
import type { TrackedFinding } from './shift.ts';

/** What the tiers know about one text. */
export interface Answers {
  readonly text: readonly TrackedFinding[];
  readonly flow: readonly TrackedFinding[];
  /** Whether `flow` was made of this very text; then it is complete. */
  readonly isFlowCurrent: boolean;
}

export interface Screen {
  readonly shown: readonly TrackedFinding[];
  /** Those that wait for the user to rest. */
  readonly held: readonly TrackedFinding[];
}

export interface Moment {
  /** Asked only when something new is there. */
  readonly edit: () => LastEdit | undefined;
  readonly now: number;
  readonly restDelay: number;
}

/** Whether the text tier alone has the say about a rule. What is wrong with suppressions, both tiers tell in part. */
export function isTextRule({ meta }: AnyRule): boolean {
  return meta.needs === 'text' && meta.family !== 'suppressions';
}

/** What to publish: what is on screen stays while it holds, what is new there may have to wait. */
export function nextScreen(
  before: readonly TrackedFinding[],
  answers: Answers,
  textRules: ReadonlySet<string>,
  { edit, now, restDelay }: Moment,
): Screen {
  const known = new Set(before.map(({ finding }) => identityOf(finding)));
  const shown: TrackedFinding[] = [];
  const held: TrackedFinding[] = [];
  for (const tracked of joined(answers, textRules)) {
    const { finding } = tracked;
    // A text that a rule takes for what it looks like is not half typed.
    const mayWait = finding.node.kind !== 'Text' && !known.has(identityOf(finding));
    (mayWait && waits(finding, edit(), now, restDelay) ? held : shown).push(tracked);
  }
  return { shown, held };
}

function joined({ text, flow, isFlowCurrent }: Answers, textRules: ReadonlySet<string>): readonly TrackedFinding[] {
  if (isFlowCurrent) return flow;
  const present = new Set(text.map(({ finding }) => identityOf(finding)));
  const isToldByText = ({ rule, node }: Finding): boolean => textRules.has(rule) || node.kind === 'Text';
  const stillHolding = flow.filter(({ finding }) => !isToldByText(finding) && !present.has(identityOf(finding)));
  const both = [...text, ...stillHolding].sort((one, other) => one.finding.span.start - other.finding.span.start);
  const left = new Set<Finding>(dropOutranked(both.map(({ finding }) => finding)));
  return both.filter(({ finding }) => left.has(finding));
}

/** Within one text. */
function identityOf({ rule, span, node }: Finding): string {
  return `${rule} ${span.start} ${span.end} ${node.start} ${node.end}`;
}
