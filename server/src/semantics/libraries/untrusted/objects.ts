import type { UntrustedModel } from './model.ts';

const merging = (library: string, path: string): UntrustedModel => ({
  library,
  entries: [
    {
      path: `${library}${path}`,
      is: [
        { sink: 'merge', at: 1 },
        { sink: 'merge', at: 2 },
      ],
    },
  ],
});

/** Libraries that copy what they are given, key by key, into objects that are there. */
export const objects: readonly UntrustedModel[] = [
  {
    library: 'lodash',
    entries: [
      {
        path: 'lodash.{merge,mergeWith,defaultsDeep}()',
        is: [
          { sink: 'merge', at: 1 },
          { sink: 'merge', at: 2 },
        ],
      },
      { path: 'lodash.{set,setWith}()', is: [{ sink: 'merge', at: 1 }] },
      { path: 'lodash.template()', is: [{ sink: 'template', at: 0 }] },
      { path: 'lodash.escape()', is: [{ passes: [0], clears: ['html', 'xml'] }] },
      { path: 'lodash.escapeRegExp()', is: [{ passes: [0], clears: ['regex'] }] },
      { path: 'lodash.{pick}()', is: [{ passes: [0], clears: ['record', 'merge'] }] },
      { path: 'lodash.{omit,cloneDeep,clone,get}()', is: [{ passes: [0] }] },
      { path: 'lodash.{toNumber,toInteger,parseInt,isEmpty,size}()', is: [{ clears: 'all' }] },
      { path: 'lodash.{trim,toLower,toUpper,camelCase,toString,trimStart,trimEnd}()', is: [{ passes: [0] }] },
    ],
  },
  merging('deepmerge', '{,.all}()'),
  merging('merge-deep', '()'),
  merging('extend', '()'),
  merging('deep-extend', '()'),
  merging('defaults-deep', '()'),
  { library: 'dot-prop', entries: [{ path: 'dot-prop{,.setProperty,.set}()', is: [{ sink: 'merge', at: 1 }] }] },
  { library: 'object-path', entries: [{ path: 'object-path.set()', is: [{ sink: 'merge', at: 1 }] }] },
  {
    library: 'escape-string-regexp',
    entries: [{ path: 'escape-string-regexp()', is: [{ passes: [0], clears: ['regex'] }] }],
  },
  {
    library: 'lodash.escaperegexp',
    entries: [{ path: 'lodash.escaperegexp()', is: [{ passes: [0], clears: ['regex'] }] }],
  },
  // Also what `merge` of lodash itself is read as: the longest name of a library counts.
  merging('lodash.merge', '()'),
];
