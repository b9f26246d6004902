import type { LibraryModel } from './model.ts';

export const got: LibraryModel = {
  library: 'got',
  entries: [{ path: 'got{,.create(),.extend()}{,.get,.post,.put,.patch,.delete,.head}()', is: [{ rejects: 'may' }] }],
};

export const ky: LibraryModel = {
  library: 'ky',
  entries: [{ path: 'ky{,.create(),.extend()}{,.get,.post,.put,.patch,.delete,.head}()', is: [{ rejects: 'may' }] }],
};

export const nodeFetch: LibraryModel = {
  library: 'node-fetch',
  entries: [{ path: 'node-fetch{,.fetch}()', is: [{ rejects: 'may' }] }],
};

export const crossFetch: LibraryModel = {
  library: 'cross-fetch',
  entries: [{ path: 'cross-fetch{,.fetch}()', is: [{ rejects: 'may' }] }],
};

export const undici: LibraryModel = {
  library: 'undici',
  entries: [{ path: 'undici.{fetch,request}()', is: [{ rejects: 'may' }] }],
};
