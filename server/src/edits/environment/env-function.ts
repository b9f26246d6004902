import { ts } from '../../engine/syntax.ts';
import { isEnvironment } from '../../semantics/environment.ts';
import { moduleFactsOf } from '../../semantics/module-facts.ts';
import { functionName, type FunctionNode, isAsync, isFunctionNode, memberName } from '../../semantics/nodes.ts';
import { scopesOf } from '../../semantics/scopes.ts';
import { quoted } from '../style.ts';
import type { EnvReader } from './env-reader.ts';

/** `requireEnv(name)` under whatever name: it throws, or ends the process, where the variable is missing. */
export function functionReader(tree: ts.SourceFile): EnvReader | undefined {
  for (const [exported, { kind, ...entry }] of moduleFactsOf(tree).named) {
    const node = kind === 'local' && 'node' in entry ? functionIn(entry.node) : undefined;
    if (node === undefined || !requiresVariable(node)) continue;
    return { exported, isSchema: false, expression: requireCall, edits: () => [] };
  }
  return undefined;
}

export const requireCall = (name: string, variable: string, user: ts.SourceFile): string =>
  `${name}(${quoted(user, variable)})`;

function functionIn(node: ts.Node): FunctionNode | undefined {
  if (isFunctionNode(node)) return node;
  if (ts.isIdentifier(node)) {
    const declaration = scopesOf(node.getSourceFile()).bindingOf(node)?.declarations[0];
    return declaration === undefined || declaration === node ? undefined : functionIn(declaration);
  }
  const initializer = ts.isVariableDeclaration(node) ? node.initializer : undefined;
  return initializer !== undefined && isFunctionNode(initializer) ? initializer : undefined;
}

/** The name by which a function of the file itself requires a variable, where it can be called at the node. */
export function ownReader(tree: ts.SourceFile, at: ts.Node): string | undefined {
  for (const { node } of scopesOf(tree).functions) {
    if (!isFunctionNode(node) || !requiresVariable(node) || holds(node, at)) continue;
    const name = functionName(node);
    const binding = name && scopesOf(tree).bindingOf(name);
    if (name === undefined || binding === undefined || scopesOf(tree).lookup(name.text, at) !== binding) continue;
    if (ts.isFunctionDeclaration(node) || node.end <= at.pos) return name.text;
  }
  return undefined;
}

const holds = (outer: ts.Node, inner: ts.Node): boolean => outer.pos <= inner.pos && inner.end <= outer.end;

function requiresVariable(fn: FunctionNode): boolean {
  const [parameter, ...others] = fn.parameters;
  if (parameter === undefined || !ts.isIdentifier(parameter.name) || fn.body === undefined || isAsync(fn)) return false;
  if (others.some(({ questionToken, initializer }) => questionToken === undefined && initializer === undefined)) {
    return false;
  }
  const name = parameter.name.text;
  let reads = false;
  let insists = false;
  const visit = (node: ts.Node): void => {
    if (isFunctionNode(node)) return;
    if (readsVariable(node, name)) reads = true;
    if (ts.isThrowStatement(node) || (ts.isCallExpression(node) && isProcessExit(node))) insists = true;
    ts.forEachChild(node, visit);
  };
  visit(fn.body);
  return reads && insists;
}

const isProcessExit = ({ expression }: ts.CallExpression): boolean =>
  /^(?:process|Deno)\.exit$/.test(expression.getText());

/** `process.env[name]` or `Deno.env.get(name)`. */
function readsVariable(node: ts.Node, name: string): boolean {
  if (ts.isElementAccessExpression(node)) {
    return isNamed(node.argumentExpression, name) && isEnvironment(node.expression);
  }
  if (!ts.isCallExpression(node) || memberName(node.expression) !== 'get') return false;
  return isNamed(node.arguments[0], name) && node.expression.getText() === 'Deno.env.get';
}

const isNamed = (node: ts.Node | undefined, name: string): boolean =>
  node !== undefined && ts.isIdentifier(node) && node.text === name;
