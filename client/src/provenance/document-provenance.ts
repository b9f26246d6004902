import type { Change, Select, TimedEvent } from './events.ts';
import { insertedSpans, insertOf, largeInsert, type Span } from './inserts.ts';
import { isAccepted, suspectWhole, suspectWord, watchCursor, type Suspect } from './suspect.ts';
import { followAll, type Authorship, type Hand, type WrittenRange } from './written-range.ts';

/** What was announced comes within this time, and what the editor itself does to it, such as to indent it, right behind. */
const announced = { paste: 3_000, ownEdit: 3_000, codeActions: 20_000 };
const followUp = 300;
/** Text right behind a click is what was selected elsewhere: on Linux the middle button pastes it. */
const afterClick = 300;
/** Files, and what Git keeps of what is checked out, change in any order. */
const aroundCheckout = 3_000;
/** The cursor moves right behind a change; that a document has unsaved changes is told a little later. */
const untilQuiet = { cursor: 60, dirty: 500 };

export interface Outcome {
  /** Ranges came or went, or were dismissed; that they move with the text is no change. */
  readonly isChanged: boolean;
  /** What came from a suggestion just now. */
  readonly accepted?: Span;
  /** When nothing else happens for so many milliseconds, `quiet` is to be told. */
  readonly wait?: number;
}

/** Recognises who wrote what in one document, from what the editor tells. It guesses only where all else is ruled out. */
export class DocumentProvenance {
  readonly #nextBlock: () => number;
  #ranges: readonly WrittenRange[];
  /** What came in since the last decision, whoever it is from. */
  #unclaimed: readonly WrittenRange[] = [];
  #suspect: Suspect | undefined;
  /** The block of words that are being accepted one by one. */
  #words: number | undefined;
  #announcement: { readonly hand: Hand; readonly until: number; readonly isDue: boolean } | undefined;
  #isDirty: boolean;
  #isSaving = false;
  #chatEditings = 0;
  #changedAt = -Infinity;
  #clickedAt = -Infinity;
  #headMovedAt = -Infinity;
  #accepted: Span | undefined;

  constructor(nextBlock: () => number, isDirty: boolean, ranges: readonly WrittenRange[] = []) {
    this.#nextBlock = nextBlock;
    this.#isDirty = isDirty;
    this.#ranges = ranges;
  }

  get ranges(): readonly WrittenRange[] {
    return this.#ranges.filter(({ emptiedBy }) => emptiedBy === undefined);
  }

  dismiss(block: number): void {
    this.#ranges = this.#ranges.map((range) => (range.block === block ? { ...range, isDismissed: true } : range));
  }

  take(event: TimedEvent): Outcome {
    const before = this.ranges.map(({ block }) => block).join(' ');
    this.#accepted = undefined;
    this.#apply(event);
    return {
      isChanged: this.ranges.map(({ block }) => block).join(' ') !== before,
      ...(this.#accepted !== undefined && { accepted: this.#accepted }),
      ...(this.#unclaimed.length > 0 && { wait: this.#isDirty ? untilQuiet.cursor : untilQuiet.dirty }),
    };
  }

  #apply(event: TimedEvent): void {
    switch (event.kind) {
      case 'change':
        this.#isDirty = event.isDirty;
        if (event.replacements.length > 0) this.#change(event, event.at);
        break;
      case 'select':
        this.#select(event, event.at);
        break;
      case 'paste':
      case 'ownEdit':
      case 'codeActions':
        this.#announcement = {
          hand: event.kind === 'paste' ? 'human' : 'tool',
          until: event.at + announced[event.kind],
          isDue: true,
        };
        break;
      case 'saving':
        // What is saved was edited here, not read from disk.
        this.#isDirty = true;
        this.#decide();
        this.#isSaving = true;
        break;
      case 'saved':
        this.#unclaimed = [];
        this.#isSaving = false;
        break;
      case 'chatEditing':
        this.#chatEditings = Math.max(0, this.#chatEditings + (event.isOn ? 1 : -1));
        break;
      case 'headMoved':
        this.#headMoved(event.at);
        break;
      case 'quiet':
        this.#quiet();
        break;
    }
  }

