import type { CallbackUse, Entry, Fact, LibraryModel } from './model.ts';

const uses = (callback: CallbackUse, at: number | 'last'): readonly Fact[] => [{ callback, at }];

const owners = '{,window.,globalThis.,global.,self.}';

/** Functions of the platform that take a callback and drop what it returns. */
export const platformCallbacks: readonly Entry[] = [
  {
    path: `globalThis.${owners}{setTimeout,setInterval,setImmediate,queueMicrotask,requestAnimationFrame,requestIdleCallback}()`,
    is: uses('timer', 0),
  },
  { path: 'globalThis.process.nextTick()', is: uses('timer', 0) },
  { path: `globalThis.${owners}{addEventListener}()`, is: uses('event', 1) },
  { path: 'globalThis.{window,document,navigator,screen}.**.addEventListener()', is: uses('event', 1) },
];

export const nodeTimers: LibraryModel = {
  library: 'node:timers',
  entries: [{ path: 'node:timers.{setTimeout,setInterval,setImmediate}()', is: uses('timer', 0) }],
};

/** Each has its own copy of the functions, and a chain on which the collection is no argument. */
function collections(library: string, name = library): LibraryModel {
  const groups: readonly (readonly [CallbackUse, string])[] = [
    ['iteration', 'each,eachRight,forEach,forEachRight,forIn,forOwn,times'],
    [
      'predicate',
      'filter,reject,some,any,every,all,find,detect,findIndex,findLast,findLastIndex,findKey,partition,remove,takeWhile,dropWhile,pickBy,omitBy',
    ],
    ['comparator', 'sortBy,orderBy,minBy,maxBy,uniqBy,groupBy,keyBy,countBy,sumBy,meanBy,indexBy'],
  ];
  return {
    library,
    entries: groups.flatMap(([use, methods]) => [
      { path: `${name}.{${methods}}()`, is: uses(use, 1) },
      { path: `${name}(){.**,}.{${methods}}()`, is: uses(use, 0) },
      { path: `${name}.chain(){.**,}.{${methods}}()`, is: uses(use, 0) },
    ]),
  };
}

export const lodash = collections('lodash');
export const lodashEs = collections('lodash-es');
export const underscore = collections('underscore');

/** `ramda` takes the function first. */
export const ramda: LibraryModel = {
  library: 'ramda',
  entries: [
    { path: 'ramda.forEach()', is: uses('iteration', 0) },
    {
      path: 'ramda.{filter,reject,any,all,none,find,findIndex,findLast,partition,takeWhile}()',
      is: uses('predicate', 0),
    },
    { path: 'ramda.{sort,sortBy,sortWith,groupBy,uniqBy}()', is: uses('comparator', 0) },
  ],
};

/** Iterations and emitters that wait for what they call. */
const awaiting = (library: string, at: number | 'last'): LibraryModel => ({
  library,
  entries: [{ path: `${library}.**`, is: uses('awaited', at) }],
});

export const awaitingLibraries: readonly LibraryModel[] = [
  awaiting('async', 'last'),
  awaiting('bluebird', 'last'),
  awaiting('emittery', 'last'),
  awaiting('p-map', 'last'),
  awaiting('p-each-series', 'last'),
  awaiting('grammy', 'last'),
  awaiting('telegraf', 'last'),
  awaiting('hookable', 'last'),
  awaiting('@slack/bolt', 'last'),
];

/** The older style of Node: the answer comes by a callback, which comes last. */
export const answersByCallback = (library: string): Entry => ({ path: `${library}.*()`, is: uses('callback', 'last') });

export const reactEffects: readonly Entry[] = [
  { path: 'react.{useEffect,useLayoutEffect,useInsertionEffect}()', is: uses('effect', 0) },
];
