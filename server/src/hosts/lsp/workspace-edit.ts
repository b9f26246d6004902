import {
  ChangeAnnotation,
  CreateFile,
  TextDocumentEdit,
  type AnnotatedTextEdit,
  type TextEdit as LspTextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { FileEdit } from '../../../../shared/src/finding.ts';
import { isCode } from '../../project/trees.ts';

/** A text that edits are about. */
export interface EditedText {
  readonly uri: string;
  /** Null for files that are not open. */
  readonly version: number | null;
  /** Undefined for a file that is to be made. */
  readonly text: string | undefined;
}

export interface WorkspaceEditOptions {
  readonly textOf: (file: string) => EditedText;
  /** Clients without it get edits that nobody checks the version of. */
  readonly versionsEdits: boolean;
  /** What the user is asked to look over before the edits are made. */
  readonly confirmation?: string;
}

const annotation = 'temper';

/** The engine's edits as the client takes them; what code needs, such as `.env`, comes before the code. */
export function workspaceEditOf(edits: readonly FileEdit[], options: WorkspaceEditOptions): WorkspaceEdit {
  const ordered = [...edits].sort((one, other) => Number(isCode(one.file)) - Number(isCode(other.file)));
  return options.versionsEdits ? versioned(ordered, options) : plain(ordered, options);
}

function versioned(edits: readonly FileEdit[], { textOf, confirmation }: WorkspaceEditOptions): WorkspaceEdit {
  const documentChanges = edits.flatMap((edit) => {
    const { uri, version, text } = textOf(edit.file);
    const created = text === undefined ? [CreateFile.create(uri, { overwrite: false, ignoreIfExists: false })] : [];
    const changes = textEdits(edit, text ?? '');
    const annotated = confirmation === undefined ? changes : changes.map(withAnnotation);
    return [...created, TextDocumentEdit.create({ uri, version }, annotated)];
  });
  if (confirmation === undefined) return { documentChanges };
  return { documentChanges, changeAnnotations: { [annotation]: ChangeAnnotation.create(confirmation, true) } };
}

function plain(edits: readonly FileEdit[], { textOf }: WorkspaceEditOptions): WorkspaceEdit {
  return {
    changes: Object.fromEntries(
      edits.map((edit) => {
        const { uri, text } = textOf(edit.file);
        return [uri, textEdits(edit, text ?? '')];
      }),
    ),
  };
}

function textEdits({ edits }: FileEdit, text: string): LspTextEdit[] {
  const document = TextDocument.create('', '', 0, text);
  return edits.map(({ span, text: newText }) => ({
    range: { start: document.positionAt(span.start), end: document.positionAt(span.end) },
    newText,
  }));
}

function withAnnotation(edit: LspTextEdit): AnnotatedTextEdit {
  return { ...edit, annotationId: annotation };
}
