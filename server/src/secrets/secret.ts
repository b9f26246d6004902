import type { Span } from '../../../shared/src/finding.ts';
import type { SecretMatch } from './detector.ts';
import type { Certainty, SecretFormat } from './format.ts';
import { formats } from './formats/index.ts';
import { detectionsIn } from './last-search.ts';
import type { TextKind } from './text-kind.ts';

export type { SecretMatch } from './detector.ts';
export type { Certainty, SecretFormat } from './format.ts';
export { type TextKind, textKindOf } from './text-kind.ts';

/** Known formats in any text, and what is called a secret outside of code. */
export function findSecrets(text: string, kind: TextKind): readonly SecretMatch[] {
  return withoutOverlaps(detectionsIn(text, kind)).filter(({ publishable }) => !publishable);
}

/** Where keys stand that are made for everybody, such as those of a browser. */
export function findPublishable(text: string, kind: TextKind): readonly Span[] {
  return withoutOverlaps(detectionsIn(text, kind)).flatMap(({ span, publishable }) => (publishable ? [span] : []));
}

export function formatById(id: string): SecretFormat | undefined {
  return formats.find((format) => format.id === id);
}

const certainties: readonly Certainty[] = ['doubtful', 'likely', 'certain'];

/** One value is one secret: of those that overlap, the one that tells more about it stays. They stand in the order of the text. */
function withoutOverlaps(detections: readonly SecretMatch[]): readonly SecretMatch[] {
  const kept: SecretMatch[] = [];
  for (const each of detections) {
    const last = kept[kept.length - 1];
    if (last === undefined || each.span.start >= last.span.end) kept.push(each);
    else if (tellsMore(each, last)) kept[kept.length - 1] = each;
  }
  return kept;
}

function tellsMore(one: SecretMatch, other: SecretMatch): boolean {
  const difference =
    Number(one.publishable) - Number(other.publishable) ||
    Number(one.format !== 'generic') - Number(other.format !== 'generic') ||
    certainties.indexOf(one.certainty) - certainties.indexOf(other.certainty);
  return difference > 0;
}
