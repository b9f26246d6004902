import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Profile } from '../../server/src/engine/config.ts';
import { profiles } from '../../server/src/engine/config.ts';
import type { MarkedText } from './marks.ts';
import { readMarks } from './marks.ts';

export const fixturesFolder = fileURLToPath(new URL('../fixtures', import.meta.url));

/** `typed`: with the type oracle over real packages. `untyped`: as in a project that was never installed. */
export type Mode = 'typed' | 'untyped';

export interface FixtureFile extends MarkedText {
  /** Relative to the case's own project, such as `src/server/app.ts`. */
  readonly path: string;
  /** Relative to the fixtures, for messages. */
  readonly source: string;
}

export interface FixtureCase {
  /** `promises/floating-promise/express-handler`. */
  readonly name: string;
  readonly family: string;
  readonly rule: string;
  readonly files: readonly FixtureFile[];
  readonly profile: Profile;
  readonly modes: readonly Mode[];
  /** Undefined without a `run` directive; otherwise the ids of unsafe fixes whose result must print the same. */
  readonly run: readonly string[] | undefined;
  /** Expected texts by fix id: the result of applying that fix to all findings of the case that offer it. */
  readonly fixed: ReadonlyMap<string, string>;
  /** The files that Git tracks; undefined where the project is in no repository. */
  readonly tracked: readonly string[] | undefined;
}

export const codeFile = /\.[cm]?[jt]sx?$/;
const fixedFile = /^(.*)\.fixed\.([a-z-]+)(\.[cm]?[jt]sx?)$/;

/** Every case below `fixtures/<family>/<rule>/`, in order of name. */
export function discoverCases(): readonly FixtureCase[] {
  return foldersIn(fixturesFolder)
    .filter((family) => family !== 'packages')
    .flatMap((family) => foldersIn(path.join(fixturesFolder, family)).flatMap((rule) => casesOf(family, rule)));
}

function casesOf(family: string, rule: string): readonly FixtureCase[] {
  const folder = path.join(fixturesFolder, family, rule);
  const names = readdirSync(folder).sort();
  return names.flatMap((name) => {
    const full = path.join(folder, name);
    if (statSync(full).isDirectory()) return [makeCase(family, rule, name, readFolder(full), new Map())];
    if (fixedFile.test(name)) return [];
    return [makeCase(family, rule, name.replace(codeFile, ''), [readSingle(full)], fixedTexts(folder, names, name))];
  });
}

function makeCase(
  family: string,
  rule: string,
  title: string,
  files: readonly FixtureFile[],
  fixed: ReadonlyMap<string, string>,
): FixtureCase {
  const directive = (key: string): string | undefined =>
    files.find((file) => file.directives.has(key))?.directives.get(key);
  const name = `${family}/${rule}/${title}`;
  const inGit = files.filter(({ directives }) => directives.has('git'));
  return {
    name,
    family,
    rule,
    files,
    fixed,
    tracked:
      inGit.length === 0
        ? undefined
        : inGit.filter(({ directives }) => directives.get('git') === 'tracked').map((file) => file.path),
    profile: profileNamed(directive('profile') ?? 'recommended', name),
    modes: modesNamed(directive('types') ?? 'both', name),
    run: directive('run')
      ?.split(',')
      .map((id) => id.trim())
      .filter((id) => id !== ''),
  };
}

function profileNamed(value: string, name: string): Profile {
  const profile = profiles.find((each) => each === value);
  if (!profile) throw new Error(`${name}: no profile is called “${value}”.`);
  return profile;
}

function modesNamed(value: string, name: string): readonly Mode[] {
  if (value === 'both') return ['untyped', 'typed'];
  if (value === 'none') return ['untyped'];
  if (value === 'only') return ['typed'];
  throw new Error(`${name}: “types: ${value}” is none of both, none, only.`);
}

function readSingle(full: string): FixtureFile {
  const name = path.basename(full);
  return readFixture(full, codeFile.test(name) ? `src/${name}` : name);
}

/** A folder's files lie below `src/`, configuration at the root of the case's project, unless they name their path. */
function readFolder(folder: string): readonly FixtureFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort()
    .map((full) => {
      const below = path.relative(folder, full).split(path.sep).join('/');
      return readFixture(full, codeFile.test(below) ? `src/${below}` : below);
    });
}

function readFixture(full: string, defaultPath: string): FixtureFile {
  const source = path.relative(fixturesFolder, full).split(path.sep).join('/');
  const marked = readMarks(readText(full));
  return { ...marked, source, path: marked.directives.get('path') ?? defaultPath };
}

function fixedTexts(folder: string, names: readonly string[], caseFile: string): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const name of names) {
    const match = fixedFile.exec(name);
    if (match && `${match[1]}${match[3]}` === caseFile) texts.set(match[2] ?? '', readText(path.join(folder, name)));
  }
  return texts;
}

/** Git may have checked the fixtures out with CRLF; their own line ends are no subject, those are made by `restyle`. */
function readText(full: string): string {
  return readFileSync(full, 'utf8').replaceAll('\r\n', '\n');
}

function foldersIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}
