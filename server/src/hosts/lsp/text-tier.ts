import { analyzeWhole } from '../../engine/analyze.ts';
import { suppressionEdit, type SuppressionRequest } from '../../edits/suppress.ts';
import type { TextEdit } from '../../../../shared/src/finding.ts';
import type { ProjectStore } from '../../project/snapshot-store.ts';
import { analysisOptions } from './analysis-options.ts';
import { editedPlace } from './edited-place.ts';
import type { OpenDocument } from './open-document.ts';
import type { TextAnswer } from './scheduler.ts';
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

  check(document: OpenDocument): TextAnswer {
    try {
      return this.#check(document);
    } catch (error) {
      this.#options.failed(document.file, error);
      return { findings: [], place: undefined };
    }
  }

  suppress({ file, text }: OpenDocument, request: SuppressionRequest): TextEdit | undefined {
    this.#options.store.setText(file, text);
    const tree = this.#options.store.snapshot().tree(file);
    return tree && suppressionEdit(tree, request);
  }

  forget(file: string): void {
    this.#options.store.setText(file, undefined);
  }

  #check({ file, text, editOffset }: OpenDocument): TextAnswer {
    const { store, surroundings } = this.#options;
    store.setText(file, text);
    const snapshot = store.snapshot();
    const tree = snapshot.tree(file);
    const place = tree === undefined || editOffset === undefined ? undefined : editedPlace(tree, editOffset);
    const options = analysisOptions(surroundings(), file, 'text');
    const answer = options === undefined ? undefined : analyzeWhole(snapshot, file, options);
    return { findings: answer?.findings ?? [], place };
  }
}
