/** `npm test [-- part…]`: builds, runs the parts, and ends with the line `N passed, N failed`. */
import { provideNeovim } from './neovim.ts';
import { runChecks, runNpmScript } from './testing/checks.ts';
import { runEditorSuite } from './testing/editor-suite.ts';
import { runBrowserTests, runNeovimTests, runUnitTests } from './testing/node-tests.ts';
import { add, leftOut, nothing, type Tally } from './testing/tally.ts';
import { provideWorkbench } from './workbench/provide.ts';

const parts = {
  checks: runChecks,
  unit: runUnitTests,
  neovim: async (): Promise<Tally> => {
    const missing = await provideNeovim();
    return missing === undefined ? runNeovimTests() : leftOut('tests in Neovim', missing);
  },
  vscode: async (): Promise<Tally> => runEditorSuite(await workbenchObstacle()),
  browser: async (): Promise<Tally> => {
    const obstacle = await workbenchObstacle();
    return obstacle === undefined ? runBrowserTests() : leftOut('tests in the browser', obstacle);
  },
};
type Part = keyof typeof parts;

let obstacle: Promise<string | undefined> | undefined;
function workbenchObstacle(): Promise<string | undefined> {
  obstacle ??= provideWorkbench({ chromium: true, systemPackages: true });
  return obstacle;
}

async function runParts(names: readonly Part[]): Promise<Tally> {
  let tally = await runNpmScript('build');
  if (tally.failed > 0) return tally;
  for (const name of names) {
    console.log(`\n── ${name}`);
    tally = add(tally, await parts[name]().catch(countError));
  }
  return tally;
}

function countError(error: unknown): Tally {
  console.error(error);
  return { ...nothing, failed: 1 };
}

function isPart(name: string): name is Part {
  return Object.hasOwn(parts, name);
}

const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !isPart(name));
if (unknown.length > 0) {
  console.error(`No such part: ${unknown.join(', ')}. Parts are ${Object.keys(parts).join(', ')}.`);
  process.exit(2);
}
const wanted = chosen.length === 0 ? Object.keys(parts) : chosen;
const { passed, failed, leftOut: missed } = await runParts(wanted.filter(isPart)).catch(countError);
for (const line of missed) console.log(`LEFT OUT ${line}`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
