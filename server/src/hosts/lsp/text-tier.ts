import { analyzeWhole } from '../../engine/analyze.ts';
import type { Snapshot } from '../../engine/snapshot.ts';
import { sourceText } from '../../engine/source-text.ts';
import { suppressionEdit, type SuppressionRequest } from '../../edits/suppress.ts';
import type { Finding, TextEdit } from '../../../../shared/src/finding.ts';
import type { ProjectStore } from '../../project/snapshot-store.ts';
import { analysisOptions } from './analysis-options.ts';
import { editedPlace, type EditedPlace } from './edited-place.ts';
import type { OpenDocument } from './open-document.ts';
import type { Surroundings } from './worker-protocol.ts';

export interface TextTierOptions {
  readonly store: ProjectStore;
  readonly surroundings: () => Surroundings;
  failed(file: string, reason: unknown): void;
}

/** What the main loop finds by itself in a document: rules that need neither types nor flow. */
export class TextTier {
  readonly #options: TextTierOptions;

  constructor(options: TextTierOptions) {
    this.#options = options;
  }

  check(document: OpenDocument): readonly Finding[] {
    return this.#guarded(document, () => this.#check(document)) ?? [];
  }

  placeOf(document: OpenDocument, offset: number): EditedPlace | undefined {
    return this.#guarded(document, () => {
      const tree = this.#snapshot(document).tree(document.file);
      return tree && editedPlace(tree, offset);
    });
  }

  suppress(document: OpenDocument, request: SuppressionRequest): TextEdit | undefined {
    const { file, text } = document;
    return suppressionEdit(this.#snapshot(document).tree(file) ?? sourceText(file, text), request);
  }

  forget(file: string): void {
    this.#options.store.setText(file, undefined);
  }

  #check(document: OpenDocument): readonly Finding[] {
    const { file } = document;
    const options = analysisOptions(this.#options.surroundings(), file, 'text');
    return options === undefined ? [] : (analyzeWhole(this.#snapshot(document), file, options)?.findings ?? []);
  }

  #snapshot({ file, text }: OpenDocument): Snapshot {
    const { store } = this.#options;
    store.setText(file, text);
    return store.snapshot();
  }

  #guarded<T>({ file }: OpenDocument, work: () => T): T | undefined {
    try {
      return work();
    } catch (error) {
      this.#options.failed(file, error);
      return undefined;
    }
  }
}
