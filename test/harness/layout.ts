import { readFileSync } from 'node:fs';
import { gitIndex } from '../git-index.ts';
import { codeFile, type FixtureCase } from './cases.ts';
import { settings } from './compiler-options.ts';
import { worldRoot } from './world.ts';

/** A case laid into a world: a project folder of its own, beside those of the other cases. */
export interface PlacedCase {
  readonly folder: string;
  /** Absolute paths and texts, the project's configuration included. */
  readonly files: ReadonlyMap<string, string>;
  /** The paths that are checked, in the order of the case's files. */
  readonly checked: readonly string[];
}

/** Projects are told apart by number alone, so that no word of a case's name sways how its files are classed. */
export function placeCase(
  fixture: FixtureCase,
  number: number,
  restyle: (text: string, file: string) => string = (text) => text,
): PlacedCase {
  const folder = `${worldRoot}/p${number}`;
  const files = new Map<string, string>([[`${folder}/package.json`, manifest]]);
  for (const file of fixture.files) {
    files.set(`${folder}/${file.path}`, codeFile.test(file.path) ? restyle(file.text, file.path) : file.text);
  }
  if (fixture.tracked !== undefined) {
    files.set(`${folder}/.git/HEAD`, 'ref: refs/heads/main\n');
    files.set(`${folder}/.git/index`, Buffer.from(gitIndex(fixture.tracked)).toString('latin1'));
  }
  const checked = fixture.files.map((file) => `${folder}/${file.path}`);
  return { folder, files, checked };
}

/** The same project with other texts, in a folder of its own; code that is made is checked as well. */
export function movedCase(placed: PlacedCase, number: number, changed: ReadonlyMap<string, string>): PlacedCase {
  const folder = `${worldRoot}/p${number}`;
  const moved = (file: string): string => folder + file.slice(placed.folder.length);
  const files = new Map([...placed.files, ...changed].map(([file, text]) => [moved(file), text]));
  const made = [...changed.keys()].filter((file) => codeFile.test(file) && !placed.files.has(file));
  return { folder, files, checked: [...placed.checked, ...made].map(moved) };
}

/** All files of the world: its projects, and what stands above them. */
export function worldFiles(projects: readonly PlacedCase[]): ReadonlyMap<string, string> {
  const files = new Map<string, string>([
    [`${worldRoot}/tsconfig.json`, configuration],
    [`${worldRoot}/ambient.d.ts`, ambient],
  ]);
  for (const project of projects) for (const [file, text] of project.files) files.set(file, text);
  return files;
}

const { devDependencies } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  readonly devDependencies: Readonly<Record<string, string>>;
};

const manifest = JSON.stringify({
  name: 'shop',
  type: 'module',
  dependencies: { ...devDependencies, '@prisma/client': '6.1.0', next: '15.1.0' },
});

const configuration = JSON.stringify({ compilerOptions: settings });

/** What edge runtimes and Vite provide. */
const ambient = `
declare const Deno: {
  readonly env: { get(name: string): string | undefined };
  serve(handler: (request: Request) => Response | Promise<Response>): void;
};
interface ImportMeta { readonly env: Record<string, any> }
declare const EdgeRuntime: { waitUntil(promise: PromiseLike<unknown>): void };
`;
