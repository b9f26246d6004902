import { sight } from '../engine/sight.ts';
import { changeBetween, type TextChange } from '../engine/text-change.ts';
import { movedBy, type SecretMatch } from './detector.ts';
import { detect } from './scanner.ts';
import type { TextKind } from './text-kind.ts';

interface Searched {
  readonly text: string;
  readonly kind: TextKind;
  readonly detections: readonly SecretMatch[];
}

/** Somebody who types has nearly the same text searched again and again. */
let last: Searched = { text: '', kind: 'other', detections: [] };

/** What the detectors find in a text. Of what was found in the text before it, all that is out of sight of the edit is kept. */
export function detectionsIn(text: string, kind: TextKind): readonly SecretMatch[] {
  // A short one lies in sight as a whole: it is kept no quicker, and would drive out the text that somebody types in.
  if (text.length < sight.before) return detect(text, kind, { start: 0, end: text.length });
  if (last.kind !== kind) last = { text: '', kind, detections: [] };
  const change = changeBetween(last.text, text);
  if (change !== undefined) last = { text, kind, detections: afterChange(last.detections, change, text, kind) };
  return last.detections;
}

function afterChange(
  before: readonly SecretMatch[],
  { start, end, newLength }: TextChange,
  text: string,
  kind: TextKind,
): readonly SecretMatch[] {
  const moved = start + newLength - end;
  const touched = { start: farthestStart(text, start), end: start + newLength + sight.before };
  return [
    ...before.filter(({ span }) => span.start < touched.start),
    ...detect(text, kind, touched),
    ...before.filter(({ span }) => span.start + moved >= touched.end).map((each) => movedBy(moved, each)),
  ];
}

const openingOfKey = '-----BEGIN ';

/** Where what reaches to a place can start: only keys in PEM and what no white space breaks are longer than names and their values. */
function farthestStart(text: string, place: number): number {
  const near = Math.max(0, place - sight.before);
  const far = Math.max(0, place - sight.behind);
  const mayBeLong = text.slice(far, place).includes(openingOfKey) || !/\s/.test(text.slice(near, place));
  return mayBeLong ? far : near;
}
