import { ts } from '../engine/syntax.ts';
import { isFunctionNode, memberName, unwrap } from './nodes.ts';
import type { Binding } from './bindings.ts';
import { scopesOf } from './scopes.ts';

/** Calls that are there to tell people something: `toast({ … })`, `Alert.alert(…)`, `setError(…)`, `showMessage(…)`. */
const notices =
  /^(?:toast|alert|notify|snackbar|enqueueSnackbar|set\w*Errors?|(?:show|add|push)\w*(?:Error|Toast|Alert|Notification|Snackbar|Message))$/i;

/**
 * Whether a catch told somebody before it throws on what it caught: by a call that takes the error or words made of it,
 * or by a notice. A log line tells nobody.
 */
export function isTold(caught: Binding, thrown: ts.ThrowStatement): boolean {
  const clause = clauseAround(thrown);
  if (clause === undefined) return false;
  const uses = new Set([...caught.references, ...wordsMadeOf(caught, clause)]);
  return tellings(clause.block, thrown).some(
    (call) => isNotice(call) || setsFailed(call) || call.arguments.some((each) => holds(each, uses)),
  );
}

function clauseAround(node: ts.Node): ts.CatchClause | undefined {
  for (let current = node.parent; current && !isFunctionNode(current); current = current.parent) {
    if (ts.isCatchClause(current)) return current;
  }
  return undefined;
}

/** References to `const message = error.message`. */
function wordsMadeOf(caught: Binding, { block }: ts.CatchClause): readonly ts.Identifier[] {
  const scopes = scopesOf(block.getSourceFile());
  const uses = new Set(caught.references);
  return block.statements.filter(ts.isVariableStatement).flatMap(({ declarationList }) =>
    declarationList.declarations.flatMap(({ name, initializer }) => {
      if (!ts.isIdentifier(name) || initializer === undefined || !holds(initializer, uses)) return [];
      return scopes.bindingOf(name)?.references ?? [];
    }),
  );
}

/** Statements that only call something, before the throw. */
function tellings(block: ts.Block, { pos }: ts.ThrowStatement): readonly ts.CallExpression[] {
  const calls: ts.CallExpression[] = [];
  const visit = (node: ts.Node): void => {
    if (node.pos >= pos || isFunctionNode(node)) return;
    if (ts.isExpressionStatement(node)) {
      const call = unwrap(node.expression);
      if (ts.isCallExpression(call) && !isLog(call)) calls.push(call);
      return;
    }
    ts.forEachChild(node, visit);
  };
  visit(block);
  return calls;
}

/** `console.error(…)`, `this.logger.warn(…)`. */
function isLog({ expression }: ts.CallExpression): boolean {
  const callee = unwrap(expression);
  const owner = ts.isPropertyAccessExpression(callee) ? unwrap(callee.expression) : callee;
  return /^(?:console|.*log(?:ger)?)$/i.test(ts.isIdentifier(owner) ? owner.text : (memberName(owner) ?? ''));
}

function isNotice({ expression }: ts.CallExpression): boolean {
  const callee = unwrap(expression);
  if (ts.isIdentifier(callee)) return notices.test(callee.text);
  if (!ts.isPropertyAccessExpression(callee)) return false;
  const owner = unwrap(callee.expression);
  return (
    notices.test(callee.name.text) || notices.test(ts.isIdentifier(owner) ? owner.text : (memberName(owner) ?? ''))
  );
}

/** `setStatus('error')`: what the page shows of it. */
function setsFailed({ expression, arguments: [state] }: ts.CallExpression): boolean {
  const callee = unwrap(expression);
  const name = ts.isIdentifier(callee) ? callee.text : (memberName(callee) ?? '');
  return (
    /^set\w*(?:Status|State|Phase|Stage)$/.test(name) &&
    state !== undefined &&
    ts.isStringLiteralLike(state) &&
    /^(?:error|fail)/i.test(state.text)
  );
}

function holds(node: ts.Node, uses: ReadonlySet<ts.Identifier>): boolean {
  if (ts.isIdentifier(node) && uses.has(node)) return true;
  return ts.forEachChild(node, (child) => holds(child, uses) || undefined) ?? false;
}
