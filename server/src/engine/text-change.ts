/** Offsets of the text before the edit, and the length of what replaced it. */
export interface TextChange {
  readonly start: number;
  readonly end: number;
  readonly newLength: number;
}

/** Comparing slices is a matter of memory blocks, far quicker than comparing character by character. */
const block = 4096;

let last: { readonly before: string; readonly after: string; readonly change: TextChange | undefined } | undefined;

/** One range that covers every difference; undefined when there is none. Several ask about the same keystroke, one after the other. */
export function changeBetween(before: string, after: string): TextChange | undefined {
  if (last?.before !== before || last.after !== after) last = { before, after, change: changed(before, after) };
  return last.change;
}

function changed(before: string, after: string): TextChange | undefined {
  if (before === after) return undefined;
  const shorter = Math.min(before.length, after.length);
  const start = commonStart(before, after, shorter);
  const tail = commonEnd(before, after, shorter - start);
  return { start, end: before.length - tail, newLength: after.length - tail - start };
}

function commonStart(before: string, after: string, most: number): number {
  let length = 0;
  while (length + block <= most && before.slice(length, length + block) === after.slice(length, length + block)) {
    length += block;
  }
  while (length < most && before.charCodeAt(length) === after.charCodeAt(length)) length++;
  return length;
}

function commonEnd(before: string, after: string, most: number): number {
  let length = 0;
  const blockOf = (text: string) => text.slice(text.length - length - block, text.length - length);
  while (length + block <= most && blockOf(before) === blockOf(after)) length += block;
  while (
    length < most &&
    before.charCodeAt(before.length - 1 - length) === after.charCodeAt(after.length - 1 - length)
  ) {
    length++;
  }
  return length;
}
