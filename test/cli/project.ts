import { run } from '../../server/src/hosts/cli/run.ts';
import { DiskFolder } from '../disk-folder.ts';
import type { FileContents } from '../write-files.ts';

export interface Outcome {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

export interface TemporaryProject {
  /** Absolute, with forward slashes. */
  readonly folder: string;
  read(file: string): string;
  write(file: string, text: string | Buffer): void;
  /** Runs the command line in this process, in the project's folder or one below it. */
  temper(words: readonly string[], options?: RunOptions): Outcome;
}

export interface RunOptions {
  readonly below?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly isTerminal?: boolean;
}

export function temporaryProject(files: FileContents): TemporaryProject {
  const disk = new DiskFolder(files);
  return {
    folder: disk.folder,
    write: (file, text) => disk.write(file, text),
    read: (file) => disk.read(file),
    temper: (words, options = {}) => runIn(disk.file(options.below ?? ''), words, options),
  };
}

function runIn(
  folder: string,
  words: readonly string[],
  { environment = {}, isTerminal = false }: RunOptions,
): Outcome {
  let [out, err] = ['', ''];
  const exitCode = run(words, {
    folder,
    environment,
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    outIsTerminal: isTerminal,
    errIsTerminal: isTerminal,
  });
  return { exitCode, out, err };
}

const receipts = `export async function sendReceipt(order: string): Promise<void> {
  if (order === '') throw new Error('A receipt needs an order.');
}
`;

/** One floating promise, one file that is sound. */
export const shop: Readonly<Record<string, string>> = {
  'package.json': '{ "name": "shop", "type": "module" }',
  'tsconfig.json': '{ "compilerOptions": { "strict": true, "module": "nodenext", "types": [] }, "include": ["src"] }',
  'src/receipts.ts': receipts,
  'src/checkout.ts': `import { sendReceipt } from './receipts.js';

export function checkout(order: string): void {
  sendReceipt(order);
}
`,
};

/** A suppression that hides nothing: a finding with a safe fix. */
export const unused = `// temper-ignore-next-line floating-promise -- for now
export const answer = 42;
`;
