import assert from 'node:assert/strict';
import { it } from 'node:test';
import { joined } from '../../server/src/project/paths.ts';

it('a joined path has no detours left in it', () => {
  const cases: readonly (readonly [folder: string, path: string, expected: string])[] = [
    ['/w', 'a.ts', '/w/a.ts'],
    ['/w', './a', '/w/a'],
    ['/w/x', '..', '/w'],
    ['/w/x', '../../../a', '/a'],
    ['/w', '.hidden/a', '/w/.hidden/a'],
    ['/w', '..a/b...', '/w/..a/b...'],
    ['/w', 'a//b/./c/', '/w/a/b/c'],
    ['/w', '/elsewhere/', '/elsewhere'],
    ['/', 'a', '/a'],
    ['/', '', '/'],
    ['/', '/', '/'],
    ['c:/w', '../a', 'c:/a'],
    ['/w', 'c:/x/../a', 'c:/a'],
  ];
  for (const [folder, path, expected] of cases) assert.equal(joined(folder, path), expected, `${folder} ${path}`);
});
