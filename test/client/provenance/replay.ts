import { readFileSync } from 'node:fs';
import path from 'node:path';
import { DocumentProvenance } from '../../../client/src/provenance/document-provenance.ts';
import type { EditorEvent, Replacement, Select } from '../../../client/src/provenance/events.ts';
import { largeInsert } from '../../../client/src/provenance/inserts.ts';
import { isCopyIn, RememberedLine } from '../../../client/src/provenance/remembered-line.ts';

/** As VS Code 1.139 told it to an extension; places are `line:character`, ranges `start-end`. */
export interface Recording {
  readonly name: string;
  readonly text: string;
  readonly events: readonly RecordedEvent[];
}

export interface RecordedEvent {
  readonly at: number;
  readonly change?: readonly (readonly [range: string, removed: number, text: string])[];
  readonly cause?: 'undo' | 'redo';
  readonly isDirty?: boolean;
  readonly select?: readonly string[];
  readonly by?: Select['by'];
  readonly is?: 'saving' | 'saved' | 'paste' | 'ownEdit' | 'codeActions' | 'headMoved' | 'chatOpened' | 'chatClosed';
}

export function recording(name: string): Recording {
  const file = path.join(import.meta.dirname, 'recordings', `${name}.json`);
  return JSON.parse(readFileSync(file, 'utf8')) as Recording;
}

/** Plays what an editor told, and keeps the text beside it. */
export class Replay {
  text: string;
  readonly provenance: DocumentProvenance;
  #blocks = 0;
  #now = 0;
  #wait: number | undefined;
  readonly #line = new RememberedLine();

  constructor(text: string, isDirty = false) {
    this.text = text;
    this.provenance = new DocumentProvenance(() => ++this.#blocks, isDirty);
  }

  static of({ text, events }: Pick<Recording, 'text' | 'events'>): Replay {
    const replay = new Replay(text);
    for (const event of events) replay.play(event);
    replay.rest();
    return replay;
  }

  play(event: RecordedEvent): void {
    if (this.#wait !== undefined && event.at - this.#now >= this.#wait) this.rest();
    this.#now = event.at;
    if (event.change !== undefined) this.#change(event, event.change);
    else if (event.select !== undefined) this.#select(event, event.select);
    else if (event.is === 'chatOpened' || event.is === 'chatClosed') {
      this.#take({ kind: 'chatEditing', isOn: event.is === 'chatOpened' });
    } else if (event.is !== undefined) this.#take({ kind: event.is });
  }

  rest(): void {
    while (this.#wait !== undefined) {
      this.#now += this.#wait;
      this.#take({ kind: 'quiet' });
    }
  }

  /** What was recognised: origin, confidence and the text. */
  get written(): readonly string[] {
    return this.provenance.ranges.map(({ origin, confidence, start, end }) => {
      const how = origin === 'ai' ? confidence : origin;
      return `${how}: ${this.text.slice(start, end)}`;
    });
  }

  #change({ cause, isDirty = true }: RecordedEvent, changes: NonNullable<RecordedEvent['change']>): void {
    const replacements = changes.map(([range, removed, text]): Replacement => {
      const start = this.#offset(range.split('-')[0] ?? '');
      const removedText = this.#line.removedText(start, removed);
      return { start, removed, text, ...(removedText !== undefined && { removedText }) };
    });
    for (const { start, removed, text } of [...replacements].sort((one, other) => other.start - one.start)) {
      this.text = this.text.slice(0, start) + text + this.text.slice(start + removed);
    }
    const large = largeInsert(replacements);
    const isCopy = large !== undefined && isCopyIn(this.text, large.text);
    this.#take({ kind: 'change', replacements, cause, isDirty, isCopy });
  }

  #select({ by }: RecordedEvent, ranges: readonly string[]): void {
    const selections = ranges.map((range) => {
      const [anchor = '', active = anchor] = range.split('-');
      return { anchor: this.#offset(anchor), active: this.#offset(active) };
    });
    const cursor = selections[0]?.active ?? 0;
    const start = this.text.lastIndexOf('\n', cursor - 1) + 1;
    this.#line.remember(start, this.text.slice(start).split('\n', 1)[0] ?? '');
    this.#take({ kind: 'select', selections, by });
  }

  #take(event: EditorEvent): void {
    this.#wait = this.provenance.take({ ...event, at: this.#now }).wait;
  }

  #offset(place: string): number {
    const [line = 0, character = 0] = place.split(':').map(Number);
    const lines = this.text.split('\n').slice(0, line);
    return lines.reduce((sum, each) => sum + each.length + 1, 0) + character;
  }
}
