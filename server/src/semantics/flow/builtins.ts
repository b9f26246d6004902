import type { PathModel } from './automaton.ts';

/** What the language itself does, as far as the transfer of values has to know. */
export type BuiltinFact =
  /** A static method of Promise: gives a promise made of its argument. */
  | { readonly combines: 'all' | 'allSettled' | 'any' | 'race' | 'resolve' | 'reject' | 'try' }
  /** `new Promise(executor)`. */
  | { readonly executes: true }
  /** Gives no promise and no function. */
  | { readonly plain: true }
  /** Makes something of which each is known by the call that made it. */
  | { readonly creates: 'context' };

const owners = '{,window.,globalThis.,global.,self.}';

const statics = (['all', 'allSettled', 'any', 'race', 'resolve', 'reject', 'try'] as const).map((combines) => ({
  path: `globalThis.${owners}Promise.${combines}()`,
  is: [{ combines }],
}));

/** An entry each, so that they are told apart. */
const errors = [
  'Error',
  'TypeError',
  'RangeError',
  'SyntaxError',
  'URIError',
  'EvalError',
  'ReferenceError',
  'AggregateError',
  'DOMException',
].map((name) => ({ path: `globalThis.${name}()`, is: [] }));

/** The platform's own, read by the same automaton as libraries. */
export const builtins: PathModel<BuiltinFact> = {
  library: 'globalThis',
  entries: [
    ...statics,
    { path: `globalThis.${owners}Promise()`, is: [{ executes: true }] },
    {
      path: `globalThis.${owners}{Number,String,Boolean,Symbol,Date,RegExp,parseInt,parseFloat,isNaN}()`,
      is: [{ plain: true }],
    },
    ...errors,
    { path: `globalThis.${owners}console.*()`, is: [{ plain: true }] },
    { path: `globalThis.${owners}{Math,Date,Number,String}.*()`, is: [{ plain: true }] },
  ],
};

export const contexts: PathModel<BuiltinFact> = {
  library: 'react',
  entries: [{ path: 'react.createContext()', is: [{ creates: 'context' }] }],
};
