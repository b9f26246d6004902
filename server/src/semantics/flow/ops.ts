/**
 * What the instructions of the intermediate representation (see ir.ts) are, and what their operands mean. In a
 * description, "value" is the index of another instruction of the same function and `none` stands for one left out.
 */

/** Stands for a value, a block or a list that is left out. */
export const none = -1;

export const Op = {
  /** Was removed; nothing refers to it. */
  Nop: 0,

  // ── Where values come from ──
  /** `a`: position among the parameters, from 0. `b`: 1 for a rest parameter, which is an array, else 0. `c`: its `Typed`, or none. */
  Param: 1,
  /** `this`. In an arrow function and in a field that of the function around it. */
  This: 2,
  /** `super`: the prototype of the base class, or its constructor where it is called. */
  Super: 3,
  /** `arguments`. In an arrow function that of the function around it. */
  Arguments: 4,
  /** `a`: constant. A literal, `null`, `undefined`, or a template without holes. */
  Const: 5,
  /** `a`: constant, the literal's text such as `/^a$/i`. */
  Regex: 6,
  /** A function is made. `a`: its position among `FunctionPlace.nested`. */
  Func: 7,
  /** A class is made. `a`: value of the base class or none. `b`: position in `FunctionBody.classes`. */
  Class: 8,
  /**
   * An object is made. `a`: list of pairs (key, value) in source order. A key from 0 is a constant, the name; -1 says that
   * the value is spread into the object; a key below that is computed by the value `-2 - key`. Whether a function is a
   * getter or setter says `FunctionBody.kind` of the function.
   */
  Object: 9,
  /** An array is made. `a`: list of values; none is a hole, a `Spread` stands for any number. */
  Array: 10,
  /** A template with holes. `a`: list that alternates: constant (the text), value, constant, …, constant. */
  Template: 11,
  /** Something of another module. `a`: constant, the specifier. `b`: constant, the export's name, `default`, or `*` for all of it. `c`: 1 for a promise of it (`import()`). */
  Import: 12,
  /** A name that nothing in the file declares. `a`: constant, the name; `import.meta` and `new.target` are among them. */
  Global: 13,
  /**
   * Reads a cell: a variable shared between functions. `a`: how many functions out it is at home, 0 for here.
   * `b`: constant, its name in `FunctionBody.cells` of that function.
   */
  Free: 14,
  /** What a `try` caught. `a`: region whose failures arrive here. */
  Catch: 15,
  /** An element of an iteration. `a`: what is iterated. `c`: `ElemKind`. */
  Elem: 16,
  /**
   * The rest of a destructuring. `a`: what is taken apart. `b`: list of constants, the names already taken, or none for an
   * array. `c`: position of the first element of an array, else none.
   */
  Rest: 17,

  // ── Operators ──
  /** `a`, `b`: values. `c`: `ts.SyntaxKind` of the operator, never a short-circuiting or assigning one. */
  Bin: 18,
  /** `a`: value. `c`: `ts.SyntaxKind` of the operator: `+ - ~ ! typeof void delete`, and `++ --` for the number plus or minus one. */
  Un: 19,
  /** `a`: value, spread as arguments or elements. Stands in lists only. */
  Spread: 20,

  // ── Members ──
  /** `a`: object. `b`: constant, the member's name; `x[0]` and `x['k']` count as names. */
  Load: 21,
  /** `a`: object. `b`: value of the key. */
  LoadIdx: 22,
  /** `a`: object. `b`: constant, the member's name. `c`: value. */
  Store: 23,
  /** `a`: object. `b`: value of the key. `c`: value. */
  StoreIdx: 24,
  /**
   * The object in a variable after something was put into it: the same object, which now also holds what went in.
   * `a`: the object before. `b`: the `Store`, `StoreIdx` or `Call` (`push`, `set`, …) that put it in.
   */
  Update: 25,

  // ── Calls ──
  /** `a`: callee. `b`: value of `this` or none. `c`: list of arguments; a `Spread` stands for any number. */
  Call: 26,
  /** `a`: callee. `c`: list of arguments. */
  New: 27,
  /** A tagged template. `a`: tag. `b`: value of `this` or none. `c`: list as of `Template`. */
  Tag: 28,
  /** A JSX element. `a`: component, or a `Const` with the name of an intrinsic element. `b`: `Object` of its props, `children` among them. */
  Jsx: 29,

  // ── Time ──
  /** `a`: value. */
  Await: 30,
  /** `a`: value or none. `c`: 1 for `yield*`. The result is what is sent in. */
  Yield: 31,

  // ── Variables ──
  /** Joins. `a`: list of values, one per predecessor of the block in their order, or in no order when `c` is 1. */
  Phi: 32,
  /** `a`, where the condition `b` has turned out truthy (`c` 1) or falsy (`c` 0). */
  Pi: 33,
  /** Writes a cell. `a`, `b`: as of `Free`. `c`: value. */
  SetFree: 34,

  // ── Ends and effects ──
  /** `a`: value. */
  Throw: 35,
  /** `a`: value or none. An arrow's expression counts. */
  Return: 36,
  /** An expression statement drops `a`. */
  Use: 37,
  /** The module exports `b`. `a`: constant, the name; `*` for what `module.exports =` or `export =` assigns. Exported variables are cells instead. */
  Export: 38,

  // ── What types say ──
  /** Something whose declared type is an instance of `a`. `c`: 1 for a promise of that. Variables without initializer start as one. */
  Typed: 39,
} as const;
export type Op = (typeof Op)[keyof typeof Op];

