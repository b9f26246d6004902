import type { Snapshot } from '../../../engine/snapshot.ts';
import { ts } from '../../../engine/syntax.ts';
import type { Platform } from '../../../semantics/environment.ts';
import { isRunByHand } from '../../../semantics/timeouts.ts';
import { folderOf, joined } from '../../../types/paths.ts';
import type { SideContext } from './side.ts';

/**
 * What reads the settings file, for a module that may be the first to be loaded: as the program does it now. Undefined where
 * the program does so in a way that cannot be repeated elsewhere.
 */
export function settingsLoading(
  { file, snapshot }: Pick<SideContext, 'file' | 'snapshot'>,
  platform: Platform | undefined,
  isCommonJs: boolean,
): readonly string[] | undefined {
  if (platform === undefined || platform.isLoaded) return [];
  const folder = folderOf(snapshot.packageOf(file)?.file ?? '');
  const found = new Map<string, readonly string[]>();
  for (const each of snapshot.settingsFiles?.(file) ?? []) {
    const tree = isOfProgram(each, snapshot) ? snapshot.tree(each) : undefined;
    const ways = tree === undefined ? [] : waysIn(tree, folder);
    if (ways.length > 0) found.set(ways.join('\n'), ways);
  }
  const [ways, ...others] = found.values();
  if (ways === undefined) return [];
  return others.length > 0 || ways.includes('other') ? undefined : loadingLines(ways, isCommonJs);
}

/** Scripts may read other settings. */
function isOfProgram(file: string, snapshot: Snapshot): boolean {
  const { fileClass, runtime } = snapshot.factsOf(file);
  const path = file.slice((snapshot.rootOf(file) ?? '').length);
  return fileClass === 'source' && !/^(?:cli|build|test|browser)$/.test(runtime) && !isRunByHand(path);
}

/** In the order of the text: `usual`, `dotenv:.env.local`, `node:.env`, or `other`. */
function waysIn(tree: ts.SourceFile, folder: string): readonly string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteral(node) && node.text === 'dotenv/config') found.push('usual');
    if (ts.isCallExpression(node)) found.push(...wayOf(node, folder));
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return [...new Set(found)];
}

function wayOf({ expression, arguments: given }: ts.CallExpression, folder: string): readonly string[] {
  const callee = expression.getText();
  const [argument] = given;
  if (/(?:^|\.)loadEnvFile$/.test(callee)) {
    if (argument === undefined) return ['node:'];
    const path = pathOf(argument, folder);
    return [path === undefined ? 'other' : `node:${path}`];
  }
  if (!/^(?:dotenv\w*\.|require\(['"]dotenv['"]\)\.)?config(?:Dotenv)?$/i.test(callee)) return [];
  if (callee === 'config' && !/\bdotenv\b/.test(expression.getSourceFile().text)) return [];
  if (argument === undefined) return ['usual'];
  const path = pathIn(argument, folder);
  return path === undefined ? ['other'] : [path === '.env' ? 'usual' : `dotenv:${path}`];
}

/** `{ path: '.env.local' }` */
function pathIn(argument: ts.Expression, folder: string): string | undefined {
  if (!ts.isObjectLiteralExpression(argument)) return undefined;
  let path: string | undefined = '.env';
  for (const property of argument.properties) {
    const name = property.name?.getText();
    const value = ts.isPropertyAssignment(property) ? property.initializer : undefined;
    if (name === 'quiet' || name === 'debug') continue;
    if (name !== 'path' || value === undefined) return undefined;
    path = pathOf(value, folder);
    if (path === undefined) return undefined;
  }
  return path;
}

/** `'.env.local'`, and `path.join(__dirname, '..', '.env.local')` where it lies in the program's folder, in which the program is started. */
function pathOf(value: ts.Expression, folder: string): string | undefined {
  if (ts.isStringLiteral(value)) return value.text;
  if (!ts.isCallExpression(value) || !/(?:^|\.)(?:join|resolve)$/.test(value.expression.getText())) return undefined;
  const [base, ...parts] = value.arguments;
  if (base === undefined || !/^(?:__dirname|import\.meta\.dirname)$/.test(base.getText())) return undefined;
  if (!parts.every(ts.isStringLiteral)) return undefined;
  const own = folderOf(value.getSourceFile().fileName);
  const full = joined(own, parts.map((part) => part.text).join('/'));
  return full.startsWith(`${folder}/`) ? full.slice(folder.length + 1) : undefined;
}

function loadingLines(ways: readonly string[], isCommonJs: boolean): readonly string[] {
  if (ways.length === 1 && ways[0] === 'usual')
    return [isCommonJs ? "require('dotenv/config');" : "import 'dotenv/config';"];
  const calls = ways.map((way) => callFor(way, isCommonJs));
  const needsImport = !isCommonJs && ways.some((way) => !way.startsWith('node:'));
  return needsImport ? ["import { config } from 'dotenv';", '', ...calls] : calls;
}

function callFor(way: string, isCommonJs: boolean): string {
  const [by, path = ''] = way.split(':', 2);
  const given = path === '' ? '' : `'${path}'`;
  if (by === 'node') return `process.loadEnvFile(${given});`;
  return `${isCommonJs ? "require('dotenv').config" : 'config'}(${given === '' ? '' : `{ path: ${given} }`});`;
}
