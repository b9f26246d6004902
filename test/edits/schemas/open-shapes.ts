import { maps, object, type ShapeCase, text } from './shapes.ts';

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
];