  #announcedHand(at: number): Hand | undefined {
    const announcement = this.#announcement;
    if (announcement === undefined || at > announcement.until) return undefined;
    if (announcement.isDue) this.#announcement = { ...announcement, until: at + followUp, isDue: false };
    return announcement.hand;
  }

  #change(change: Change, at: number): void {
    const { replacements, cause } = change;
    const hand = cause ?? this.#announcedHand(at);
    const insert = insertOf(replacements);
    const before = this.#suspect;
    this.#decide();
    this.#changedAt = at;
    // One change is somebody's; several at once are a rename's, a formatter's or an action's.
    this.#ranges = followAll(this.#ranges, replacements, hand ?? (replacements.length > 1 ? 'tool' : 'human'));
    this.#unclaimed = followAll(this.#unclaimed, replacements, 'human');
    this.#suspect = undefined;
    if (hand !== undefined) return;
    this.#unclaimed = [...this.#unclaimed, ...insertedSpans(replacements).map(unclaimed)];
    if (insert !== undefined) this.#suspect = this.#suspectIn(change, at, before);
    if (this.#suspect?.start !== before?.start) this.#words = undefined;
  }

  #suspectIn(change: Change, at: number, before: Suspect | undefined): Suspect | undefined {
    const insert = insertOf(change.replacements);
    if (insert === undefined || at - this.#clickedAt < afterClick) return undefined;
    if (largeInsert(change.replacements) === undefined) return suspectWord(before, insert);
    return change.isCopy ? undefined : suspectWhole(before, insert);
  }

  #select(select: Select, at: number): void {
    if (select.by === 'mouse') this.#clickedAt = at;
    if (select.by === 'keyboard') this.#unclaimed = this.#unclaimed.filter(({ end }) => !isAt(select, end));
    // A cursor that somebody moves on has been where the text left it.
    if (select.by !== undefined && this.#suspect?.kind === 'whole') this.#decide();
    this.#suspect &&= watchCursor(this.#suspect, select);
    // Nobody knows which word is the last, so they count as soon as they are enough.
    if (this.#suspect?.kind === 'words' && isAccepted(this.#suspect)) this.#decide();
  }

  #quiet(): void {
    if (!this.#isDirty && this.#chatEditings === 0) {
      this.#claimFromDisk();
      this.#suspect = undefined;
    }
    this.#decide();
    this.#unclaimed = [];
  }

  /** Claims what can be claimed by now; all else stays nobody's. */
  #decide(): void {
    const suspect = this.#suspect;
    if (this.#chatEditings > 0) {
      if (!this.#isSaving) this.#claim(this.#unclaimed, { origin: 'ai', confidence: 'certain' });
      this.#unclaimed = [];
    } else if (suspect !== undefined && isAccepted(suspect) && (this.#isDirty || suspect.kind === 'words')) {
      this.#words = this.#claim([suspect], { origin: 'ai', confidence: 'likely' }, this.#words);
    }
    if (suspect?.kind === 'whole' && this.#isDirty) this.#suspect = undefined;
    if (this.#isDirty) this.#unclaimed = [];
  }

  #claim(spans: readonly Span[], authorship: Pick<Authorship, 'origin' | 'confidence'>, block?: number): number {
    const own = block ?? this.#nextBlock();
    if (spans.length === 0) return own;
    const isOld = (range: WrittenRange): boolean =>
      spans.some(({ start, end }) => start <= range.start && range.end <= end);
    const claimed = spans.map(({ start, end }) => ({ start, end, ...authorship, block: own, isDismissed: false }));
    const rest = this.#ranges.filter((range) => !isOld(range));
    this.#ranges = [...rest, ...claimed].sort((one, other) => one.start - other.start);
    if (authorship.origin === 'ai') this.#accepted = { start: claimed[0]?.start ?? 0, end: claimed.at(-1)?.end ?? 0 };
    return own;
  }

  #claimFromDisk(): void {
    const isCheckedOut = Math.abs(this.#changedAt - this.#headMovedAt) < aroundCheckout;
    if (!isCheckedOut) this.#claim(this.#unclaimed, { origin: 'outside', confidence: 'certain' });
  }

  #headMoved(at: number): void {
    this.#headMovedAt = at;
    if (at - this.#changedAt >= aroundCheckout) return;
    const last = Math.max(...this.#ranges.filter(({ origin }) => origin === 'outside').map(({ block }) => block));
    this.#ranges = this.#ranges.filter(({ block }) => block !== last);
  }
}

function unclaimed(span: Span): WrittenRange {
  return { ...span, origin: 'outside', confidence: 'likely', block: 0, isDismissed: false };
}

function isAt({ selections }: Select, offset: number): boolean {
  return selections.some(({ active }) => active === offset);
}
