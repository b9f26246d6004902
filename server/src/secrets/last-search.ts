import { sight } from '../engine/sight.ts';
import { changeBetween, type TextChange } from '../engine/text-change.ts';
import type { FoundSecret } from './detector.ts';
import { detect } from './scanner.ts';
import type { TextKind } from './text-kind.ts';

interface Searched {
  readonly text: string;
  readonly kind: TextKind;
  readonly detections: readonly FoundSecret[];
}

/** Somebody who types has nearly the same text searched again and again. */
let last: Searched = { text: '', kind: 'other', detections: [] };

/** What the detectors find in a text. Of what was found in the text before it, all that is out of sight of the edit is kept. */
export function detectionsIn(text: string, kind: TextKind): readonly FoundSecret[] {
  if (last.kind !== kind) last = { text: '', kind, detections: [] };
  const change = changeBetween(last.text, text);
  if (change !== undefined) last = { text, kind, detections: afterChange(last.detections, change, text, kind) };
  return last.detections;
}

function afterChange(
  before: readonly FoundSecret[],
  { start, end, newLength }: TextChange,
  text: string,
  kind: TextKind,
): readonly FoundSecret[] {
  const moved = start + newLength - end;
  const touched = { start: farthestStart(text, start), end: start + newLength + sight.before };
  const found = before.filter((each) => each.start < touched.start);
  found.push(...detect(text, kind, touched));
  for (const each of before) {
    const at = each.start + moved;
    if (at >= touched.end) found.push({ ...each, start: at, end: each.end + moved });
  }
  return found;
}

const openingOfKey = '-----BEGIN ';

/** Where what reaches to a place can start: only keys in PEM and what no white space breaks are longer than names and their values. */
function farthestStart(text: string, place: number): number {
  const near = Math.max(0, place - sight.before);
  const far = Math.max(0, place - sight.behind);
  const mayBeLong = text.slice(far, place).includes(openingOfKey) || !/\s/.test(text.slice(near, place));
  return mayBeLong ? far : near;
}
