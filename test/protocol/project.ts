import { after, before } from 'node:test';
import { DiskFolder } from '../disk-folder.ts';
import type { FileContents } from '../write-files.ts';
import { Editor, uriOf, type EditorOptions } from './editor.ts';

/** A promise that nobody hears: the finding of most tests. */
export const floating = `import { send } from './send';

export async function run(order: string) {
  send(order);
}
`;

const files = {
  'package.json': `{ "name": "shop", "private": true, "type": "module" }\n`,
  'tsconfig.json': `{ "compilerOptions": { "strict": true, "module": "esnext", "moduleResolution": "bundler", "types": [] }, "include": ["src"] }\n`,
  'src/send.ts': `export async function send(order: string): Promise<void> {\n  if (order === '') throw new Error('No order.');\n}\n`,
  'src/run.ts': floating,
};

/** A small shop in a folder of its own. */
export class Project extends DiskFolder {
  constructor(more: FileContents = {}) {
    super({ ...files, ...more });
  }

  uri(name: string): string {
    return uriOf(this.file(name));
  }
}

/** Starts a server for the tests of a suite and stops it after them. */
export function withEditor(
  options: Omit<EditorOptions, 'folders'> & { readonly files?: FileContents } = {},
): () => { readonly editor: Editor; readonly project: Project } {
  let project: Project | undefined;
  let editor: Editor | undefined;
  before(async () => {
    project = new Project(options.files);
    editor = await Editor.start({ ...options, folders: [project.folder] });
  });
  after(async () => {
    await editor?.stop();
    project?.remove();
  });
  return () => {
    if (editor === undefined || project === undefined) throw new Error('The server has not been started.');
    return { editor, project };
  };
}
