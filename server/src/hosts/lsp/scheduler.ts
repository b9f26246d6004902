import type { Finding } from '../../../../shared/src/finding.ts';
import type { AnalyzedParams, Tier } from '../../../../shared/src/protocol.ts';
import type { Clock } from './clock.ts';
import type { EditedPlace } from './edited-place.ts';
import type { FlowAnswer, OpenDocument } from './open-document.ts';

export interface TextAnswer {
  readonly findings: readonly Finding[];
  /** Where the last edit was. */
  readonly place: EditedPlace | undefined;
}

export interface SchedulerOptions {
  readonly clock: Clock;
  readonly restDelay: number;
  readonly textRules: ReadonlySet<string>;
  /** The text tier, at once. */
  checkText(document: OpenDocument): TextAnswer;
  /** Asks for the flow tier; its answer comes by `flowAnswered`. */
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
    this.#checkText(document);
    this.#options.requestFlow(document, false);
  }

  changed(document: OpenDocument): void {
    const silence = this.#options.clock.now() - (this.#textCheckedAt.get(document) ?? -Infinity);
    if (silence >= longestSilence || !this.#options.hasNewer(document)) {
      this.#checkText(document);
      this.#awaitRest(document);
    }
    // After the text tier: the worker would compete with it for the processor.
    this.#options.requestFlow(document, true);
  }

  saved(document: OpenDocument): void {
    document.settle('save');
    this.#rest(document);
  }

  closed(document: OpenDocument): void {
    this.#stopWaiting(document);
    this.#textCheckedAt.delete(document);
  }

  /** Something outside the document changed what is true of it. */
  outdated(document: OpenDocument): void {
    document.outdate(this.#options.clock.now());
    this.#checkText(document);
    this.#options.requestFlow(document, false);
  }

  flowAnswered(document: OpenDocument, answer: FlowAnswer): void {
    if (!document.answerFlow(answer)) return;
    // The place of the last edit is not known before the text tier ran on it.
    if (document.editOffset !== undefined) this.#checkText(document);
    else this.#show(document);
    if (document.isFlowCurrent) this.#tellAnalyzed(document, 'flow');
  }

  #checkText(document: OpenDocument): void {
    const { findings, place } = this.#options.checkText(document);
    this.#textCheckedAt.set(document, this.#options.clock.now());
    document.answerText(findings, place);
    this.#show(document);
    this.#tellAnalyzed(document, 'text');
  }

  #show(document: OpenDocument): void {
    const { clock, restDelay, textRules } = this.#options;
    document.refreshScreen(textRules, clock.now(), restDelay);
    this.#options.publish(document);
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
