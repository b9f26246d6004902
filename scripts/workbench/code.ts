/**
 * Stands in for the desktop's `code` executable: takes the arguments that @vscode/test-electron passes it, runs the suite in
 * the workbench, and answers with the suite's exit code.
 */
import { startCodeServer, type CodeServer } from './code-server.ts';
import { installWorkbench } from './installation.ts';
import { openWorkbench, type WorkbenchPage } from './page.ts';

const suiteTimeout = 12 * 60_000;

interface CodeArguments {
  readonly folder: string;
  readonly extensionUnderDevelopment: string;
  readonly testSuite: string;
}

export async function runAsCode(argv: readonly string[]): Promise<number> {
  const suite = parseArguments(argv);
  const server = await startCodeServer(await installWorkbench(), { automation: true });
  try {
    return await runSuite(server, suite);
  } finally {
    await server.stop();
  }
}

async function runSuite(server: CodeServer, suite: CodeArguments): Promise<number> {
  let endSuite: (exitCode: number) => void = () => undefined;
  const suiteEnd = new Promise<number>((resolve) => {
    endSuite = resolve;
  });
  const workbench = await openWorkbench(server, {
    ...suite,
    onLog: (_type, args) => console.log(...args),
    onExit: (exitCode) => endSuite(exitCode),
  });
  try {
    return await Promise.race([suiteEnd, workbenchLoss(workbench)]);
  } finally {
    await workbench.close();
  }
}

/** Rejects when the suite can no longer end by itself. */
function workbenchLoss({ page }: WorkbenchPage): Promise<never> {
  return new Promise((_resolve, reject) => {
    page.once('crash', () => reject(new Error('The workbench page crashed.')));
    page.once('close', () => reject(new Error('The workbench page was closed.')));
    setTimeout(() => reject(new Error(`The suite did not end within ${suiteTimeout / 1000} s.`)), suiteTimeout).unref();
  });
}

/** Flags that only the desktop knows, such as `--no-sandbox`, mean nothing here. */
function parseArguments(argv: readonly string[]): CodeArguments {
  const valueOf = (flag: string): string => {
    const prefix = `--${flag}=`;
    const argument = argv.find((candidate) => candidate.startsWith(prefix));
    if (argument === undefined) throw new Error(`The argument ${prefix}… is missing.`);
    return argument.slice(prefix.length);
  };
  const folder = argv.find((argument) => !argument.startsWith('-'));
  if (folder === undefined) throw new Error('The folder to open is missing.');
  return {
    folder,
    extensionUnderDevelopment: valueOf('extensionDevelopmentPath'),
    testSuite: valueOf('extensionTestsPath'),
  };
}
