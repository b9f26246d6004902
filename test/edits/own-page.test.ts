import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { onePage } from '../../server/src/edits/own-page.ts';

const pattern = new RegExp(onePage.slice(1, -1));
const site = 'https://shop.example.com';

describe('the pattern by which an address is followed', () => {
  it('lets nothing through that a browser takes for another site', () => {
    const hostile = [
      '//evil.com',
      '/\\evil.com',
      '/\t/evil.com',
      '/\n/evil.com',
      '/ /evil.com',
      'https://evil.com',
      '\\\\evil.com',
    ];
    for (const address of [...hostile, 'javascript:alert(1)', 'evil.com', '']) {
      const chosen = pattern.test(address) ? address : '/';
      assert.equal(new URL(chosen, site).origin, site, JSON.stringify(address));
      assert.equal(chosen, '/', JSON.stringify(address));
    }
  });

  it('lets pages of the site through', () => {
    for (const address of ['/', '/account', '/orders?from=//evil.com', '/a//b', '/#top']) {
      assert.ok(pattern.test(address), address);
    }
  });
});
