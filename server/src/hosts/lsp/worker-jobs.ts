import type { Analysis, Question, WorkerJob } from './worker-protocol.ts';

export interface QueuedQuestion {
  readonly question: Question;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
}

export type NextJob =
  | { readonly kind: 'question'; readonly asked: QueuedQuestion; readonly job: Question }
  | { readonly kind: 'document'; readonly job: Analysis }
  | { readonly kind: 'background'; readonly job: Analysis };

/** What waits for the worker, each file once however often it is asked for: nothing piles up. */
export class WaitingJobs {
  #questions: QueuedQuestion[] = [];
  /** Open documents, the one last touched last. */
  readonly #documents = new Map<string, Analysis>();
  readonly #background = new Map<string, Analysis>();

  get length(): number {
    return this.#questions.length + this.#documents.size + this.#background.size;
  }

  ask(question: QueuedQuestion): void {
    this.#questions.push(question);
  }

  /** The document last touched comes first. */
  addDocument(file: string, afresh = false): void {
    const before = this.#documents.get(file);
    this.#documents.delete(file);
    this.#background.delete(file);
    this.#documents.set(file, analysis(file, afresh || before?.afresh === true));
  }

  addBackground(file: string, afresh = false): void {
    if (this.#documents.has(file)) return;
    this.#background.set(file, analysis(file, afresh || this.#background.get(file)?.afresh === true));
  }

  /** Puts back what was preempted, without passing over what came since. */
  putBack(next: NextJob): void {
    if (next.kind === 'question') this.#questions.unshift(next.asked);
    else if (next.kind === 'background') this.addBackground(next.job.file, next.job.afresh);
    else if (!this.#documents.has(next.job.file)) {
      const others = [...this.#documents];
      this.#documents.clear();
      for (const [file, job] of [[next.job.file, next.job] as const, ...others]) this.#documents.set(file, job);
    }
  }

  drop(file: string): void {
    this.#documents.delete(file);
    this.#background.delete(file);
  }

  dropBackground(): readonly string[] {
    const files = [...this.#background.keys()];
    this.#background.clear();
    return files;
  }

  dropAll(): { readonly questions: readonly QueuedQuestion[]; readonly files: readonly string[] } {
    const questions = this.#questions;
    const files = [...this.#documents.keys(), ...this.#background.keys()];
    this.#questions = [];
    this.#documents.clear();
    this.#background.clear();
    return { questions, files };
  }

  take(): NextJob | undefined {
    const asked = this.#questions.shift();
    if (asked !== undefined) return { kind: 'question', asked, job: asked.question };
    const document = [...this.#documents.values()].at(-1);
    if (document !== undefined) {
      this.#documents.delete(document.file);
      return { kind: 'document', job: document };
    }
    const [background] = this.#background.values();
    if (background === undefined) return undefined;
    this.#background.delete(background.file);
    return { kind: 'background', job: background };
  }
}

export function fileOf(job: WorkerJob): string | undefined {
  return job.kind === 'analyze' ? job.file : undefined;
}

function analysis(file: string, afresh: boolean): Analysis {
  return { kind: 'analyze', file, afresh };
}
