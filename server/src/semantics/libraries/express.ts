import type { Fact, LibraryModel } from './model.ts';

/** Express 5 hands on what a handler rejects with; these teach it to Express 4, once they are loaded. */
const patches = ['express-async-errors', 'express-async-patch', 'express-promise-patch', 'express-asyncify'];

const handlers = (from: number): readonly Fact[] => [
  {
    handlers: {
      from,
      caller: 'Express',
      handledSince: { library: 'express', major: 5 },
      handledBy: patches,
      tells: 'next',
      at: 2,
    },
  },
];

const methods = 'get,post,put,patch,delete,head,options,all,use';

export const express: LibraryModel = {
  library: 'express',
  entries: [
    { path: `express{,.Router,.Express,.Application,.IRouter,.core.Express}().{${methods}}()`, is: handlers(0) },
    { path: `express{,.Router,.Express,.Application,.IRouter}().{${methods}}().{${methods}}()`, is: handlers(0) },
    { path: `express{,.Router,.Express,.Application,.IRouter}().route().**.{${methods}}()`, is: handlers(0) },
    { path: 'express{,.Router,.Express,.Application,.IRouter}().param()', is: handlers(1) },
  ],
};

/** What types call the same. */
export const expressCore: LibraryModel = {
  library: 'express-serve-static-core',
  entries: [
    {
      path: `express-serve-static-core.{Application,Express,Router,IRouter,IRoute}().{${methods}}()`,
      is: handlers(0),
    },
    { path: 'express-serve-static-core.{Application,Express,Router,IRouter}().param()', is: handlers(1) },
  ],
};
