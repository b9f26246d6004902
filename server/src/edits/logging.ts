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
 * The logger that the file already uses and that is in scope at the node, told of an error as the file tells it;
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

/** What the calls of a logger show about how it wants to be told of an error, the most telling first. */
type Model = 'error' | 'other-level' | 'fields-first' | 'tagged' | 'text-first';
const models: readonly Model[] = ['error', 'other-level', 'fields-first', 'tagged', 'text-first'];
const levels = /^(?:error|warn|warning|info|fatal|debug|trace)$/;

function findLoggers(tree: ts.SourceFile): readonly UsedLogger[] {
  if (!/log(?:ger)?\.(?:error|warn|info|debug|fatal|trace)\(/i.test(tree.text)) return [];
  const found = new Map<Model, UsedLogger[]>();
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) {
      const shown = asLogger(node, tree);
      if (shown) found.set(shown.model, [...(found.get(shown.model) ?? []), shown.used]);
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return models.flatMap((model) => found.get(model) ?? []);
}

function asLogger(call: ts.CallExpression, tree: ts.SourceFile): { model: Model; used: UsedLogger } | undefined {
  const callee = call.expression;
  if (!ts.isPropertyAccessExpression(callee) || !levels.test(callee.name.text)) return undefined;
  const receiver = callee.expression;
  const name = receiver.getText(tree);
  if (!/(^|[._])(log|logger|fastify\.log|app\.log)$/i.test(name) || name.includes('\n')) return undefined;
  const withError = formOf(call, tree, name);
  const isError = callee.name.text === 'error';
  const tag = tagOf(call);
  const withoutError = tag ? 'tagged' : isError ? undefined : modelOf(call);
  const model = withError ? (isError ? 'error' : 'other-level') : withoutError;
  if (model === undefined) return undefined;
  const report = withError ?? reportBy(model, tag ? `${name}.error(${tag.getText(tree)}, ` : `${name}.error(`, tree);
  return { model, used: { receiver, logger: { name: `${name}.error`, report } } };
}

/** `logger.info('Sync', `${count} rows`)`: the part of the program, then what it says. */
function tagOf({ arguments: [first, second] }: ts.CallExpression): ts.StringLiteralLike | undefined {
  return first && second && ts.isStringLiteralLike(first) && isText(second) ? first : undefined;
}

function modelOf({ arguments: [first, second] }: ts.CallExpression): Model | undefined {
  if (first === undefined) return undefined;
  if (ts.isObjectLiteralExpression(first) && second && isText(second)) return 'fields-first';
  return isText(first) ? 'text-first' : undefined;
}

/** Where no call shows an error, `err` among the fields is what loggers with fields look for; plain text fits all others. */
function reportBy(model: Model, opening: string, tree: ts.SourceFile): Logger['report'] {
  if (model === 'fields-first') return (message, error) => `${opening}{ err: ${error} }, ${quoted(tree, message)})`;
  return (message, error) => `${opening}\`${message.replaceAll('`', "'")}: \${String(${error})}\`)`;
}

/**
 * The form of a call that the file shows: which argument is the message, and how the other holds the caught error, such
 * as `{ error: String(error) }`. Calls that show neither are no model to follow.
 */
function formOf(call: ts.CallExpression, tree: ts.SourceFile, name: string): Logger['report'] | undefined {
  const [first, second] = call.arguments;
  if (first === undefined || second === undefined || call.arguments.length !== 2) return undefined;
  const [text, detail] = isText(first) ? [first, second] : [second, first];
  const form = isText(text) ? errorForm(detail, tree) : undefined;
  if (form === undefined) return undefined;
  return (message, error) => {
    const parts = [quoted(tree, message), form(error)];
    return `${name}.error(${(text === first ? parts : parts.toReversed()).join(', ')})`;
  };
}

const isText = (node: ts.Expression): boolean => ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);

/** The expression with another name in place of the caught error; undefined when it needs anything else in scope. */
function errorForm(node: ts.Expression, tree: ts.SourceFile): ((error: string) => string) | undefined {
  const start = node.getStart(tree);
  const text = node.getText(tree);
  if (text.length > 60 || text.includes('\n')) return undefined;
  const scopes = scopesOf(tree);
  const caught: { readonly at: number; readonly length: number; readonly key: string }[] = [];
  let isClosed = true;
  const visit = (child: ts.Node): void => {
    if (ts.isPropertyAccessExpression(child) || ts.isElementAccessExpression(child)) isClosed = false;
    const binding = ts.isIdentifier(child) ? scopes.bindingOf(child) : undefined;
    if (binding?.kind === 'catch') {
      const key = ts.isShorthandPropertyAssignment(child.parent) ? `${binding.name}: ` : '';
      caught.push({ at: child.getStart(tree) - start, length: binding.name.length, key });
    } else if (binding !== undefined) isClosed = false;
    ts.forEachChild(child, visit);
  };
  visit(node);
  const [only] = caught;
  if (!isClosed || only === undefined || caught.length > 1) return undefined;
  return (error) => {
    const key = only.key === `${error}: ` ? '' : only.key;
    return `${text.slice(0, only.at)}${key}${error}${text.slice(only.at + only.length)}`;
  };
}

/** Whether the name that an expression such as `this.log` or `toast.error` begins with means the same at the node. */
export function isInScope(receiver: ts.Expression, node: ts.Node): boolean {
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
