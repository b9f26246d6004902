/** The line of the cursor before a change, because an editor tells what was put in, and not what was there. */
export class RememberedLine {
  #start = 0;
  #text = '';

  remember(start: number, text: string): void {
    this.#start = start;
    this.#text = text;
  }

  /** Undefined where more than the line was removed. */
  removedText(start: number, removed: number): string | undefined {
    if (removed === 0) return '';
    const from = start - this.#start;
    return from >= 0 && from + removed <= this.#text.length ? this.#text.slice(from, from + removed) : undefined;
  }
}

/** Whether a text holds, elsewhere too, what was just put into it: lines are copied more often than written twice. */
export function isCopyIn(text: string, inserted: string): boolean {
  const sought = inserted.trim();
  return text.indexOf(sought) !== text.lastIndexOf(sought);
}
