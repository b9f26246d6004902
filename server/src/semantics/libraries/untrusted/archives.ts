import type { UntrustedFact, UntrustedModel } from './model.ts';

/** Whoever packed an archive named what is in it: `../../.env` leads out of the folder that it is unpacked to. */
const named: readonly UntrustedFact[] = [
  {
    source: 'peer',
    without: ['html', 'url', 'redirect', 'filter', 'nosql', 'record', 'merge', 'log', 'header', 'regex'],
  },
];

/** Archives whose entries are unpacked by hand. */
export const archives: readonly UntrustedModel[] = [
  {
    library: 'adm-zip',
    entries: [{ path: 'adm-zip().getEntries().*.entryName', is: named }],
  },
  {
    library: 'unzipper',
    entries: [
      { path: 'unzipper...on#1.0.path', is: named },
      { path: 'unzipper...files.*.path', is: named },
    ],
  },
  { library: 'tar-stream', entries: [{ path: 'tar-stream.extract().on#1.0.name', is: named }] },
  { library: 'tar', entries: [{ path: 'tar...on#1.0.path', is: named }] },
  { library: 'node-stream-zip', entries: [{ path: 'node-stream-zip...on#1.0.name', is: named }] },
];
