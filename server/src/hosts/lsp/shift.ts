import type { Finding, Position, RelatedPlace, Span } from '../../../../shared/src/finding.ts';
import type { TextChange } from './changes.ts';

/** A finding with what an edit must leave alone for it to hold on. */
export interface TrackedFinding {
  readonly finding: Finding;
  /** The lines of the node that the squiggle stands on; edits further down, such as in a callback's body, do no harm. */
  readonly head: Span;
  /** Whether the node ends with `;` or `}`, so that what is typed behind it does not go on with it. */
  readonly isClosed: boolean;
}

/** @param text in which the finding was made */
export function track(finding: Finding, text: string): TrackedFinding {
  const { span, node } = finding;
  const lineStart = text.lastIndexOf('\n', Math.max(span.start - 1, 0)) + 1;
  const lineEnd = text.indexOf('\n', span.end);
  const end = lineEnd === -1 ? text.length : lineEnd;
  return {
    finding,
    head: {
      start: Math.min(span.start, Math.max(node.start, lineStart)),
      end: Math.max(span.end, Math.min(node.end, end)),
    },
    isClosed: /[;}]/.test(text[Math.max(span.end, node.end) - 1] ?? ''),
  };
}

/**
 * Carries findings through edits, oldest first: those that an edit touches are dropped, the others move.
 *
 * @param positionAt of the text after all edits
 */
export function shiftFindings(
  tracked: readonly TrackedFinding[],
  changes: readonly TextChange[],
  positionAt: (offset: number) => Position,
): readonly TrackedFinding[] {
  if (changes.length === 0) return tracked;
  return tracked.flatMap((each) => {
    const shifted = changes.reduce<TrackedFinding | undefined>(
      (current, change) => current && shiftThrough(current, change),
      each,
    );
    return shifted === undefined ? [] : [placed(shifted, positionAt)];
  });
}

function shiftThrough(tracked: TrackedFinding, change: TextChange): TrackedFinding | undefined {
  if (touches(change, tracked)) return undefined;
  const { finding } = tracked;
  return {
    ...tracked,
    head: moved(tracked.head, change),
    finding: {
      ...finding,
      span: moved(finding.span, change),
      node: { ...finding.node, ...moved(finding.node, change) },
      related: finding.related.flatMap((place) => shiftRelated(place, finding.file, change)),
    },
  };
}

function touches(change: TextChange, { finding, head, isClosed }: TrackedFinding): boolean {
  const { span: edit } = change;
  const start = Math.min(head.start, finding.node.start);
  const end = Math.max(head.end, finding.node.end);
  if (edit.end < start || edit.start > end) return false;
  if (edit.end === start) return !(change.isBlank || change.keepsLineStart);
  if (edit.start === end) return !(change.isBlank || change.keepsLineEnd || isClosed);
  if (edit.start < start || edit.end >= end) return true;
  const endsLine = edit.start === head.end && head.end < end && change.keepsLineEnd;
  return !endsLine && edit.start <= head.end && edit.end >= head.start;
}

function shiftRelated(place: RelatedPlace, file: string, change: TextChange): readonly RelatedPlace[] {
  if (place.file !== file) return [place];
  const { span: edit } = change;
  const isInside = edit.start < place.span.end && edit.end > place.span.start;
  return isInside ? [] : [{ ...place, span: moved(place.span, change) }];
}

/** Of a span that the edit does not cut: it lies before, behind or around it. */
function moved(span: Span, change: TextChange): Span {
  const start = shiftOffset(span.start, change, 1);
  return { start, end: Math.max(start, shiftOffset(span.end, change, -1)) };
}

/** At the very place of an insertion a start moves behind it and an end stays before it. */
function shiftOffset(offset: number, change: TextChange, edge: 1 | -1): number {
  const { start, end } = change.span;
  const delta = change.length - (end - start);
  if (offset < start || (offset === start && edge === -1)) return offset;
  if (offset >= end) return offset + delta;
  return edge === 1 ? start + change.length : start;
}

function placed(shifted: TrackedFinding, positionAt: (offset: number) => Position): TrackedFinding {
  const { finding } = shifted;
  const rangeOf = (span: Span) => ({ start: positionAt(span.start), end: positionAt(span.end) });
  return {
    ...shifted,
    finding: {
      ...finding,
      range: rangeOf(finding.span),
      related: finding.related.map((place) =>
        place.file === finding.file ? { ...place, range: rangeOf(place.span) } : place,
      ),
    },
  };
}
