import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { repositoryRoot } from '../../scripts/command.ts';
import { placeNative, targets } from '../../scripts/native-package.ts';
import { DiskFolder } from '../disk-folder.ts';

const platform = `${process.platform}-${process.arch}`;
const files = {
  'tsconfig.json': JSON.stringify({ compilerOptions: { target: 'es2022', strict: true }, include: ['src'] }),
  'src/load.ts': `export async function load(id: string): Promise<string> { if (id === '') throw new Error('no id'); return id; }\n`,
  'src/use.ts': `import { load } from './load';\nexport function use(): void {\n  load('');\n}\n`,
};

/** What a package for one platform holds of the command line; without `target`, what the universal one does. */
function installation(target: string | undefined): DiskFolder {
  const installed = new DiskFolder();
  for (const part of ['dist/cli.cjs', 'dist/typescript.cjs', 'dist/lib', 'package.json']) {
    cpSync(path.join(repositoryRoot, part), installed.file(part), { recursive: true });
  }
  if (target !== undefined) placeNative(target, installed.file('dist'));
  return installed;
}

function check(
  installed: DiskFolder,
  ...words: readonly string[]
): { readonly rules: readonly string[]; readonly said: string } {
  const project = new DiskFolder(files);
  const args = [installed.file('dist/cli.cjs'), 'check', '--format', 'json', ...words];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: project.folder, encoding: 'utf8' });
  const report: { files: { findings: { rule: string }[] }[] } = JSON.parse(stdout);
  return { rules: report.files.flatMap(({ findings }) => findings.map(({ rule }) => rule)), said: stderr };
}

/** Whether a Linux program is started by the loader of a C library, which Alpine has another one of. */
function needsLoader(program: string): boolean {
  const bytes = readFileSync(program);
  const loader = 3;
  const [start, size, count] = [Number(bytes.readBigUInt64LE(32)), bytes.readUInt16LE(54), bytes.readUInt16LE(56)];
  return Array.from({ length: count }, (_, index) => bytes.readUInt32LE(start + index * size)).includes(loader);
}

describe('an installation', () => {
  it('for Alpine has a program that needs no C library', { skip: process.platform !== 'linux' }, () => {
    assert.equal(needsLoader(installation(`alpine-${process.arch}`).file('dist/lib/tsc')), false);
    assert.equal(needsLoader(process.execPath), true);
  });

  it('for this platform answers with TypeScript 7', { skip: !(platform in targets) }, () => {
    assert.deepEqual(check(installation(platform), '--types', 'native'), { rules: ['floating-promise'], said: '' });
  });

  it('chooses it by itself where it is there', { skip: !(platform in targets) }, () => {
    const installed = installation(platform);
    const broken = installed.file(`dist/lib/${process.platform === 'win32' ? 'tsc.exe' : 'tsc'}`);
    assert.equal(check(installed).said, '');
    writeFileSync(broken, 'no program');
    const { rules, said } = check(installed);
    assert.deepEqual(rules, ['floating-promise']);
    assert.match(said, /TypeScript 7 .*TypeScript 6/);
    assert.deepEqual(check(installed, '--types', 'portable'), { rules, said: '' });
  });

  it('for all platforms says that it has none, and answers with TypeScript 6', () => {
    const { rules, said } = check(installation(undefined), '--types', 'native');
    assert.deepEqual(rules, ['floating-promise']);
    assert.match(said, /^TypeScript 7 is not part of this installation.*TypeScript 6\.\n$/);
    assert.equal(check(installation(undefined)).said, '');
  });
});
