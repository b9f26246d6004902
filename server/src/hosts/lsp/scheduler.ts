import type { Finding } from '../../../../shared/src/finding.ts';
import type { AnalyzedParams, Tier } from '../../../../shared/src/protocol.ts';
import type { Clock } from './clock.ts';
import type { EditedPlace } from './edited-place.ts';
import type { FlowAnswer, OpenDocument } from './open-document.ts';

export interface SchedulerOptions {
  readonly clock: Clock;
  readonly restDelay: number;
  readonly textRules: ReadonlySet<string>;
  /** The text tier, at once. */
  checkText(document: OpenDocument): readonly Finding[];
  /** Where the last edit was. */
  placeOf(document: OpenDocument, offset: number): EditedPlace | undefined;
  /** Asks for the flow tier of code; its answer comes by `flowAnswered`. */
  requestFlow(document: OpenDocument, isEdited: boolean): void;
  /** Whether an edit of the document has arrived that was not applied yet. */
  hasNewer(document: OpenDocument): boolean;
  publish(document: OpenDocument): void;
  analyzed(params: AnalyzedParams): void;
  /** The user rests: a good moment for what the edits mean to other files. */
  rested(document: OpenDocument): void;
}

/** A stream of edits without end still gets an answer this often. */
const longestSilence = 100;
/** Without a rest delay, too, other files are not checked anew on every key. */
const shortestRest = 300;

/** Decides when a document is checked and when what was found is shown. */
export class Scheduler {
  readonly #options: SchedulerOptions;
  readonly #resting = new Map<OpenDocument, () => void>();
  readonly #textCheckedAt = new Map<OpenDocument, number>();

  constructor(options: SchedulerOptions) {
    this.#options = options;
  }

  opened(document: OpenDocument): void {
    this.#check(document, false, () => this.#checkText(document));
  }

  changed(document: OpenDocument): void {
    this.#check(document, true, () => {
      const silence = this.#options.clock.now() - (this.#textCheckedAt.get(document) ?? -Infinity);
      if (silence < longestSilence && this.#options.hasNewer(document)) return;
      this.#checkText(document);
      this.#awaitRest(document);
    });
  }

  saved(document: OpenDocument): void {
    document.settle('save');
    this.#rest(document);
  }

  /** A suggestion was taken over: what was held back is shown, or is not held back when it is found. */
  accepted(document: OpenDocument): void {
    document.settle('save');
    if (document.held > 0) this.#show(document);
  }

  closed(document: OpenDocument): void {
    this.#stopWaiting(document);
    this.#textCheckedAt.delete(document);
  }

  /** Something outside the document changed what is true of it. */
  outdated(document: OpenDocument): void {
    document.outdate(this.#options.clock.now());
    this.#check(document, false, () => this.#checkText(document));
  }

  flowAnswered(document: OpenDocument, answer: FlowAnswer): void {
    if (!document.answerFlow(answer)) return;
    if (document.isTextCurrent) this.#show(document);
    else this.#checkText(document);
    if (document.isFlowCurrent) this.#tellAnalyzed(document, 'flow');
  }

  /** The worker is at code meanwhile; what a text says about other files, such as ignore files, they hear once it is known. */
  #check(document: OpenDocument, isEdited: boolean, checkText: () => void): void {
    checkText();
    this.#options.requestFlow(document, isEdited);
  }

  #checkText(document: OpenDocument): void {
    const findings = this.#options.checkText(document);
    this.#textCheckedAt.set(document, this.#options.clock.now());
    if (document.isCode) document.answerText(findings);
    else document.answerWhole(findings);
    this.#show(document);
    this.#tellAnalyzed(document, 'text');
    if (!document.isCode) this.#tellAnalyzed(document, 'flow');
  }

  #show(document: OpenDocument): void {
    const { clock, restDelay, textRules } = this.#options;
    document.refreshScreen(textRules, { now: clock.now(), restDelay, findPlace: () => this.#findPlace(document) });
    this.#options.publish(document);
  }

  /** Where the answer of the worker has not told it yet: that takes a tree here. */
  #findPlace(document: OpenDocument): void {
    const offset = document.editOffset;
    if (offset !== undefined) document.answerPlace(this.#options.placeOf(document, offset));
  }

  #awaitRest(document: OpenDocument): void {
    this.#stopWaiting(document);
    const { clock, restDelay } = this.#options;
    const wait = Math.max(restDelay, shortestRest);
    this.#resting.set(
      document,
      clock.after(wait, () => this.#rest(document)),
    );
  }

  #rest(document: OpenDocument): void {
    this.#stopWaiting(document);
    this.#findPlace(document);
    document.settle('rest');
    if (document.held > 0) this.#show(document);
    this.#options.rested(document);
  }

  #stopWaiting(document: OpenDocument): void {
    this.#resting.get(document)?.();
    this.#resting.delete(document);
  }

  #tellAnalyzed(document: OpenDocument, tier: Tier): void {
    const milliseconds = Math.round(10 * (this.#options.clock.now() - document.editedAt)) / 10;
    const { uri, version, shown } = document;
    this.#options.analyzed({ uri, version, tier, milliseconds, findings: shown.length });
  }
}
