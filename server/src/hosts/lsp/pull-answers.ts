import type { OpenDocument } from './open-document.ts';

/** Clients that ask for diagnostics wait here until the complete answer for a document is there. */
export class PullAnswers {
  readonly #waiting = new Map<string, (() => void)[]>();

  /** @param isComplete the answer is there, or there will be none */
  wait(document: OpenDocument, isComplete: boolean): Promise<void> {
    if (isComplete) return Promise.resolve();
    return new Promise((resolve) => {
      this.#waiting.set(document.uri, [...(this.#waiting.get(document.uri) ?? []), resolve]);
    });
  }

  /** @returns whether somebody waited */
  release(uri: string): boolean {
    const waiting = this.#waiting.get(uri) ?? [];
    this.#waiting.delete(uri);
    for (const resolve of waiting) resolve();
    return waiting.length > 0;
  }

  releaseAll(): void {
    for (const uri of this.#waiting.keys()) this.release(uri);
  }
}
