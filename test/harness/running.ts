import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ts } from '../../server/src/engine/syntax.ts';

/** What a file without imports of its own prints when it runs to its end. */
export function outputOf(file: string, text: string): string {
  const { outputText } = ts.transpileModule(text, {
    fileName: file,
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, jsx: ts.JsxEmit.ReactJSX },
  });
  const folder = mkdtempSync(path.join(tmpdir(), 'temper-fixture-'));
  try {
    const script = path.join(folder, 'case.mjs');
    writeFileSync(script, outputText);
    return execFileSync(process.execPath, [script], { encoding: 'utf8', timeout: 10_000 });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
