import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { base62Of, crc32 } from '../../server/src/secrets/checksums.ts';
import type { MarkedFormat, NamedFormat } from '../../server/src/secrets/format.ts';
import { formats } from '../../server/src/secrets/formats/index.ts';
import { findSecrets, formatById, type SecretMatch } from '../../server/src/secrets/secret.ts';
import { sampleOf } from './sample-of.ts';

const ofProvider = (matches: readonly SecretMatch[], provider: string): readonly SecretMatch[] =>
  matches.filter(({ format }) => formatById(format)?.provider === provider);

/** What a format says, with the checksum that goes with it. */
function valueOf(format: MarkedFormat | NamedFormat): string {
  const value = sampleOf(format.pattern, format.id);
  if (format.how === 'named' || format.verify === undefined || format.verify(value)) return value;
  const start = value.indexOf('_') + 1;
  const inBase62 = value.slice(0, -6) + base62Of(crc32(value.slice(start, -6)));
  return format.verify(inBase62)
    ? inBase62
    : value.slice(0, -8) + crc32(value.slice(start, -8)).toString(16).padStart(8, '0');
}

const marked = formats.filter((format) => format.how === 'marked');
const named = formats.filter((format) => format.how === 'named');

describe('formats as data', () => {
  it('are at least 150, each with an id of its own', () => {
    assert.ok(formats.filter(({ publishable }) => !publishable).length >= 150);
    assert.equal(new Set(formats.map(({ id }) => id)).size, formats.length);
  });
  for (const { id, harm, revoke, variable, name } of formats) {
    it(`${id} says what can be done with it and where it is revoked`, () => {
      assert.match(harm, /^\p{Ll}.{3,}[^.]$/u);
      assert.match(revoke, /^https:\/\//);
      assert.match(variable, /^[A-Z][A-Z0-9_]*$/);
      assert.ok(name.length > 2);
    });
  }
});

describe('values that tell what they are', () => {
  for (const format of marked) {
    const value = valueOf(format);
    it(`${format.id}: ${format.publishable ? 'is left alone, being public' : 'is found'}`, () => {
      const found = ofProvider(findSecrets(`const it = "${value}";\n`, 'code'), format.provider);
      const [match] = found;
      if (format.publishable) {
        assert.equal(match, undefined);
        return;
      }
      assert.ok(match, 'not found');
      assert.equal(`const it = "${value}";`.slice(match.span.start - 1, match.span.end + 1), `"${value}"`);
      assert.equal(match.certainty, formatById(match.format)?.certainty);
    });
    it(`${format.id}: is not found where it is cut off`, () => {
      const cut = value.slice(0, Math.floor(value.length * 0.6));
      format.pattern.lastIndex = 0;
      const isShort = format.pattern.test(cut);
      const found = findSecrets(`const it = "${cut}";\n`, 'code').map((match) => match.format);
      assert.ok(isShort || !found.includes(format.id));
    });
    if (format.lead === 0 && !format.publishable) {
      it(`${format.id}: is not found within a word`, () => {
        const found = findSecrets(`const it = "x${value}";\n`, 'code').map((match) => match.format);
        assert.ok(!found.includes(format.id));
      });
    }
  }
});

describe('values whose name tells what they are', () => {
  for (const format of named) {
    const value = valueOf(format);
    const [keyword = ''] = format.keywords;
    const name = /key|token|secret|auth/.test(keyword) ? keyword : `${keyword}Token`;
    it(`${format.id}: is ${format.publishable ? 'left alone under' : 'found by'} the name it is given`, () => {
      const matches = findSecrets(`${name} = "${value}"\n`, 'settings');
      assert.equal(ofProvider(matches, format.provider).length > 0, !format.publishable, name);
    });
    it(`${format.id}: is not found under a name that says nothing`, () => {
      const found = findSecrets(`revision = "${value}"\n`, 'settings').map((match) => match.format);
      assert.ok(!found.includes(format.id));
    });
  }
});

describe('checksums', () => {
  const body = 'aB3dE5fG7hJ9kL1mN2pQ4rS6tU8vW0';
  for (const prefix of ['ghp', 'gho', 'ghu', 'ghs', 'npm']) {
    it(`of ${prefix}_ are read`, () => {
      const [right] = findSecrets(`token: ${prefix}_${body}${base62Of(crc32(body))}`, 'settings');
      assert.equal(right?.certainty, 'certain');
    });
    it(`of ${prefix}_ that fail make it doubtful, and do not silence`, () => {
      const [wrong] = findSecrets(`token: ${prefix}_${body}zZ9yY8`, 'settings');
      assert.equal(wrong?.certainty, 'doubtful');
    });
  }
});
