import type { Span } from '../../../shared/src/finding.ts';
import type { FoundSecret } from './detector.ts';
import type { Certainty, SecretFormat } from './format.ts';
import { formats } from './formats/index.ts';
import { detectionsIn } from './last-search.ts';
import type { TextKind } from './text-kind.ts';
import type { ValueLooks } from './value-looks.ts';

export type { Certainty, SecretFormat } from './format.ts';
export { type TextKind, textKindOf } from './text-kind.ts';

export interface SecretMatch {
  /** The value itself: no quotes, no name. */
  readonly span: Span;
  /** Id of the format, or `generic` where the name alone tells. */
  readonly format: string;
  /** In a sentence: `live Stripe secret key`. */
  readonly label: string;
  readonly certainty: Certainty;
  /** The name it should have in the environment. */
  readonly variable: string;
  readonly looks: ValueLooks;
  /** By its name, see `isGivenOnce`. */
  readonly isGivenOnce: boolean;
}

/** Known formats in any text, and what is called a secret outside of code. Never holds a value itself. */
export function findSecrets(text: string, kind: TextKind): readonly SecretMatch[] {
  const secrets = withoutOverlaps(detectionsIn(text, kind)).filter(({ publishable }) => !publishable);
  return secrets.map(({ start, end, format, label, certainty, variable, looks, isGivenOnce = false }) => ({
    span: { start, end },
    format,
    label,
    certainty,
    variable,
    looks,
    isGivenOnce,
  }));
}

/** Where keys stand that are made for everybody, such as those of a browser. */
export function findPublishable(text: string, kind: TextKind): readonly Span[] {
  return withoutOverlaps(detectionsIn(text, kind)).flatMap(({ start, end, publishable }) =>
    publishable ? [{ start, end }] : [],
  );
}

export function formatById(id: string): SecretFormat | undefined {
  return formats.find((format) => format.id === id);
}

const certainties: readonly Certainty[] = ['doubtful', 'likely', 'certain'];

/** One value is one secret: of those that overlap, the one that tells more about it stays. */
function withoutOverlaps(detections: readonly FoundSecret[]): readonly FoundSecret[] {
  const kept: FoundSecret[] = [];
  for (const each of [...detections].sort((one, other) => one.start - other.start || other.end - one.end)) {
    const last = kept[kept.length - 1];
    if (last === undefined || each.start >= last.end) kept.push(each);
    else if (tellsMore(each, last)) kept[kept.length - 1] = each;
  }
  return kept;
}

function tellsMore(one: FoundSecret, other: FoundSecret): boolean {
  const difference =
    Number(one.publishable) - Number(other.publishable) ||
    Number(one.format !== 'generic') - Number(other.format !== 'generic') ||
    certainties.indexOf(one.certainty) - certainties.indexOf(other.certainty);
  return difference > 0;
}
