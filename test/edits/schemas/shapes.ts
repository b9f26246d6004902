import type { Field, Shape } from '../../../server/src/semantics/shapes/shape.ts';

/** A shape, as a type and with values; each value stands in the field `it` of an object, but for shapes of objects. */
export interface ShapeCase {
  readonly name: string;
  readonly shape: Shape;
  readonly type: string;
  /** What is let through, and comes out equal, or as the second of a pair of `from` and `to`. */
  readonly good: readonly unknown[];
  readonly bad: readonly unknown[];
  /** Validators that cannot say it. */
  readonly without?: readonly string[];
}

export const changed = (from: unknown, to: unknown): Changed => new Changed(from, to);
export class Changed {
  readonly from: unknown;
  readonly to: unknown;

  constructor(from: unknown, to: unknown) {
    this.from = from;
    this.to = to;
  }
}

export const text: Shape = { is: 'text' };
const number: Shape = { is: 'number' };
const nothing: Shape = { is: 'null' };
const literal = (value: string | number | boolean): Shape => ({ is: 'literal', value });
const anyOf = (...of: Shape[]): Shape => ({ is: 'union', of });
export const object = (fields: Readonly<Record<string, Shape>>, optional: readonly string[] = []): Shape => ({
  is: 'object',
  fields: Object.entries(fields).map(([name, shape]): Field => ({ name, shape, isOptional: optional.includes(name) })),
});

/** A field that must be there. */
const needed = (
  name: string,
  shape: Shape,
  type: string,
  { good, bad, without }: Pick<ShapeCase, 'good' | 'bad' | 'without'>,
): ShapeCase => {
  const inside = (value: unknown): unknown =>
    value instanceof Changed ? changed({ it: value.from }, { it: value.to }) : { it: value };
  return {
    name,
    shape: object({ it: shape }),
    type: `{ it: ${type} }`,
    good: good.map(inside),
    bad: [...bad.map(inside), {}, null, undefined, [], 'it', 7],
    ...(without && { without }),
  };
};

const long = 'x'.repeat(1_000_000);
const id = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';
const notTexts = [7, true, null, [], {}, ['a']];
const notNumbers = ['7', '', true, null, [], {}];
const enums = ['joi', 'yup', 'superstruct'];
export const maps = ['yup'];

