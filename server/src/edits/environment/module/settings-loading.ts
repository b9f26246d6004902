import type { Snapshot } from '../../../engine/snapshot.ts';
import { ts } from '../../../engine/syntax.ts';
import type { Platform } from '../../../semantics/environment.ts';
import { isRunByHand } from '../../../semantics/timeouts.ts';

const loads = /\bdotenv\b|\bloadEnvFile\s*\(/;

/**
 * What reads the settings file, for a module that may be the first to be loaded: as the program does it now. Undefined where
 * the program does so in a way that cannot be repeated elsewhere.
 */
export function settingsLoading(
  folder: string,
  platform: Platform | undefined,
  isCommonJs: boolean,
  snapshot: Snapshot,
): readonly string[] | undefined {
  if (platform === undefined || platform.isLoaded) return [];
  const found = new Set<string>();
  for (const file of snapshot.codeBelow(folder)) {
    if (!isOfProgram(file, snapshot)) continue;
    const tree = loads.test(snapshot.text(file) ?? '') ? snapshot.tree(file) : undefined;
    for (const way of tree === undefined ? [] : waysIn(tree)) found.add(way);
  }
  const [way, ...others] = found;
  if (way === undefined) return [];
  return others.length > 0 ? undefined : loadingLines(way, isCommonJs);
}

/** Scripts may read other settings. */
function isOfProgram(file: string, snapshot: Snapshot): boolean {
  const { fileClass, runtime } = snapshot.factsOf(file);
  const path = file.slice((snapshot.rootOf(file) ?? '').length);
  return fileClass === 'source' && !/^(?:cli|build|test|browser)$/.test(runtime) && !isRunByHand(path);
}

/** `usual`, `dotenv:'.env.local'`, `node:'.env'`, or `other`. */
function waysIn(tree: ts.SourceFile): readonly string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteral(node) && node.text === 'dotenv/config') found.push('usual');
    if (ts.isCallExpression(node)) found.push(...wayOf(node));
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

function wayOf({ expression, arguments: given }: ts.CallExpression): readonly string[] {
  const callee = expression.getText();
  const [argument] = given;
  if (/(?:^|\.)loadEnvFile$/.test(callee)) {
    if (argument === undefined) return ['node:'];
    return ts.isStringLiteral(argument) ? [`node:${argument.text}`] : ['other'];
  }
  if (!/^(?:dotenv\w*\.|require\(['"]dotenv['"]\)\.)?config(?:Dotenv)?$/i.test(callee)) return [];
  if (callee === 'config' && !/\bdotenv\b/.test(expression.getSourceFile().text)) return [];
  if (argument === undefined) return ['usual'];
  const path = pathIn(argument);
  return path === undefined ? ['other'] : [path === '.env' ? 'usual' : `dotenv:${path}`];
}

/** `{ path: '.env.local' }` */
function pathIn(argument: ts.Expression): string | undefined {
  if (!ts.isObjectLiteralExpression(argument)) return undefined;
  let path: string | undefined = '.env';
  for (const property of argument.properties) {
    const name = property.name?.getText();
    const value = ts.isPropertyAssignment(property) ? property.initializer : undefined;
    if (name === 'quiet' || name === 'debug') continue;
    if (name !== 'path' || value === undefined || !ts.isStringLiteral(value)) return undefined;
    path = value.text;
  }
  return path;
}

function loadingLines(way: string, isCommonJs: boolean): readonly string[] | undefined {
  if (way === 'other') return undefined;
  if (way === 'usual') return [isCommonJs ? "require('dotenv/config');" : "import 'dotenv/config';"];
  const [by, path = ''] = way.split(':', 2);
  if (by === 'node') return [`process.loadEnvFile(${path === '' ? '' : `'${path}'`});`];
  return isCommonJs
    ? [`require('dotenv').config({ path: '${path}' });`]
    : ["import { config } from 'dotenv';", '', `config({ path: '${path}' });`];
}
