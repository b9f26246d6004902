import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { binary, versionOf } from '../installed.mjs';
import { startLanguageServer } from '../language-server.mjs';

const launcher = binary('oxlint', 'bin/oxlint');

const configuration = {
  plugins: ['typescript'],
  categories: { correctness: 'off' },
  rules: { 'typescript/no-floating-promises': 'error' },
};

const options = { run: 'onType', typeAware: true, configPath: '.oxlintrc.json' };

export const oxlint = {
  name: 'oxlint + tsgolint',
  version: `${versionOf('oxlint')} + ${versionOf('oxlint-tsgolint')}`,
  configure: ({ root }) => writeFileSync(path.join(root, '.oxlintrc.json'), JSON.stringify(configuration, null, 2)),
  startSession: ({ root, environment }) =>
    startLanguageServer({
      command: process.execPath,
      args: [launcher, '--lsp'],
      root,
      env: environment,
      initializationOptions: (workspaceUri) => [{ workspaceUri, options }],
      settings: () => options,
    }),
  check: {
    command: process.execPath,
    args: [launcher, '--type-aware', '--format', 'json', '--tsconfig', 'tsconfig.json', 'src'],
    count: (output) => JSON.parse(output).diagnostics.length,
  },
};
