import { ts } from '../engine/syntax.ts';
import { scopesOf } from '../semantics/scopes.ts';
import { quoted } from './style.ts';

/** How this file tells of a failure; `name` is what a light bulb shows. */
export interface Logger {
  readonly name: string;
  /** The call, without a semicolon. */
  report(message: string, error: string): string;
}

/**
 * The logger that the file already uses for errors and that is in scope at the node, called as the file calls it;
 * `console.error` otherwise.
 */
export function loggerAt(node: ts.Node): Logger {
  const tree = node.getSourceFile();
  return usedLoggers(tree).find((logger) => isInScope(logger.receiver, node))?.logger ?? consoleLogger(tree);
}

const consoleLogger = (tree: ts.SourceFile): Logger => ({
  name: 'console.error',
  report: (message, error) => `console.error(${quoted(tree, `${message}:`)}, ${error})`,
});

interface UsedLogger {
  readonly receiver: ts.Expression;
  readonly logger: Logger;
}

const remembered = new WeakMap<ts.SourceFile, readonly UsedLogger[]>();

function usedLoggers(tree: ts.SourceFile): readonly UsedLogger[] {
  let used = remembered.get(tree);
  if (used === undefined) {
    used = findLoggers(tree);
    remembered.set(tree, used);
  }
  return used;
}

function findLoggers(tree: ts.SourceFile): readonly UsedLogger[] {
  if (!/\.error\(/.test(tree.text)) return [];
  const found: UsedLogger[] = [];
  const visit = (node: ts.Node): void => {
    const logger = ts.isCallExpression(node) ? asLogger(node, tree) : undefined;
    if (logger) found.push(logger);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

function asLogger(call: ts.CallExpression, tree: ts.SourceFile): UsedLogger | undefined {
  const callee = call.expression;
  if (!ts.isPropertyAccessExpression(callee) || callee.name.text !== 'error') return undefined;
  const receiver = callee.expression;
  const name = receiver.getText(tree);
  if (!/(^|[._])(log|logger|fastify\.log|app\.log)$/i.test(name) || name.includes('\n')) return undefined;
  const report = formOf(call, tree, name);
  return report && { receiver, logger: { name: `${name}.error`, report } };
}

/** The order of message and error that a call of the file shows; calls that show neither are no model to follow. */
function formOf(call: ts.CallExpression, tree: ts.SourceFile, name: string): Logger['report'] | undefined {
  const [first, second] = call.arguments;
  if (first === undefined || second === undefined || call.arguments.length !== 2) return undefined;
  if (isText(first) && isCaughtError(second)) {
    return (message, error) => `${name}.error(${quoted(tree, message)}, ${error})`;
  }
  if (isText(second) && isCaughtError(first)) {
    return (message, error) => `${name}.error(${error}, ${quoted(tree, message)})`;
  }
  const key = isText(second) ? errorKey(first) : undefined;
  if (key === undefined) return undefined;
  return (message, error) => `${name}.error({ ${key === error ? key : `${key}: ${error}`} }, ${quoted(tree, message)})`;
}

const isText = (node: ts.Expression): boolean => ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);

const isCaughtError = (node: ts.Expression): boolean =>
  ts.isIdentifier(node) && scopesOf(node.getSourceFile()).bindingOf(node)?.kind === 'catch';

function errorKey(node: ts.Expression): string | undefined {
  if (!ts.isObjectLiteralExpression(node) || node.properties.length !== 1) return undefined;
  const [property] = node.properties;
  if (property === undefined || property.name === undefined || !ts.isIdentifier(property.name)) return undefined;
  return /^(err|error)$/.test(property.name.text) ? property.name.text : undefined;
}

function isInScope(receiver: ts.Expression, node: ts.Node): boolean {
  let root = receiver;
  while (ts.isPropertyAccessExpression(root)) root = root.expression;
  if (root.kind === ts.SyntaxKind.ThisKeyword)
    return classAround(root) !== undefined && classAround(root) === classAround(node);
  if (!ts.isIdentifier(root)) return false;
  const scopes = scopesOf(node.getSourceFile());
  const binding = scopes.bindingOf(root);
  return binding !== undefined && scopes.lookup(root.text, node) === binding;
}

/** The class whose `this` a node sees. */
function classAround(node: ts.Node): ts.ClassLikeDeclaration | undefined {
  for (let current = node.parent; current; current = current.parent) {
    if (ts.isClassLike(current)) return current;
    if (ts.isFunctionDeclaration(current) || ts.isFunctionExpression(current)) return undefined;
  }
  return undefined;
}
