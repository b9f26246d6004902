import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { repositoryRoot } from '../../scripts/command.ts';
import { defaultConfigIn } from '../../server/src/engine/config.ts';
import { libFolder } from '../../server/src/hosts/cli/package-files.ts';
import { WorkerState } from '../../server/src/hosts/lsp/worker-state.ts';
import type { Answers, UnsavedText, WorkerJob } from '../../server/src/hosts/lsp/worker-protocol.ts';
import type { TypeBackend } from '../../shared/src/protocol.ts';
import { random } from '../semantics/flow/generated.ts';

/** `TEMPER_EDITS=1000 TEMPER_EDITED=folder` tries more of them, on any project. */
const edits = Number(process.env['TEMPER_EDITS'] ?? 8);
const folder = path
  .resolve(process.env['TEMPER_EDITED'] ?? path.join(repositoryRoot, 'examples/shop'))
  .replaceAll('\\', '/');
const seed = Number(process.env['TEMPER_SEED'] ?? 7);

/** The project as the worker of an editor knows it. */
class Window {
  readonly notices: string[] = [];
  readonly #state: WorkerState;

  constructor() {
    const data = {
      counter: new SharedArrayBuffer(4),
      libFolder: libFolder().replaceAll('\\', '/'),
      installation: repositoryRoot,
      compiled: undefined,
    };
    this.#state = new WorkerState(data, {
      ruleFailed: (rule, error) => assert.fail(`${rule}: ${String(error)}`),
      typesNotice: (text) => void this.notices.push(text),
    });
  }

  /** Whatever was known before is forgotten with a change of what answers about types. */
  open(types: TypeBackend): void {
    this.#do({ kind: 'contentKeys', files: [] }, [], types);
  }

  files(): readonly string[] {
    return this.#do({ kind: 'listFiles', maxFiles: 5_000 }).files;
  }

  set(texts: readonly UnsavedText[]): void {
    this.#do({ kind: 'contentKeys', files: [] }, texts);
  }

  importsOf(file: string): readonly string[] {
    return this.#do({ kind: 'analyze', file, afresh: false }).imports;
  }

  findingsIn(file: string, afresh: boolean): string {
    return JSON.stringify(this.#do({ kind: 'analyze', file, afresh }).result, undefined, 1);
  }

  backend(file: string): string | undefined {
    return this.#do({ kind: 'timeRules', file })?.types;
  }

  #do<Job extends WorkerJob>(job: Job, texts: readonly UnsavedText[] = [], types?: TypeBackend): Answers[Job['kind']] {
    const config = { ...defaultConfigIn(folder), profile: 'strict' as const };
    const surroundings = types && { folders: [{ folder, config }], suppressions: true, types };
    const message = { id: 0, epoch: 0, surroundings, texts, changes: [], job };
    return this.#state.do(message) as Answers[Job['kind']];
  }
}

/** Some line is gone, another one of the same text, or one that waits no more, or a word of it is another word. */
function edited(before: string, below: (limit: number) => number): string {
  const lines = before.split('\n');
  const kind = below(6);
  const waiting = lines.flatMap((each, index) => (/\b(?:async|await|function)\b/.test(each) ? [index] : []));
  const at =
    (kind === 2 || kind === 3 ? waiting[below(Math.max(waiting.length, 1))] : undefined) ?? below(lines.length);
  const line = lines[at] ?? '';
  if (kind === 0) lines.splice(at, 1);
  else if (kind === 1) lines.splice(at, 0, lines[below(lines.length)] ?? '');
  else if (kind === 2) lines[at] = line.replace(/\b(?:async|await) /, '');
  else if (kind === 3) lines[at] = line.replace(/(?<!async )\bfunction\b|(?<== )\(/, 'async $&');
  else lines[at] = withOtherWord(line, kind === 4 ? before : '', below);
  return lines.join('\n');
}

/** One of these, or one that nothing has. */
function withOtherWord(line: string, words: string, below: (limit: number) => number): string {
  const all = words.match(/[A-Za-z]\w*/g) ?? [];
  const inLine = [...line.matchAll(/[A-Za-z]\w*/g)];
  const word = inLine[below(Math.max(inLine.length, 1))];
  if (word === undefined) return line;
  const other = all[below(Math.max(all.length, 1))] ?? `${word[0]}x`;
  return line.slice(0, word.index) + other + line.slice(word.index + word[0].length);
}

/** Of a file and of one that imports it: right after an edit of either, once the user rested, and in a window opened for it. */
interface Tried {
  readonly edited: string;
  readonly typed: readonly string[];
  readonly rested: readonly string[];
  readonly fresh: readonly string[];
}

/** Whoever types does so in two files for a while, and takes back some of it. */
function* tries(lived: Window, opened: Window): Generator<Tried> {
  const below = random(seed);
  const files = lived.files().filter((file) => /\.[cm]?[jt]sx?$/.test(file) && !file.endsWith('.d.ts'));
  const onDisk = (file: string): string => readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  const texts = new Map<string, string>();
  let pair: readonly string[] = [];
  const findings = (window: Window, afresh: boolean): readonly string[] =>
    pair.map((file) => window.findingsIn(file, afresh));
  for (let round = 0; round < edits; round++) {
    if (round % 4 === 0) {
      const importer = files[below(files.length)] ?? assert.fail(`${folder} has no code.`);
      const imported = lived.importsOf(importer).filter((file) => files.includes(file));
      pair = [...imported.slice(0, 1 + below(3)).slice(-1), importer];
      findings(lived, false);
    }
    const file = pair[below(pair.length)] ?? '';
    const text = below(7) === 0 ? onDisk(file) : edited(texts.get(file) ?? onDisk(file), below);
    texts.set(file, text);
    lived.set([{ file, text }]);
    const typed = findings(lived, false);
    const rested = findings(lived, true);
    opened.open('portable');
    opened.set([...texts].map(([each, unsaved]) => ({ file: each, text: unsaved })));
    opened.open('native');
    yield { edited: file, typed, rested, fresh: findings(opened, false) };
  }
}

describe('edits, with types of TypeScript 7', () => {
  it('leave the findings that a window opened after them has', () => {
    const [lived, opened] = [new Window(), new Window()];
    lived.open('native');
    const seen = new Set<string>();
    let last = '';
    for (const { edited: file, typed, rested, fresh } of tries(lived, opened)) {
      last = file;
      assert.deepEqual(typed, fresh, `an edit of ${file}, as it was typed`);
      assert.deepEqual(rested, fresh, `an edit of ${file}, once nobody typed`);
      seen.add(fresh.join());
    }
    assert.ok(seen.size > 1, 'No edit led to other findings.');
    if (process.env['TEMPER_EDITS'] !== undefined)
      console.log(`${edits} edits, ${seen.size} different sets of findings`);
    assert.deepEqual([...lived.notices, ...opened.notices], []);
    assert.equal(lived.backend(last), 'native');
    for (const each of [lived, opened]) each.open('portable');
  });
});
