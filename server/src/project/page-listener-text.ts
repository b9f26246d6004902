import { ts } from '../engine/syntax.ts';
import { parse } from './trees.ts';

export const pageEvent = 'unhandledrejection';

/** Words of what a page shows; a log, a report to a service and a look at the error tell the user nothing. */
const showing = /(?:alert|toast|notif|snackbar|gritter|dialog|modal|banner|overlay|showError|createElement)/i;

/** Whether a listener of the page shows its user every failure that nobody handles. */
export function showsRejectionsIn(file: string, text: string): boolean {
  const tree = parse(file, text);
  return nodesIn(tree).some((node) => {
    const listener = listenerOf(node);
    return listener !== undefined && shows(listener, tree);
  });
}

function nodesIn(root: ts.Node): readonly ts.Node[] {
  const nodes: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    nodes.push(node);
    ts.forEachChild(node, visit);
  };
  visit(root);
  return nodes;
}

/** `addEventListener('unhandledrejection', f)`, `window.onunhandledrejection = f`. */
function listenerOf(node: ts.Node): ts.Expression | undefined {
  if (ts.isBinaryExpression(node)) return lastNameOf(node.left) === `on${pageEvent}` ? node.right : undefined;
  if (!ts.isCallExpression(node) || lastNameOf(node.expression) !== 'addEventListener') return undefined;
  const [event, listener] = node.arguments;
  return event !== undefined && ts.isStringLiteralLike(event) && event.text === pageEvent ? listener : undefined;
}

function shows(listener: ts.Expression, tree: ts.SourceFile): boolean {
  const name = lastNameOf(listener);
  const body = name === undefined ? listener : functionNamed(name, tree);
  if (body === undefined) return false;
  return nodesIn(body).some((node) => ts.isCallExpression(node) && showing.test(node.expression.getText(tree)));
}

const lastNameOf = (node: ts.Expression): string | undefined =>
  ts.isIdentifier(node) ? node.text : ts.isPropertyAccessExpression(node) ? node.name.text : undefined;

/** Declared in the file, or given to a field of that name. */
function functionNamed(name: string, tree: ts.SourceFile): ts.Node | undefined {
  for (const node of nodesIn(tree)) {
    if ((ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node)) && node.name?.getText(tree) === name)
      return node.body;
    const isHolder = ts.isVariableDeclaration(node) || ts.isPropertyDeclaration(node);
    if (isHolder && node.name.getText(tree) === name && isFilled(node.initializer)) return node.initializer;
    const isAssigned =
      ts.isBinaryExpression(node) &&
      node.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
      lastNameOf(node.left) === name;
    if (isAssigned && isFilled(node.right)) return node.right;
  }
  return undefined;
}

/** Not `null`, as a field holds until its listener is made, nor another name. */
const isFilled = (value: ts.Expression | undefined): boolean =>
  value !== undefined && !ts.isIdentifier(value) && value.kind !== ts.SyntaxKind.NullKeyword;
