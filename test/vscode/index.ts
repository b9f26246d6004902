import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Test } from 'mocha';
import type { TestResult } from '../../scripts/testing/editor-suite.ts';

/** Called by the extension host. */
export async function run(): Promise<void> {
  const { default: Mocha } = await import('mocha');
  const mocha = new Mocha({ ui: 'bdd', reporter: 'spec', color: false, timeout: 120_000 });
  const chosen = process.env['TEMPER_CASE'];
  if (chosen !== undefined) mocha.grep(new RegExp(chosen));
  for (const name of readdirSync(__dirname)) {
    if (name.endsWith('.test.cjs')) mocha.addFile(path.join(__dirname, name));
  }
  await mocha.loadFilesAsync();

  const results: TestResult[] = [];
  const failures = await new Promise<number>((resolve) => {
    const runner = mocha.run(resolve);
    runner.on('pass', (test) => results.push(describe(test)));
    runner.on('fail', (test, error: Error) =>
      results.push({ ...describe(test), failure: error.stack ?? error.message }),
    );
  });
  writeFileSync(resultsFile(), JSON.stringify(results));
  if (failures > 0) throw new Error(`${failures} tests failed.`);
}

function describe(test: Test): TestResult {
  return { title: test.fullTitle(), milliseconds: test.duration ?? 0 };
}

function resultsFile(): string {
  const file = process.env['TEMPER_SUITE_RESULTS'];
  if (file === undefined) throw new Error('TEMPER_SUITE_RESULTS does not name a file.');
  return file;
}
