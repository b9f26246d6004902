import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Finding } from '../../shared/src/finding.ts';
import { applyContentChanges, type TextChange } from '../../server/src/hosts/lsp/changes.ts';

/** A document that tests edit by what stands in it, not by offsets. */
export class TypedText {
  readonly document: TextDocument;

  constructor(text: string) {
    this.document = TextDocument.create('file:///shop/a.ts', 'typescript', 1, text);
  }

  get text(): string {
    return this.document.getText();
  }

  /** Replaces the first `old` by `text`. */
  replace(old: string, text: string): readonly TextChange[] {
    const start = this.#find(old);
    return this.#edit(start, start + old.length, text);
  }

  insertBefore(mark: string, text: string): readonly TextChange[] {
    const at = this.#find(mark);
    return this.#edit(at, at, text);
  }

  insertAfter(mark: string, text: string): readonly TextChange[] {
    const at = this.#find(mark) + mark.length;
    return this.#edit(at, at, text);
  }

  /** What a client without incremental sync sends. */
  setAll(text: string): readonly TextChange[] {
    return applyContentChanges(this.document, [{ text }], this.document.version + 1);
  }

  /** A finding on `squiggle`, reported for the node `node`. */
  finding(squiggle: string, node = squiggle, related: readonly string[] = []): Finding {
    const placeOf = (mark: string) => {
      const start = this.#find(mark);
      const span = { start, end: start + mark.length };
      const range = { start: this.document.positionAt(span.start), end: this.document.positionAt(span.end) };
      return { file: '/shop/a.ts', span, range };
    };
    return {
      ...placeOf(squiggle),
      rule: 'some-rule',
      severity: 'error',
      message: 'Something goes wrong.',
      related: related.map((mark) => ({ ...placeOf(mark), message: mark })),
      fixes: [],
      node: { kind: 'ExpressionStatement', ...placeOf(node).span },
      data: {},
      fingerprint: squiggle,
    };
  }

  #find(mark: string): number {
    const at = this.text.indexOf(mark);
    if (at === -1) throw new Error(`${JSON.stringify(mark)} is not in the text.`);
    return at;
  }

  #edit(start: number, end: number, text: string): readonly TextChange[] {
    const range = { start: this.document.positionAt(start), end: this.document.positionAt(end) };
    return applyContentChanges(this.document, [{ range, text }], this.document.version + 1);
  }
}
