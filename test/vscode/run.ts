/** Opens a sample project in an editor and runs the suite inside its extension host. Takes `workbench` or `desktop`. */
import path from 'node:path';
import { runTests } from '@vscode/test-electron';
import { repositoryRoot } from '../../scripts/command.ts';
import { temporaryFolder } from '../../scripts/lifetime.ts';
import { bundleEditorSuite } from '../../scripts/testing/bundle-editor-suite.ts';
import { desktopCache } from '../../scripts/testing/editor-suite.ts';
import { createSampleWorkspace } from '../sample-project.ts';

const extensionTestsPath = await bundleEditorSuite();
/** The check of the whole workspace is one of the tests. */
const settings = { 'temper.checkWorkspaceOnStart': false };

const folder = temporaryFolder('suite');
const workbench = { vscodeExecutablePath: path.join(repositoryRoot, 'scripts/workbench/code.mjs') };
const desktop = { cachePath: desktopCache };
try {
  await runTests({
    ...(process.argv[2] === 'desktop' ? desktop : workbench),
    extensionDevelopmentPath: repositoryRoot,
    extensionTestsPath,
    launchArgs: [
      createSampleWorkspace(folder, settings),
      `--user-data-dir=${folder}/user-data`,
      `--extensions-dir=${folder}/extensions`,
    ],
  });
} catch (error) {
  console.error(error);
  process.exitCode = 1;
}
