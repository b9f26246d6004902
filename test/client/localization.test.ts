/** `TEMPER_UPDATE=1` rewrites the bundle that translations start from. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ts } from 'ts-morph';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const bundleFile = path.join(root, 'l10n/bundle.l10n.json');

/** The first arguments of all calls of `….t(…)` in the client. */
function messagesInCode(): readonly string[] {
  const sources = path.join(root, 'client/src');
  const names = readdirSync(sources, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  const messages = names.flatMap((name) => messagesIn(readFileSync(path.join(sources, name), 'utf8')));
  return [...new Set(messages)].sort();
}

function messagesIn(text: string): readonly string[] {
  const messages: string[] = [];
  const visit = (node: ts.Node): void => {
    if (isTranslation(node)) messages.push(literalArgument(node));
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('client.ts', text, ts.ScriptTarget.Latest));
  return messages;
}

function isTranslation(node: ts.Node): node is ts.CallExpression {
  return (
    ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && node.expression.name.text === 't'
  );
}

function literalArgument(call: ts.CallExpression): string {
  const [message] = call.arguments;
  assert.ok(
    message !== undefined && ts.isStringLiteralLike(message),
    'A message has to be a literal to be translated.',
  );
  return message.text;
}

function readObject(file: string): Readonly<Record<string, unknown>> {
  const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
  assert.ok(typeof value === 'object' && value !== null);
  return { ...value };
}

describe('what the client says', () => {
  it('is all in the bundle that translations start from', () => {
    const expected = Object.fromEntries(messagesInCode().map((message) => [message, message]));
    if (process.env['TEMPER_UPDATE'] === '1') writeFileSync(bundleFile, `${JSON.stringify(expected, undefined, 2)}\n`);
    assert.deepEqual(readObject(bundleFile), expected);
  });
});

describe('what the manifest says', () => {
  const manifest = readFileSync(path.join(root, 'package.json'), 'utf8');
  const used = [...manifest.matchAll(/"%([^"%]+)%"/g)].map((match) => match[1] ?? '');

  it('has a text for every key, and no text without one', () => {
    assert.deepEqual(Object.keys(readObject(path.join(root, 'package.nls.json'))).sort(), [...new Set(used)].sort());
  });
});
