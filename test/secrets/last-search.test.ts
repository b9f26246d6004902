import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SecretMatch } from '../../server/src/secrets/detector.ts';
import { detectionsIn } from '../../server/src/secrets/last-search.ts';
import { detect } from '../../server/src/secrets/scanner.ts';
import { base62Of, crc32 } from '../../server/src/secrets/checksums.ts';
import { hex, jwt, of, pem, random } from './samples.ts';

const github = of('gh', 'p_', random(30), base62Of(crc32(random(30))));
const longKey = pem(
  'RSA PRIVATE KEY',
  Array.from({ length: 120 }, (_, line) => of(line === 0 ? 'MIIEvQIBADANBg' : '', random(64)).slice(0, 64)),
);
const withoutLongKeys = [
  `const token = '${github}';\n`,
  `stripe: { secretKey: '${of('sk_', 'live_', random(24))}' },\n`,
  `const url = 'postgres://admin:${random(14)}@db.shop.internal:5432/orders';\n`,
  `DATADOG_API_KEY=${hex(32)}\n`,
  `headers: { Authorization: 'Bearer ${jwt({ sub: 'user-81', scope: 'admin' })}' },\n`,
  'export function price(items) {\n  return items.reduce((sum, item) => sum + item.price, 0);\n}\n',
  `session: '${jwt({ sub: 'user-82', claims: random(150).repeat(30) })}',\n`,
  '// Nothing to see here, and a lot of it.\n'.repeat(220),
];
const passages = [...withoutLongKeys, `${longKey}\n`];

/** Small enough to repeat from a seed. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function edited(text: string, parts: readonly string[], next: (below: number) => number): string {
  const at = next(text.length + 1);
  const removed = [0, 1, 3, 40, 2_000][next(5)] ?? 0;
  const added = ['', 'x', '"', '\n', 'secretKey: ', parts[next(parts.length)] ?? ''][next(6)] ?? '';
  return text.slice(0, at) + added + text.slice(at + removed);
}

/** Of two at one place the order stays: it decides which of them is told. */
const inOrder = (found: readonly SecretMatch[]): readonly SecretMatch[] =>
  [...found].sort(({ span: one }, { span: other }) => one.start - other.start);

describe('what is found after an edit', () => {
  for (const seed of [1, 2, 3, 4]) {
    it(`is what a search of the whole text finds (${String(seed)})`, () => {
      const next = randomFrom(seed);
      const parts = seed % 2 === 0 ? passages : withoutLongKeys;
      let text = Array.from({ length: 20 }, () => parts[next(parts.length)] ?? '').join('');
      let found = 0;
      for (let step = 0; step < 150; step += 1) {
        text = edited(text, parts, next);
        const fresh = detect(text, 'code', { start: 0, end: text.length });
        assert.deepEqual(inOrder(detectionsIn(text, 'code')), inOrder(fresh));
        found += fresh.length;
      }
      assert.ok(found > 1000, `only ${String(found)} were found`);
    });
  }

  it('is another matter in a text of another kind', () => {
    const text = 'api_secret = winter-Garden9x\n';
    const whole = { start: 0, end: text.length };
    for (const kind of ['prose', 'settings'] as const)
      assert.deepEqual(detectionsIn(text, kind), detect(text, kind, whole));
    assert.notDeepEqual(detect(text, 'prose', whole), detect(text, 'settings', whole));
  });
});
