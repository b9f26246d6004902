import { loose } from '../../../server/src/semantics/shapes/shape.ts';
import { changed, maps, object, type ShapeCase, text } from './shapes.ts';

/** Validators that cannot say of some objects only that they keep other fields. */
const mixed = ['yup'];

/** Shapes that leave open what a part of them holds. */
export const openShapeCases: readonly ShapeCase[] = [
  {
    name: 'what is declared as any',
    shape: object({ a: text, b: { is: 'any' }, c: { is: 'list', of: { is: 'any' } } }, ['b']),
    type: '{ a: string; b?: any; c: any[] }',
    good: [
      { a: 'x', c: [] },
      { a: 'x', b: null, c: [1, 'a', { d: [2] }] },
      { a: 'x', b: { c: [1] }, c: [null] },
    ],
    bad: [
      { b: 1, c: [] },
      { a: 'x', c: 'x' },
    ],
  },
  {
    name: 'a map of any',
    shape: object({ it: { is: 'record', of: { is: 'any' } } }),
    type: '{ it: Record<string, any> }',
    good: [{ it: {} }, { it: { a: 1, b: [null], c: { d: 'x' } } }],
    bad: [{ it: 'x' }, { it: 1 }, {}],
    without: maps,
  },
  {
    name: 'an object that keeps what else it holds, in one that does not',
    shape: object({ a: text, owner: loose(object({ name: text, home: object({ city: text }) })) }),
    type: '{ a: string; owner: { name: string; home: { city: string } } }',
    good: [
      { a: 'x', owner: { name: '', home: { city: 'Brno' } } },
      changed(
        { a: 'x', more: 1, owner: { name: 'ž', more: { b: [null] }, home: { city: '', zip: 7 } } },
        { a: 'x', owner: { name: 'ž', more: { b: [null] }, home: { city: '', zip: 7 } } },
      ),
    ],
    bad: [{ a: 'x' }, { a: 'x', owner: {} }, { a: 'x', owner: { name: 1, home: { city: '' } } }, { a: 'x', owner: [] }],
    without: mixed,
  },
  {
    name: 'a list of objects that keep what else they hold',
    shape: object({ it: { is: 'list', of: loose(object({ id: text, count: { is: 'number' } }, ['count'])) } }),
    type: '{ it: { id: string; count?: number }[] }',
    good: [
      { it: [] },
      {
        it: [
          { id: 'a', image: 'a.png' },
          { id: 'b', count: 2, '': null },
        ],
      },
    ],
    bad: [{ it: {} }, { it: [{}] }, { it: [{ id: 'a', count: '2', more: 1 }] }, { it: [null] }],
    without: mixed,
  },
  {
    name: 'objects that are told apart and keep what else they hold, or nothing',
    shape: object({
      pay: loose({
        is: 'union',
        of: [
          object({ kind: { is: 'literal', value: 'card' }, number: text }),
          object({ kind: { is: 'literal', value: 'cash' } }),
          { is: 'null' },
        ],
      }),
    }),
    type: `{ pay: { kind: 'card'; number: string } | { kind: 'cash' } | null }`,
    good: [
      { pay: null },
      { pay: { kind: 'card', number: '1', expires: '12/30' } },
      { pay: { kind: 'cash', coins: [1] } },
    ],
    bad: [{}, { pay: { kind: 'card' } }, { pay: { kind: 'cheque' } }],
    without: mixed,
  },
];
