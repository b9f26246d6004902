import type { StatusParams } from '../../../../shared/src/protocol.ts';
import type { Clock } from './clock.ts';
import type { Totals } from './publisher.ts';

export interface StatusOptions {
  readonly clock: Clock;
  totals(): Totals;
  send(params: StatusParams): void;
}

export interface Activity {
  readonly state: StatusParams['state'];
  readonly message: string;
}

export const ready: Activity = { state: 'ready', message: 'Temper is ready.' };

/** Often enough for the eye. */
const interval = 100;

/** Tells the client how the server is, at most ten times a second and only when something changed. */
export class Status {
  readonly #options: StatusOptions;
  #activity = ready;
  #problem: string | undefined;
  #degraded: string | undefined;
  #note: string | undefined;
  #sent: StatusParams | undefined;
  #isWaiting = false;

  constructor(options: StatusOptions) {
    this.#options = options;
  }

  set(activity: Activity): void {
    this.#activity = activity;
    this.update();
  }

  /** Something that the user should mend and that does not keep the server from working. */
  setProblem(problem: string | undefined): void {
    this.#problem = problem;
    this.update();
  }

  /** Only the text tier is left, or it is back. */
  setDegraded(reason: string | undefined): void {
    this.#degraded = reason;
    this.update();
  }

  /** What is good to know where all works. */
  setNote(note: string): void {
    this.#note = note;
    this.update();
  }

  update(): void {
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    this.#options.clock.after(interval, () => {
      this.#isWaiting = false;
      this.#send();
    });
  }

  #send(): void {
    const { errors, warnings, baselined } = this.#options.totals();
    const next: StatusParams = { ...this.#current(), errors, warnings, baselined };
    const { state, message } = this.#sent ?? {};
    const isKnown = state === next.state && message === next.message;
    const sent = this.#sent;
    if (isKnown && sent?.errors === errors && sent.warnings === warnings && sent.baselined === baselined) return;
    this.#sent = next;
    this.#options.send(next);
  }

  #current(): Activity {
    if (this.#degraded !== undefined) return { state: 'degraded', message: this.#degraded };
    const { state, message } = this.#activity;
    if (state !== 'ready') return { state, message };
    return { state, message: this.#problem ?? [message, this.#note].filter((part) => part !== undefined).join(' ') };
  }
}
