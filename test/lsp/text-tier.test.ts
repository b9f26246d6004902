import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { OpenDocument } from '../../server/src/hosts/lsp/open-document.ts';
import { TextTier } from '../../server/src/hosts/lsp/text-tier.ts';
import type { ProjectStore } from '../../server/src/project/snapshot-store.ts';

describe('the text tier', () => {
  it('survives whatever goes wrong in a file, and tells', () => {
    const failures: string[] = [];
    const store = {
      setText: () => {},
      snapshot: () => {
        throw new Error('a defect');
      },
    } as unknown as ProjectStore;
    const tier = new TextTier({
      store,
      surroundings: () => ({ folders: [], suppressions: true, types: 'auto' }),
      failed: (file, reason) => failures.push(`${file}: ${String(reason)}`),
    });
    const document = new OpenDocument({
      uri: 'file:///a.ts',
      file: '/a.ts',
      languageId: 'typescript',
      version: 1,
      text: '// temper-ignore-file floating-promise',
      openedAt: 0,
    });
    assert.deepEqual(tier.check(document), []);
    assert.equal(tier.placeOf(document, 0), undefined);
    assert.deepEqual(failures, ['/a.ts: Error: a defect', '/a.ts: Error: a defect']);
  });
});
