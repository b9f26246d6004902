import type { TextEdit } from '../../../shared/src/finding.ts';
import { ts } from '../engine/syntax.ts';
import { moduleFactsOf } from '../semantics/modules.ts';
import { propertyNameText, unwrap } from '../semantics/nodes.ts';
import { scopesOf } from '../semantics/scopes.ts';
import type { Flow } from '../semantics/taint/flows.ts';
import { importedFromPackage } from './imports.ts';
import { quoted, styleOf } from './style.ts';

/** A command line that no shell is needed for: a program and what it is given. */
export interface PlainCommand {
  readonly call: ts.CallExpression;
  readonly program: string;
  readonly args: readonly Word[];
}

/** One argument: texts, and the values between them. */
type Word = readonly (string | ts.Expression)[];

const withoutShell: ReadonlyMap<string, string> = new Map([
  ['exec', 'execFile'],
  ['execSync', 'execFileSync'],
]);

/**
 * The command that a flow gets into, where it is given to `exec` or `execSync` in place and a shell reads nothing out of it
 * but words. Undefined for pipes, globs, redirects, variables and whatever else has no form without a shell, for what a shell does
 * itself, and for programs that are scripts on Windows, which only a shell starts there.
 */
export function plainCommandOf({ given, sink }: Flow): PlainCommand | undefined {
  const { node: call } = sink;
  if (!ts.isCallExpression(call) || call.arguments[0] !== given || !ts.isExpression(given)) return undefined;
  if (!withoutShell.has(calledName(call) ?? '') || !call.arguments.slice(1).every(isPlainOption)) return undefined;
  const words = commandWords(given);
  return words && { call, ...words };
}

/** The program and its arguments in the text of a command line; undefined where a shell would do more than to split it. */
export function commandWords(text: ts.Expression): Omit<PlainCommand, 'call'> | undefined {
  const pieces = piecesOf(text);
  const [first, ...args] = (pieces && wordsOf(pieces)) ?? [];
  const program = first?.length === 1 && typeof first[0] === 'string' ? first[0] : undefined;
  return program !== undefined && isProgram(program) ? { program, args } : undefined;
}

/** `exec(…)` becomes `execFile('convert', [file, 'out.png'])`, with its import. */
export function withoutShellEdits(command: PlainCommand): readonly TextEdit[] | undefined {
  const { call, program, args } = command;
  const tree = call.getSourceFile();
  const renamed = calleeEdits(call, tree);
  const [given] = call.arguments;
  if (renamed === undefined || given === undefined) return undefined;
  const list = args.map((word) => wordText(word, tree)).join(', ');
  const text = `${quoted(tree, program)}, [${list}]`;
  return [...renamed, { span: { start: given.getStart(tree), end: given.end }, text }];
}

const ownToShells = /^(?:alias|cd|eval|exit|export|set|source|ulimit|umask|unset)$/;
/** On Windows these are scripts. */
const scriptsOnWindows = /^(?:npm|npx|pnpm|pnpx|yarn|tsc|tsx|eslint|prettier|code)$|\.(?:cmd|bat)$/i;

const isProgram = (name: string): boolean =>
  name !== '' && !name.includes('=') && !ownToShells.test(name) && !scriptsOnWindows.test(name);

function calledName(call: ts.CallExpression): string | undefined {
  const callee = unwrap(call.expression);
  if (ts.isIdentifier(callee)) return callee.text;
  return ts.isPropertyAccessExpression(callee) && ts.isIdentifier(callee.expression) ? callee.name.text : undefined;
}

/** A callback, or options that ask for no shell of their own. */
function isPlainOption(argument: ts.Expression): boolean {
  if (ts.isObjectLiteralExpression(argument))
    return argument.properties.every(({ name }) => name !== undefined && propertyNameText(name) !== 'shell');
  return ts.isArrowFunction(argument) || ts.isFunctionExpression(argument);
}

/** The texts and values that a text is put together of. */
function piecesOf(expression: ts.Expression): Word | undefined {
  const node = unwrap(expression);
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isTemplateExpression(node))
    return [node.head.text, ...node.templateSpans.flatMap((span) => [span.expression, span.literal.text])];
  const isSum = ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken;
  if (!isSum) return [node];
  const left = piecesOf(node.left);
  const right = piecesOf(node.right);
  return left && right && [...left, ...right];
}

/** Characters that mean themselves to every shell. */
const plain = /[\w@+=:,./-]/;

/** The words that a shell makes of it; undefined where it would do more. */
function wordsOf(pieces: Word): readonly Word[] | undefined {
  const words: (string | ts.Expression)[][] = [];
  let word: (string | ts.Expression)[] | undefined;
  let quote: string | undefined;
  for (const piece of pieces) {
    if (typeof piece !== 'string') {
      if (word === undefined) words.push((word = []));
      word.push(piece);
      continue;
    }
    for (const character of piece) {
      if (quote === undefined && /\s/.test(character)) {
        word = undefined;
        continue;
      }
      if (word === undefined) words.push((word = []));
      if (character === quote) quote = undefined;
      else if (quote === undefined && (character === '"' || character === "'")) quote = character;
      else if (quote === undefined ? plain.test(character) : !/[$`\\]/.test(character)) append(word, character);
      else return undefined;
    }
  }
  return quote === undefined ? words : undefined;
}

function append(word: (string | ts.Expression)[], character: string): void {
  const last = word.at(-1);
  if (typeof last === 'string') word[word.length - 1] = last + character;
  else word.push(character);
}

function wordText(word: Word, tree: ts.SourceFile): string {
  const [only] = word;
  if (word.length > 1) {
    const parts = word.map((part) => (typeof part === 'string' ? part : `\${${part.getText(tree)}}`));
    return `\`${parts.join('')}\``;
  }
  if (only === undefined || typeof only === 'string') return quoted(tree, only ?? '');
  // A template takes anything, a list of arguments only texts.
  return styleOf(tree).isTypeScript ? `String(${only.getText(tree)})` : only.getText(tree);
}

/** Calls the other function; an import that nothing else uses becomes its. */
function calleeEdits(call: ts.CallExpression, tree: ts.SourceFile): readonly TextEdit[] | undefined {
  const callee = unwrap(call.expression);
  const name = withoutShell.get(calledName(call) ?? '');
  if (name === undefined) return undefined;
  if (ts.isPropertyAccessExpression(callee)) return [replaced(callee.name, name)];
  if (!ts.isIdentifier(callee)) return undefined;
  const binding = scopesOf(tree).bindingOf(callee);
  const imported = binding && moduleFactsOf(tree).imports.get(binding);
  if (binding === undefined || imported === undefined || imported.exported !== callee.text) return undefined;
  const [declaration] = binding.declarations;
  const isOnlyUse = binding.references.length === 1 && scopesOf(tree).lookup(name, tree) === undefined;
  const own = isOnlyUse && declaration ? nameIn(declaration) : undefined;
  if (own !== undefined) return [replaced(own, name), replaced(callee, name)];
  const other = importedFromPackage(tree, imported.specifier, name);
  return other && [...other.edits, replaced(callee, other.name)];
}

/** The one name of `import { exec }` and of `const { exec } = require(…)`. */
function nameIn(declaration: ts.Node): ts.Identifier | undefined {
  const isPlain =
    (ts.isImportSpecifier(declaration) || ts.isBindingElement(declaration)) && declaration.propertyName === undefined;
  return isPlain && ts.isIdentifier(declaration.name) ? declaration.name : undefined;
}

const replaced = (node: ts.Node, text: string): TextEdit => ({ span: { start: node.getStart(), end: node.end }, text });
