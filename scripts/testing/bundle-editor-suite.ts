import { readdirSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { repositoryRoot } from '../command.ts';
import { suiteFolder } from './editor-suite.ts';

/** Compiles the suite of the extension host and answers the module that runs it. */
export async function bundleEditorSuite(): Promise<string> {
  const source = path.join(repositoryRoot, 'test/vscode');
  const tests = readdirSync(source).filter((name) => name.endsWith('.test.ts'));
  await build({
    entryPoints: ['index.ts', ...tests].map((name) => path.join(source, name)),
    outdir: suiteFolder,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    sourcemap: 'inline',
    external: ['vscode', 'mocha'],
    logLevel: 'warning',
  });
  return path.join(suiteFolder, 'index.cjs');
}
