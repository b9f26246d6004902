import { ts } from '../engine/syntax.ts';
import { type CaughtWork, workIn, workOfPromise } from './caught-work.ts';
import { isFunctionExpression, isFunctionNode, memberName, unwrap } from './nodes.ts';
import { scopesOf } from './scopes.ts';

/** An error thrown in place of another one, of which nothing is left. */
export interface LostCause {
  readonly thrown: ts.NewExpression;
  readonly statement: ts.ThrowStatement;
  /** What failed. */
  readonly work: CaughtWork;
}

export function lostInCatch({ block, variableDeclaration, parent }: ts.CatchClause): LostCause | undefined {
  const replacement = replacementIn(block);
  if (replacement === undefined || isUsed(variableDeclaration?.name)) return undefined;
  return lost(replacement, workIn(parent.tryBlock));
}

/** `.catch(() => { throw new Error('…'); })` */
export function lostInHandler(call: ts.CallExpression): LostCause | undefined {
  if (!ts.isPropertyAccessExpression(call.expression) || call.expression.name.text !== 'catch') return undefined;
  const [handler] = call.arguments;
  if (handler === undefined || !isFunctionExpression(handler) || !ts.isBlock(handler.body)) return undefined;
  const replacement = replacementIn(handler.body);
  if (replacement === undefined || isUsed(handler.parameters[0]?.name)) return undefined;
  return lost(replacement, workOfPromise(call.expression.expression));
}

function lost(
  replacement: Pick<LostCause, 'thrown' | 'statement'>,
  work: CaughtWork | undefined,
): LostCause | undefined {
  return work && !isCheck(work.call) ? { ...replacement, work } : undefined;
}

/** What is there to say yes or no: `verifyIdToken(…)`. */
function isCheck(call: ts.Expression): boolean {
  const callee = ts.isCallExpression(call) ? unwrap(call.expression) : call;
  const name = ts.isIdentifier(callee) ? callee.text : (memberName(callee) ?? '');
  return /^(?:verify|validate|authenticate|assert|check|decode|parse)/.test(name);
}

/** Looked at, logged or handed on: the reason is known to somebody. */
const isUsed = (name: ts.BindingName | undefined): boolean =>
  name !== undefined &&
  (!ts.isIdentifier(name) || (scopesOf(name.getSourceFile()).bindingOf(name)?.references.length ?? 0) > 0);

/** The only throw of a block, which every way through it comes to. */
function replacementIn(block: ts.Block): Pick<LostCause, 'thrown' | 'statement'> | undefined {
  const last = block.statements.at(-1);
  if (last === undefined || !ts.isThrowStatement(last) || hasOtherExit(block, last)) return undefined;
  const thrown = unwrap(last.expression);
  return ts.isNewExpression(thrown) && !saysAll(thrown) ? { thrown, statement: last } : undefined;
}

function hasOtherExit(node: ts.Node, except: ts.Node): boolean {
  if (node === except || isFunctionNode(node)) return false;
  if (ts.isThrowStatement(node) || ts.isReturnStatement(node)) return true;
  return ts.forEachChild(node, (child) => hasOtherExit(child, except) || undefined) ?? false;
}

const complete =
  /unauthori[sz]ed|unauthenticated|unsupported|forbidden|invalid|expired|malformed|bad[ _]request|not[ _](?:found|\w{0,12} ?(?:authenticated|authori[sz]ed|allowed|signed in|logged in|supported|installed|available|accessible|valid))|n't (?:\w{1,12} )?(?:exist|available|accessible)|not exist|must be|no longer|cancel?led|aborted|timed? ?out|validat|verif|authenticat/i;
const completeClass =
  /(?:Unauthori[sz]ed|Forbidden|NotFound|Invalid|Validation|Conflict|Timeout|Abort|Cancel|BadRequest|Response)/;

/** The new error names the reason itself, so that the old one adds nothing; a list of causes holds them. */
function saysAll({ expression, arguments: given }: ts.NewExpression): boolean {
  const callee = unwrap(expression);
  const name = ts.isIdentifier(callee) ? callee.text : (memberName(callee) ?? '');
  return (
    completeClass.test(name) ||
    name === 'AggregateError' ||
    (given?.some((each) => complete.test(each.getText())) ?? false)
  );
}