export const ElemKind = {
  /** `for (x of a)`, `[...] = a` beyond what has a position. */
  Of: 0,
  /** `for await (x of a)`: the element is awaited. */
  AwaitOf: 1,
  /** `for (x in a)`: a key. */
  In: 2,
} as const;

export type Role = 'value' | 'list' | 'pairs' | 'holes' | 'constant' | 'constants' | 'other' | 'unused';

const unused = 'unused';
/** What `a`, `b` and `c` of each operation are, by number; walks over operands follow it. */
export const roles: readonly (readonly [name: string, a: Role, b: Role, c: Role])[] = [
  ['Nop', unused, unused, unused],
  ['Param', 'other', 'other', 'value'],
  ['This', unused, unused, unused],
  ['Super', unused, unused, unused],
  ['Arguments', unused, unused, unused],
  ['Const', 'constant', unused, unused],
  ['Regex', 'constant', unused, unused],
  ['Func', 'other', unused, unused],
  ['Class', 'value', 'other', unused],
  ['Object', 'pairs', unused, unused],
  ['Array', 'list', unused, unused],
  ['Template', 'holes', unused, unused],
  ['Import', 'constant', 'constant', 'other'],
  ['Global', 'constant', unused, unused],
  ['Free', 'other', 'constant', unused],
  ['Catch', 'other', unused, unused],
  ['Elem', 'value', unused, 'other'],
  ['Rest', 'value', 'constants', 'other'],
  ['Bin', 'value', 'value', 'other'],
  ['Un', 'value', unused, 'other'],
  ['Spread', 'value', unused, unused],
  ['Load', 'value', 'constant', unused],
  ['LoadIdx', 'value', 'value', unused],
  ['Store', 'value', 'constant', 'value'],
  ['StoreIdx', 'value', 'value', 'value'],
  ['Update', 'value', 'value', unused],
  ['Call', 'value', 'value', 'list'],
  ['New', 'value', unused, 'list'],
  ['Tag', 'value', 'value', 'holes'],
  ['Jsx', 'value', 'value', unused],
  ['Await', 'value', unused, unused],
  ['Yield', 'value', unused, 'other'],
  ['Phi', 'list', unused, 'other'],
  ['Pi', 'value', 'value', 'other'],
  ['SetFree', 'other', 'constant', 'value'],
  ['Throw', 'value', unused, unused],
  ['Return', 'value', unused, unused],
  ['Use', 'value', unused, unused],
  ['Export', 'constant', 'value', unused],
  ['Typed', 'value', unused, 'other'],
];

/** What an instruction awaits: `await x`, `for await`. */
export function awaits(op: Op, c: number): boolean {
  return op === Op.Await || (op === Op.Elem && c === ElemKind.AwaitOf);
}
