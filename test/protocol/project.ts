import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before } from 'node:test';
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

/** A folder of its own on disk, with a small shop in it. */
export class Project {
  readonly folder: string;

  constructor(more: Readonly<Record<string, string | Buffer>> = {}) {
    this.folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'temper-protocol-')));
    for (const [name, text] of Object.entries({ ...files, ...more })) this.write(name, text);
  }

  file(name: string): string {
    return path.join(this.folder, name);
  }

  uri(name: string): string {
    return uriOf(this.file(name));
  }

  write(name: string, text: string | Buffer): void {
    mkdirSync(path.dirname(this.file(name)), { recursive: true });
    writeFileSync(this.file(name), text);
  }

  delete(name: string): void {
    rmSync(this.file(name), { recursive: true });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Starts a server for the tests of a suite and stops it after them. */
export function withEditor(
  options: Omit<EditorOptions, 'folders'> & { readonly files?: Readonly<Record<string, string | Buffer>> } = {},
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
