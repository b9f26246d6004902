import { ts } from '../../engine/syntax.ts';
import { enclosingFunction, type FunctionNode, unwrap } from '../../semantics/nodes.ts';
import { scopesOf } from '../../semantics/scopes.ts';
import { quoted } from '../style.ts';

/**
 * How a handler turns a request away by what it throws, where whoever catches it makes an answer of that:
 * `throw new AppError('Invalid request', 400)`.
 *
 * @param at where the statement is to stand
 */
export function thrownRefusal(handler: FunctionNode, at: ts.Node, words: string): string | undefined {
  const around = tryAround(at, handler);
  if (around?.catchClause && !passesOn.test(around.catchClause.block.getText())) return undefined;
  return refusalsThrown(handler)
    .filter((each) => tryAround(each, handler) === around && standsAt(each, at))
    .map((each) => reworded(each, words))
    .find((each) => each !== undefined);
}

/** Hands the error to whoever answers for all, or asks it for its status. */
const passesOn = /\bnext\(\s*\w+\s*\)|\.(?:status|statusCode|httpStatus)\b(?!\s*\()|\bthrow\b/;

type Thrown = ts.NewExpression | ts.CallExpression;

/** Those of 400 first. */
function refusalsThrown(handler: FunctionNode): readonly Thrown[] {
  const found: Thrown[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isThrowStatement(node) && enclosingFunction(node) === handler) {
      const thrown = unwrap(node.expression);
      if (ts.isNewExpression(thrown) || ts.isCallExpression(thrown)) found.push(thrown);
    }
    ts.forEachChild(node, visit);
  };
  if (handler.body) visit(handler.body);
  const is400 = (each: Thrown): boolean => (each.arguments ?? []).some((given) => given.getText() === '400');
  return [...found.filter(is400), ...found.filter((each) => !is400(each))];
}

const ofClient = /^(?:BadRequest|Validation|InvalidInput|InvalidRequest)(?:Error|Exception)$/;
const isCode = /^[A-Z]+(?:_[A-Z]+)+$/;

/** With other words, the status 400, and for a code in capitals one that says as much; undefined for whatever else is thrown. */
function reworded(thrown: Thrown, words: string): string | undefined {
  const tree = thrown.getSourceFile();
  const given = [...(thrown.arguments ?? [])].map(unwrap);
  const statuses = given.filter((each) => ts.isNumericLiteral(each) && /^4\d\d$/.test(each.text));
  const isNamedSo = given.length === 1 && ofClient.test(thrown.expression.getText());
  if (statuses.length !== 1 && !isNamedSo) return undefined;
  let isTold = false;
  const parts: string[] = [];
  for (const each of given) {
    if (ts.isNumericLiteral(each)) parts.push('400');
    else if (!ts.isStringLiteralLike(each) && !ts.isTemplateExpression(each)) return undefined;
    else if (!isTold) {
      isTold = true;
      parts.push(quoted(tree, words));
      // What codes there are is told by a type where there are types.
    } else if (isCode.test(each.getText().slice(1, -1)) && /\.[cm]?jsx?$/.test(tree.fileName)) {
      parts.push(quoted(tree, 'INVALID_REQUEST'));
    } else return undefined;
  }
  const made = ts.isNewExpression(thrown) ? 'new ' : '';
  return isTold ? `throw ${made}${thrown.expression.getText()}(${parts.join(', ')})` : undefined;
}

/** The innermost `try` of the function whose `catch` gets what is thrown there. */
function tryAround(node: ts.Node, handler: FunctionNode): ts.TryStatement | undefined {
  for (let each = node; each !== handler && !ts.isSourceFile(each); each = each.parent) {
    const { parent } = each;
    if (ts.isTryStatement(parent) && parent.tryBlock === each && parent.catchClause) return parent;
  }
  return undefined;
}

/** Whether the name of what is thrown means the same there. */
function standsAt({ expression }: Thrown, at: ts.Node): boolean {
  if (!ts.isIdentifier(expression)) return false;
  const scopes = scopesOf(expression.getSourceFile());
  const binding = scopes.bindingOf(expression);
  return binding !== undefined && scopes.lookup(expression.text, at) === binding;
}
