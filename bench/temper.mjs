import { copyFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { publishes, startLanguageServer } from './language-server.mjs';

const root = path.dirname(import.meta.dirname);
const server = path.join(root, 'dist/server.cjs');
const cli = path.join(root, 'dist/cli.cjs');

/** What the peers are asked for, and nothing else. */
const promisesAlone = path.join(root, 'bench/promises-alone.json');

const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));

export const temper = {
  name: 'Temper',
  version: manifest.version,
  isBuilt: () => existsSync(server) && existsSync(cli),
  configure: () => undefined,
  startSession: ({ root: workspace, environment }) => start(workspace, environment, isPublishedBy('flow')),
  startTextTierSession: ({ root: workspace, environment }) =>
    start(workspace, environment, isAnalyzed('text'), isAnalyzed('flow')),
  check: {
    command: process.execPath,
    args: [cli, 'check', '.', '--format', 'sarif'],
    count: (output) => JSON.parse(output).runs[0].results.filter(({ ruleId }) => ruleId === 'floating-promise').length,
  },
};

/** The same engine with the work that its peers have here. */
export const temperPromises = {
  ...temper,
  name: 'Temper, promises alone',
  startSession: async (place) => {
    const config = path.join(place.root, 'temper.config.json');
    copyFileSync(promisesAlone, config);
    const session = await temper.startSession(place);
    const close = session.close.bind(session);
    session.close = async () => {
      await close();
      rmSync(config);
    };
    return session;
  },
  check: { ...temper.check, args: [...temper.check.args, '--config', promisesAlone] },
};

function start(workspace, environment, isComplete, isOpened = isComplete) {
  return startLanguageServer({
    command: process.execPath,
    args: [server, '--stdio'],
    root: workspace,
    env: environment,
    initializationOptions: () => ({ restDelay: 0 }),
    isComplete,
    isOpened,
  });
}

/** The tier has finished for this version, and what was published last for it holds the planted finding. */
function isPublishedBy(tier) {
  const analyzed = isAnalyzed(tier);
  return (messages, document, version) =>
    analyzed(messages, document, version) && messages.some((message) => publishes(message, document, version));
}

function isAnalyzed(tier) {
  return (messages, document, version) =>
    messages.some(
      ({ method, params }) =>
        method === 'temper/analyzed' &&
        params.uri === document.uri &&
        params.version === version &&
        params.tier === tier,
    );
}
