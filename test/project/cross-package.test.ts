import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { defaultConfigIn } from '../../server/src/engine/config.ts';
import { ProjectCheck } from '../../server/src/hosts/cli/check-project.ts';
import { libFolder } from '../../server/src/hosts/cli/package-files.ts';
import { nodeFileSystem, slashed } from '../../server/src/project/file-system.ts';
import { rules } from '../../server/src/rules/index.ts';
import type { Finding } from '../../shared/src/finding.ts';
import { DiskFolder } from '../disk-folder.ts';
import type { FileContents } from '../write-files.ts';
import { app, layouts, library, receipts, type Layout } from './layouts.ts';

describe('what is known of a function in another package', () => {
  for (const layout of layouts) {
    const { title, links, built } = layout;
    it(`${title}: as cloned`, () => checkLayout(layout, {}));
    if (links !== undefined) it(`${title}: installed`, () => checkLayout(layout, { links }));
    if (built !== undefined)
      it(`${title}: installed and built`, () => checkLayout(layout, { links: links ?? {}, built }));
  }

  it('is nothing where the package lies outside of the workspace', () => {
    const disk = new DiskFolder({
      ...app,
      'packages/receipts/package.json': library,
      'packages/receipts/src/index.ts': receipts,
    });
    disk.link('apps/web/node_modules/@acme/receipts', 'packages/receipts');
    disk.write('apps/web/src/checkout.ts', checkout('@acme/receipts'));
    const { folder } = disk;
    const found = findingsIn(`${folder}/apps/web/src/checkout.ts`, [`${folder}/apps/web`]);
    const related = found.flatMap((finding) => finding.related.map(({ file }) => file));
    assert.deepEqual(
      related.filter((file) => !file.startsWith(`${folder}/apps/web/`)),
      [],
    );
  });
});

interface State {
  readonly links?: Readonly<Record<string, string>>;
  readonly built?: FileContents;
}

function checkLayout(layout: Layout, { links = {}, built = {} }: State): void {
  const source = layout.source ?? 'packages/receipts/src/index.ts';
  const disk = new DiskFolder({ ...layout.files, ...built, [source]: receipts });
  const { folder } = disk;
  for (const [from, to] of Object.entries(links)) disk.link(from, to);
  disk.write('apps/web/src/checkout.ts', checkout(layout.specifier ?? '@acme/receipts'));
  const roots = (layout.roots ?? ['.']).map((root) => (root === '.' ? folder : `${folder}/${root}`));
  const found = findingsIn(`${folder}/apps/web/src/checkout.ts`, roots);
  assert.deepEqual(
    found.map(({ rule, severity, range }) => `${rule} ${severity} ${range.start.line + 1}`),
    ['floating-promise error 5'],
  );
  assert.ok(
    found[0]?.related.some(({ file, range }) => file === `${folder}/${source}` && range.start.line <= 1),
    JSON.stringify(found[0]?.related),
  );
}

/** The function that never rejects first: only the second call is worth a word. */
function checkout(specifier: string): string {
  return `import { noteReceipt, sendReceipt } from '${specifier}';

export function checkout(order: string): void {
  noteReceipt(order);
  sendReceipt(order);
}
`;
}

function findingsIn(file: string, roots: readonly string[]): readonly Finding[] {
  const [root = ''] = roots;
  const fileSystem = nodeFileSystem({ currentDirectory: root, libFolder: slashed(libFolder()) });
  const config = { ...defaultConfigIn(root), profile: 'recommended' as const };
  const analysis = { rules, config, tier: 'flow', suppressions: true, root, today: '2026-01-31' } as const;
  const project = new ProjectCheck({ analysis, fileSystem, roots, fix: false, withEdits: false, native: undefined });
  const { findings, limits } = project.check(file) ?? assert.fail();
  project.close();
  assert.deepEqual(limits, []);
  return findings;
}
