import type { TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Finding } from '../../../../shared/src/finding.ts';
import { isCode } from '../../project/trees.ts';
import { applyContentChanges, trimmedChange } from './changes.ts';
import type { EditedPlace } from './edited-place.ts';
import { History } from './history.ts';
import type { LastEdit } from './rest.ts';
import { nextScreen, type Screen } from './screen.ts';
import { shiftFindings, track, type TrackedFinding } from './shift.ts';

export interface OpenDocumentOptions {
  readonly uri: string;
  readonly file: string;
  readonly languageId: string;
  readonly version: number;
  readonly text: string;
  readonly openedAt: number;
}

export interface FlowAnswer {
  readonly findings: readonly Finding[];
  /** What was checked. */
  readonly text: string;
  readonly version: number;
  readonly askedAt: number;
  /** Where the last edit before it was. */
  readonly place?: EditedPlace | undefined;
}

export interface ScreenMoment {
  readonly now: number;
  readonly restDelay: number;
  /** Calls `answerPlace`. */
  readonly findPlace: () => void;
}

/** A document in the editor: its text, its recent edits, and what is known about it, carried along with every edit. */
export class OpenDocument {
  readonly uri: string;
  readonly file: string;
  readonly history: History;
  /** Of other texts the text tier finds all that there is to find. */
  readonly isCode: boolean;
  readonly #document: TextDocument;
  #text: readonly TrackedFinding[] = [];
  #flow: readonly TrackedFinding[] = [];
  #textVersion: number | undefined;
  #flowVersion: number | undefined;
  #wasCheckedWhole = false;
  #screen: Screen = { shown: [], held: [] };
  #edit: LastEdit | undefined;
  #editedAt: number;
  /** Where the last edit ended, until `answerPlace` tells the statement there. */
  #editOffset: number | undefined;
  #unansweredSince: number | undefined;

  constructor({ uri, file, languageId, version, text, openedAt }: OpenDocumentOptions) {
    this.uri = uri;
    this.file = file;
    this.isCode = isCode(file);
    this.#document = TextDocument.create(uri, languageId, version, text);
    this.history = new History(version);
    this.#editedAt = openedAt;
    this.#unansweredSince = openedAt;
  }

  get version(): number {
    return this.#document.version;
  }

  get text(): string {
    return this.#document.getText();
  }

  /** When the present text came to be. */
  get editedAt(): number {
    return this.#editedAt;
  }

  /** Since when the flow tier owes an answer. */
  get unansweredSince(): number | undefined {
    return this.#unansweredSince;
  }

  get isTextCurrent(): boolean {
    return this.#textVersion === this.version;
  }

  /** Whether some version of it was. */
  get wasCheckedWhole(): boolean {
    return this.#wasCheckedWhole;
  }

  get isFlowCurrent(): boolean {
    return this.#flowVersion === this.version;
  }

  get shown(): readonly Finding[] {
    return this.#screen.shown.map(({ finding }) => finding);
  }

  /** All that was found, whatever of it is on screen. */
  get found(): readonly Finding[] {
    return this.#flow.map(({ finding }) => finding);
  }

  /** How many findings wait for the user to rest. */
  get held(): number {
    return this.#screen.held.length;
  }

  get lastEdit(): LastEdit | undefined {
    return this.#edit;
  }

  /** Whether somebody must still tell where the last edit was. */
  get editOffset(): number | undefined {
    return this.#editOffset;
  }

  /** Takes over what is on screen of the file already, so that opening it takes nothing away. */
  adopt(findings: readonly Finding[], textThen: string): void {
    const change = trimmedChange(textThen, { start: 0, end: textThen.length }, this.text);
    const tracked = findings.map((finding) => track(finding, textThen));
    this.#flow = shiftFindings(tracked, [change], (offset) => this.#document.positionAt(offset));
    this.#screen = { shown: this.#flow, held: [] };
  }

  change(contentChanges: readonly TextDocumentContentChangeEvent[], version: number, now: number): void {
    const changes = applyContentChanges(this.#document, contentChanges, version);
    this.history.record(version, changes);
    const shift = (tracked: readonly TrackedFinding[]) =>
      shiftFindings(tracked, changes, (offset) => this.#document.positionAt(offset));
    this.#text = shift(this.#text);
    this.#flow = shift(this.#flow);
    this.#screen = { shown: shift(this.#screen.shown), held: [] };
    const last = changes.at(-1);
    this.#editOffset = last && last.span.start + last.length;
    this.#edit = last && { ...noPlace, at: now, isSettled: last.isBlock };
    this.#editedAt = now;
    this.#unansweredSince ??= now;
  }

  answerText(findings: readonly Finding[]): void {
    this.#text = this.#track(findings);
    this.#textVersion = this.version;
  }

  /** The text tier has the whole answer. */
  answerWhole(findings: readonly Finding[]): void {
    this.answerText(findings);
    this.answerFlow({ findings, text: this.text, version: this.version, askedAt: this.#editedAt });
  }

  answerPlace(place: EditedPlace | undefined): void {
    if (this.#edit !== undefined && place !== undefined) this.#edit = { ...this.#edit, ...place };
    this.#editOffset = undefined;
  }

  /** Takes an answer for a version that may be past; false when the way from there is no longer known. */
  answerFlow({ findings, text, version, askedAt, place }: FlowAnswer): boolean {
    const changes = this.history.since(version);
    if (changes === undefined) return false;
    const tracked = findings.map((finding) => track(finding, text));
    this.#flow = shiftFindings(tracked, changes, (offset) => this.#document.positionAt(offset));
    this.#flowVersion = version;
    this.#wasCheckedWhole = true;
    this.history.forget(version);
    this.#unansweredSince = this.isFlowCurrent ? undefined : askedAt;
    if (this.isFlowCurrent && place !== undefined) this.answerPlace(place);
    return true;
  }

  /** What other files or the configuration say has changed: what is shown holds on until the next answer. */
  outdate(now: number): void {
    this.#flowVersion = undefined;
    this.#unansweredSince ??= now;
  }

  /** The user rests or saves: what was typed is meant as it is, unless resting left it broken. */
  settle(by: 'rest' | 'save'): void {
    if (this.#edit === undefined || (by === 'rest' && !this.#edit.parses)) return;
    this.#edit = { ...this.#edit, isSettled: true };
  }

  /** Decides anew what is on screen. Asks for the place of the last edit when something new may have to wait there. */
  refreshScreen(textRules: ReadonlySet<string>, { now, restDelay, findPlace }: ScreenMoment): void {
    const answers = { text: this.#text, flow: this.#flow, isFlowCurrent: this.isFlowCurrent };
    const edit = (): LastEdit | undefined => {
      if (this.#editOffset !== undefined) findPlace();
      return this.#edit;
    };
    this.#screen = nextScreen(this.#screen.shown, answers, textRules, { edit, now, restDelay });
  }

  #track(findings: readonly Finding[]): readonly TrackedFinding[] {
    return findings.map((finding) => track(finding, this.text));
  }
}

/** Until the statement is known, nothing waits. */
const noPlace: EditedPlace = { place: { start: 0, end: -1 }, blocks: [], parses: true };
