/** What an editor sees of a change and of what goes on around it; whoever made the change has to be told from that. */

/** Offsets are those of the text before the change, as all changes of one event are made at once. */
export interface Replacement {
  readonly start: number;
  readonly removed: number;
  readonly text: string;
  /** What was removed, where it is known: the line of the cursor is remembered. */
  readonly removedText?: string;
}

export interface Selection {
  readonly anchor: number;
  readonly active: number;
}

export interface Change {
  readonly kind: 'change';
  /** None when only the document's dirty state changed. */
  readonly replacements: readonly Replacement[];
  readonly cause: 'undo' | 'redo' | undefined;
  /** Whether the document has unsaved changes now. The editor tells it a little late of a document that had none. */
  readonly isDirty: boolean;
  /** What a large insert puts in is found elsewhere in the document, too. */
  readonly isCopy: boolean;
}

/** The cursor has moved. Keys that type are `keyboard`; what commands insert moves it for no reason that is told. */
export interface Select {
  readonly kind: 'select';
  readonly selections: readonly Selection[];
  readonly by: 'keyboard' | 'mouse' | 'command' | undefined;
}

export type EditorEvent =
  | Change
  | Select
  /** Text is about to be pasted or dropped. */
  | { readonly kind: 'paste' }
  /** Temper itself is about to edit. */
  | { readonly kind: 'ownEdit' }
  /** Somebody opened the menu of quick fixes and refactorings, and may choose one. */
  | { readonly kind: 'codeActions' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved' }
  /** A document opened, or closed, with which the editor's chat keeps what the file was before its edits. */
  | { readonly kind: 'chatEditing'; readonly isOn: boolean }
  /** Git moved what is checked out in the repository of the file: a checkout, a pull, a rebase. */
  | { readonly kind: 'headMoved' }
  /** Nothing happened for as long as was asked for. */
  | { readonly kind: 'quiet' };

/** `at` is in milliseconds. */
export type TimedEvent = EditorEvent & { readonly at: number };
