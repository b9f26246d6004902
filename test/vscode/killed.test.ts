import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { LanguageServer } from '../../client/src/language-server.ts';
import type { TemperExports } from '../../client/src/extension.ts';
import { sampleSource } from '../sample-project.ts';
import { findingsOf, floatingPromise, onlyFinding, openNewFile, ruleOf } from './workspace.ts';

/** `TEMPER_KILLS=50` measures it. */
const kills = Number(process.env['TEMPER_KILLS'] ?? 3);

async function languageServer(): Promise<LanguageServer> {
  const extension = vscode.extensions.getExtension<TemperExports>('temper.temper-hardening');
  assert.ok(extension);
  return (await extension.activate()).server;
}

function processOf(server: LanguageServer): ChildProcess {
  const child: unknown = Reflect.get(server.client, '_serverProcess');
  return child as ChildProcess;
}

/** The present text is checked whole, by whichever server is there by then. */
function checked(server: LanguageServer, document: vscode.TextDocument): Promise<void> {
  return new Promise((resolve) => {
    const subscription = server.onDidAnalyze(({ uri, version, tier }) => {
      if (uri !== document.uri.toString() || version !== document.version || tier !== 'flow') return;
      subscription.dispose();
      resolve();
    });
  });
}

/** Whoever has used Temper before has what was compiled of it: a measurement starts from there. */
async function compiledCodeIn(folder: string): Promise<void> {
  const isWhole = (): boolean =>
    existsSync(folder) && readdirSync(folder).filter((name) => name.endsWith('.compiled')).length >= 3;
  while (!isWhole()) await setTimeout(100);
}

/** How few findings a file ever had on screen from now on. */
function watchFindings(uri: vscode.Uri): { stop(): number } {
  const count = (): number => findingsOf(uri).length;
  let fewest = count();
  const subscription = vscode.languages.onDidChangeDiagnostics(() => (fewest = Math.min(fewest, count())));
  return {
    stop: () => {
      subscription.dispose();
      return fewest;
    },
  };
}

/** Small enough to repeat from a seed. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

describe('a server that is killed while somebody types', () => {
  it('is there again each time, its findings never leave the screen, and no text is lost', async () => {
    const server = await languageServer();
    const document = await openNewFile('killed.ts', `${sampleSource('src/checkout.ts')}// `);
    await onlyFinding(document.uri);
    if (process.env['TEMPER_KILLS'] !== undefined) await compiledCodeIn(server.places.compiled);
    const end = document.positionAt(document.getText().length);
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor);
    editor.selection = new vscode.Selection(end, end);
    const next = randomFrom(50);
    const fewest = watchFindings(document.uri);
    const waits: number[] = [];
    let typed = '';
    const type = async (text: string): Promise<void> => {
      for (const key of text) await vscode.commands.executeCommand('type', { text: key });
      typed += text;
    };
    for (let kill = 0; kill < kills; kill += 1) {
      await type('abcdefghijklm'.slice(0, next(13)));
      const child = processOf(server);
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      const from = performance.now();
      await type('xyz'.slice(0, next(4)));
      await ended;
      await checked(server, document);
      waits.push(performance.now() - from);
      assert.equal(document.getText(), `${sampleSource('src/checkout.ts')}// ${typed}`);
      assert.equal(ruleOf(await onlyFinding(document.uri)), floatingPromise);
    }
    assert.equal(fewest.stop(), 1, 'the finding went off the screen');
    if (process.env['TEMPER_KILLS'] !== undefined) {
      const sorted = waits.map(Math.round).sort((one, other) => one - other);
      console.log(
        `Back after ${String(sorted[Math.floor(kills / 2)])} ms (median), ${String(sorted.at(-1))} ms at most.`,
      );
    }
  });
});