export const shapeCases: readonly ShapeCase[] = [
  needed('a text', text, 'string', { good: ['', 'a', 'žluťoučký 🐎', ' ', long], bad: notTexts }),
  needed('a text that is not empty', { is: 'text', min: 1 }, 'string', {
    good: ['a', ' ', '🐎'],
    bad: ['', ...notTexts],
  }),
  needed('a long text', { is: 'text', min: 3 }, 'string', { good: ['abc', long], bad: ['', 'ab', ...notTexts] }),
  needed('a short text', { is: 'text', max: 5 }, 'string', { good: ['', 'abcde'], bad: ['abcdef', long, ...notTexts] }),
  needed('a text between', { is: 'text', min: 1, max: 5 }, 'string', {
    good: ['a', 'abcde'],
    bad: ['', 'abcdef', long, ...notTexts],
  }),
  needed('an address', { is: 'text', format: 'email' }, 'string', {
    good: ['ann@example.com', 'ann.lee+shop@mail.example.co.uk'],
    bad: ['', 'ann', 'ann@', '@example.com', 'ann@example.com\nBcc: bob@example.com', ...notTexts],
  }),
  needed('a short address', { is: 'text', format: 'email', max: 20 }, 'string', {
    good: ['ann@example.com'],
    bad: ['', `${'a'.repeat(20)}@example.com`, ...notTexts],
  }),
  needed('an id', { is: 'text', format: 'uuid' }, 'string', {
    good: [id, id.toUpperCase(), '01890a5d-ac96-774b-bcce-b302099a8057', '00000000-0000-0000-0000-000000000001'],
    bad: ['', 'abc', `${id}0`, id.replaceAll('-', ''), `{${id}}`, ...notTexts],
  }),
  needed('a number', number, 'number', {
    good: [0, -1, 2.5, 1e20, Number.MAX_SAFE_INTEGER],
    bad: [NaN, ...notNumbers],
  }),
  needed('a whole number', { is: 'number', isWhole: true }, 'number', {
    good: [0, -3, 2e9],
    bad: [2.5, NaN, ...notNumbers],
  }),
  needed('a boolean', { is: 'boolean' }, 'boolean', { good: [true, false], bad: ['true', 'false', 0, 1, '', null] }),
  needed('nothing', nothing, 'null', { good: [null], bad: ['', 0, false, {}, 'null'] }),
  needed('a date', { is: 'date' }, 'Date', {
    good: [
      changed('2026-03-01T10:00:00.000Z', new Date('2026-03-01T10:00:00.000Z')),
      changed('2026-03-01', new Date('2026-03-01')),
    ],
    bad: ['no date', '', {}],
    without: ['typebox', 'yup'],
  }),
  needed('one text', literal('draft'), `'draft'`, { good: ['draft'], bad: ['', 'Draft', 'open', 1, null] }),
  needed('one number', literal(3), '3', { good: [3], bad: ['3', 4, null] }),
  needed('one boolean', literal(true), 'true', { good: [true], bad: [false, 'true', 1, null] }),
  needed(
    'some texts',
    anyOf(literal('draft'), literal('open'), literal('in progress')),
    `'draft' | 'open' | 'in progress'`,
    {
      good: ['draft', 'open', 'in progress'],
      bad: ['', 'closed', 'draft ', 1, null, ['draft']],
    },
  ),
  needed('some numbers', anyOf(literal(1), literal(2)), '1 | 2', { good: [1, 2], bad: [3, '1', null] }),
  needed(
    'texts with quotes, line ends and letters of all kinds',
    anyOf(literal(`it's`), literal(`"so"`), literal('a\\b'), literal('a\nb'), literal('ž 🐎'), literal('a\r\n|')),
    `"it's" | '"so"' | 'a\\\\b' | 'a\\nb' | 'ž 🐎' | 'a\\r\\n|'`,
    { good: [`it's`, `"so"`, 'a\\b', 'a\nb', 'ž 🐎', 'a\r\n|'], bad: ['its', '"so', 'a\\\\b', 'a\\nb', ''] },
  ),
  needed('an enum of texts', { is: 'enum', name: 'Level' }, 'Level', {
    good: ['low', 'high'],
    bad: ['Low', '', 0, null],
    without: enums,
  }),
  needed('an enum of numbers', { is: 'enum', name: 'Rank' }, 'Rank', {
    good: [0, 1],
    bad: [2, 'First', '0', null],
    without: enums,
  }),
  needed('a text or a number', anyOf(text, number), 'string | number', {
    good: ['', 'a', 0, 2.5],
    bad: [true, null, {}, []],
  }),
  needed('a text or nothing', anyOf(text, nothing), 'string | null', { good: ['', 'a', null], bad: [7, {}, []] }),
  needed('a text, a number or nothing', anyOf(text, number, nothing), 'string | number | null', {
    good: ['', 7, null],
    bad: [true, {}, []],
  }),
  needed('some texts or nothing', anyOf(literal('a'), literal('b'), nothing), `'a' | 'b' | null`, {
    good: ['a', 'b', null],
    bad: ['', 'c', 0],
  }),
  needed('a number or nothing', anyOf(number, nothing), 'number | null', { good: [0, null], bad: ['', '0', true] }),
  needed('a list of texts', { is: 'list', of: text }, 'string[]', {
    good: [[], ['a', ''], Array(1000).fill('a')],
    bad: ['a', {}, null, [1], [null], ['a', undefined]],
  }),
  needed('a list of lists', { is: 'list', of: { is: 'list', of: number } }, 'number[][]', {
    good: [[], [[]], [[1], [2, 3]]],
    bad: [[1], [['1']], null],
  }),
  needed('a list of short texts', { is: 'list', of: { is: 'text', min: 1, max: 3 } }, 'string[]', {
    good: [[], ['a', 'abc']],
    bad: [[''], ['abcd'], [null]],
  }),
  needed('a list of texts or numbers', { is: 'list', of: anyOf(text, number) }, '(string | number)[]', {
    good: [[], ['a', 1]],
    bad: [[true], [null]],
  }),
  needed('a list or nothing', anyOf({ is: 'list', of: text }, nothing), 'string[] | null', {
    good: [[], ['a'], null],
    bad: ['a', {}, [1]],
  }),
  needed(
    'a list of objects',
    { is: 'list', of: object({ id: text, count: number }) },
    '{ id: string; count: number }[]',
    {
      good: [[], [{ id: 'a', count: 1 }], changed([{ id: 'a', count: 1, more: 1 }], [{ id: 'a', count: 1 }])],
      bad: [[{ id: 'a' }], [null], [[]], {}],
    },
  ),
  needed('a pair', { is: 'tuple', of: [text, number] }, '[string, number]', {
    good: [['a', 1]],
    bad: [[], ['a'], [1, 'a'], ['a', null], {}, null],
  }),
  needed('a map', { is: 'record', of: number }, 'Record<string, number>', {
    good: [{}, { a: 1, '': 2, 'ž"': 3 }],
    bad: [{ a: '1' }, { a: 1, b: null }, null, 'a'],
    without: maps,
  }),
  needed('a map of objects', { is: 'record', of: object({ id: text }) }, 'Record<string, { id: string }>', {
    good: [{}, { a: { id: 'x' } }, changed({ a: { id: 'x', more: 1 } }, { a: { id: 'x' } })],
    bad: [{ a: {} }, { a: null }],
    without: maps,
  }),
  needed('an object within', object({ city: text, zip: number }, ['zip']), '{ city: string; zip?: number }', {
    good: [{ city: 'Brno' }, { city: '', zip: 1 }, changed({ city: 'Brno', more: {} }, { city: 'Brno' })],
    bad: [{}, { zip: 1 }, { city: 'Brno', zip: '1' }, null, [], 'Brno'],
  }),
  needed('an object of what may be missing', object({ a: text }, ['a']), '{ a?: string }', {
    good: [{}, { a: 'x' }],
    bad: [null, 'a', { a: 1 }],
  }),
  needed('an object or nothing', anyOf(object({ a: text }), nothing), '{ a: string } | null', {
    good: [{ a: 'x' }, null],
    bad: [{}, 'a', { a: 1 }],
  }),
  needed('an object of nothing', object({}), '{}', { good: [{}, changed({ a: 1 }, {})], bad: [null, 'a'] }),
  needed(
    'objects told apart',
    anyOf(object({ kind: literal('card'), number: text }), object({ kind: literal('cash'), coins: number })),
    `{ kind: 'card'; number: string } | { kind: 'cash'; coins: number }`,
    {
      good: [
        { kind: 'card', number: '1' },
        { kind: 'cash', coins: 2 },
        changed({ kind: 'cash', coins: 2, more: 1 }, { kind: 'cash', coins: 2 }),
      ],
      bad: [{}, { kind: 'card', coins: 2 }, { kind: 'cash', number: '1' }, { kind: 'none' }, null],
      without: ['yup'],
    },
  ),
  needed(
    'objects told apart, or nothing',
    anyOf(object({ kind: literal('a'), x: text }), object({ kind: literal('b'), y: number }), nothing),
    `{ kind: 'a'; x: string } | { kind: 'b'; y: number } | null`,
    { good: [{ kind: 'a', x: '1' }, { kind: 'b', y: 2 }, null], bad: [{ kind: 'a', y: 2 }, {}, 'a'], without: ['yup'] },
  ),
  needed('objects not told apart', anyOf(object({ a: text }), object({ b: number })), '{ a: string } | { b: number }', {
    good: [{ a: '1' }, { b: 2 }],
    bad: [{}, { a: 1 }, { b: '2' }, null],
    without: ['yup', 'arktype'],
  }),
  {
    name: 'what may be missing',
    shape: object(
      {
        a: text,
        b: { is: 'text', max: 3 },
        c: { is: 'list', of: text },
        d: object({ e: text }),
        f: anyOf(literal('x'), literal('y')),
      },
      ['a', 'b', 'c', 'd', 'f'],
    ),
    type: `{ a?: string; b?: string; c?: string[]; d?: { e: string }; f?: 'x' | 'y' }`,
    good: [
      {},
      { a: '' },
      { b: 'abc' },
      { c: [] },
      { d: { e: '' } },
      { f: 'y' },
      { a: undefined },
      { d: undefined },
      changed({ z: 1 }, {}),
    ],
    bad: [{ a: null }, { b: 'abcd' }, { c: [1] }, { c: null }, { d: {} }, { d: null }, { f: 'z' }, null, undefined],
  },
  {
    name: 'what may be missing or nothing',
    shape: object(
      {
        a: anyOf(text, nothing),
        b: anyOf({ is: 'number', isWhole: true }, nothing),
        c: anyOf({ is: 'list', of: number }, nothing),
        d: anyOf(object({ e: text }), nothing),
        f: anyOf(literal('x'), literal('y'), nothing),
      },
      ['a', 'b', 'c', 'd', 'f'],
    ),
    type: `{ a?: string | null; b?: number | null; c?: number[] | null; d?: { e: string } | null; f?: 'x' | 'y' | null }`,
    good: [
      {},
      { a: null, b: null, c: null, d: null, f: null },
      { a: '', b: 1, c: [1], d: { e: 'x' }, f: 'x' },
      { a: undefined, f: undefined },
    ],
    bad: [{ a: 1 }, { b: '1' }, { b: 1.5 }, { c: ['1'] }, { d: {} }, { f: '' }],
  },
  {
    name: 'objects told apart that may be missing or nothing',
    shape: object({ pay: anyOf(object({ kind: literal('a') }), object({ kind: literal('b'), y: number }), nothing) }, [
      'pay',
    ]),
    type: `{ pay?: { kind: 'a' } | { kind: 'b'; y: number } | null }`,
    good: [{}, { pay: null }, { pay: { kind: 'a' } }, { pay: { kind: 'b', y: 1 } }],
    bad: [{ pay: {} }, { pay: { kind: 'b' } }, { pay: 'a' }],
    without: ['yup'],
  },
  {
    name: 'odd keys',
    shape: object(
      {
        'first-name': text,
        "it's": text,
        'a"b': number,
        ž: text,
        'with space': text,
        '1st': text,
        default: text,
        $: text,
      },
      ['with space'],
    ),
    type: `{ 'first-name': string; "it's": string; 'a"b': number; ž: string; 'with space'?: string; '1st': string; default: string; $: string }`,
    good: [{ 'first-name': 'a', "it's": 'b', 'a"b': 1, ž: 'c', '1st': 'd', default: 'e', $: 'f' }],
    bad: [
      { 'first-name': 'a', "it's": 'b', 'a"b': '1', ž: 'c', '1st': 'd', default: 'e', $: 'f' },
      { 'first-name': 'a' },
    ],
  },
  {
    name: 'keys that mean something elsewhere',
    shape: object({ 'sure?': text, '[a]': number, '...': text, '+': text }, ['+']),
    type: `{ 'sure?': string; '[a]': number; '...': string; '+'?: string }`,
    good: [{ 'sure?': 'a', '[a]': 1, '...': 'b' }],
    bad: [
      { sure: 'a', '[a]': 1, '...': 'b' },
      { 'sure?': 'a', '...': 'b' },
    ],
    without: ['arktype'],
  },
  {
    name: 'what nobody knows',
    shape: object({ a: text, b: { is: 'unknown' } }, ['b']),
    type: '{ a: string; b?: unknown }',
    good: [{ a: 'x' }, { a: 'x', b: null }, { a: 'x', b: 1 }, { a: 'x', b: { c: [1] } }],
    bad: [{ b: 1 }],
  },
  {
    name: 'an order',
    shape: object(
      {
        email: { is: 'text', format: 'email' },
        items: {
          is: 'list',
          of: object(
            { sku: { is: 'text', min: 1 }, count: { is: 'number', isWhole: true }, note: anyOf(text, nothing) },
            ['note'],
          ),
        },
        address: object({ lines: { is: 'list', of: text }, country: anyOf(literal('CZ'), literal('SK')) }),
      },
      ['address'],
    ),
    type: `{ email: string; items: { sku: string; count: number; note?: string | null }[]; address?: { lines: string[]; country: 'CZ' | 'SK' } }`,
    good: [
      { email: 'a@example.com', items: [] },
      {
        email: 'a@example.com',
        items: [{ sku: 'x', count: 1, note: null }],
        address: { lines: ['Dlouhá 1'], country: 'CZ' },
      },
      changed(
        { email: 'a@example.com', items: [{ sku: 'x', count: 1, isAdmin: true }], role: 'admin' },
        { email: 'a@example.com', items: [{ sku: 'x', count: 1 }] },
      ),
    ],
    bad: [
      { email: 'a', items: [] },
      { email: 'a@example.com', items: [{ sku: '', count: 1 }] },
      { email: 'a@example.com', items: [{ sku: 'x', count: 1.5 }] },
      { email: 'a@example.com', items: [], address: { lines: [], country: 'DE' } },
    ],
  },
];
