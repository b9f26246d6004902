import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { binary, versionOf } from '../installed.mjs';
import { startLanguageServer } from '../language-server.mjs';

const launcher = binary('@biomejs/biome', 'bin/biome');

const configuration = {
  root: true,
  vcs: { enabled: false },
  files: { includes: ['src/**'] },
  formatter: { enabled: false },
  assist: { enabled: false },
  linter: { rules: { recommended: false, nursery: { noFloatingPromises: 'error' } } },
};

export const biome = {
  name: 'Biome',
  version: versionOf('@biomejs/biome'),
  configure: ({ root }) => {
    writeFileSync(path.join(root, 'biome.json'), JSON.stringify(configuration, null, 2));
    mkdirSync(path.join(root, '.biome-cache'));
  },
  startSession: async ({ root, environment }) => {
    const env = { ...environment, ...ownDaemon(root) };
    const session = await startLanguageServer({
      command: process.execPath,
      args: [launcher, 'lsp-proxy'],
      root,
      env,
      settings: ({ section }) => (section === 'biome' ? { requireConfiguration: false } : {}),
    });
    return Object.assign(session, { close: closing(session, root, env) });
  },
  check: {
    command: process.execPath,
    args: [launcher, 'lint', '--max-diagnostics=none', '--reporter=json', 'src'],
    count: (output) => JSON.parse(output).diagnostics.length,
  },
};

/** Biome's daemon listens on a socket in the cache folder: this one is neither the user's nor stays. */
function ownDaemon(root) {
  return { XDG_CACHE_HOME: path.join(root, '.biome-cache'), XDG_RUNTIME_DIR: path.join(root, '.biome-cache') };
}

function closing(session, root, env) {
  const close = session.close.bind(session);
  return async () => {
    await close();
    spawnSync(process.execPath, [launcher, 'stop'], { cwd: root, env: { ...process.env, ...env } });
  };
}
