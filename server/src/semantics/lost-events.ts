import { ts } from '../engine/syntax.ts';
import type { Answer } from './answer-forms.ts';
import { caughtErrorOf } from './caught-errors.ts';
import { isChosen } from './chosen-errors.ts';
import { isSuccess } from './claimed-success.ts';
import { explanationsIn } from './explained.ts';
import { isSaidOnPurpose } from './forgiveness.ts';
import { enclosingFunction, isFunctionNode, unwrap } from './nodes.ts';
import { scopesOf } from './scopes.ts';
import type { Semantics } from './semantics.ts';
import { webhookWaitingFor } from './webhook-callees.ts';
import {
  handsOn,
  holdsWork,
  isErrorOfWrite,
  isOnlyRecord,
  keepsEvent,
  keepsFailure,
  leaves,
  onlyLogs,
  onlyLogsAndLeaves,
  worksBeside,
} from './webhook-work.ts';
import { type Webhook, webhookAround } from './webhooks.ts';

/** A failure in a webhook of which its sender is not told, so that it sends the event no more. */
export interface LostEvent {
  readonly webhook: Webhook;
  /** What the sender hears all the same. */
  readonly answer: Answer;
  /**
   * `answered`: the failure itself is answered so. `goes-on`: the code goes on to that answer. `acknowledged`: the answer went
   * out before the work began. `helper`: the failure ends in a function that the webhook waits for.
   */
  readonly how: 'answered' | 'goes-on' | 'acknowledged' | 'helper';
  /** The log line is one of warning or less: whoever wrote it holds the failure for a small one. */
  readonly isMinor: boolean;
}

export function lostInCatch(clause: ts.CatchClause, semantics: Semantics): LostEvent | undefined {
  const webhook = webhookAround(clause);
  if (isMeant(clause.block) || isMeantAround(clause)) return undefined;
  if (webhook === undefined) return onlyLogsAndLeaves(clause.block) ? lostInHelper(clause, semantics) : undefined;
  const answers = semantics.answers.answersIn(clause.block);
  const first = answers.find((answer) => isSuccess(answer) && !isChosen(answer.node, clause));
  // Which events are worth another attempt has been thought about.
  if (first && answers.some(isFailure)) return undefined;
  if (first) return { webhook, answer: first, how: 'answered', isMinor: false };
  return answers.length === 0 ? afterOrBefore(clause, webhook, semantics) : undefined;
}

const isFailure = ({ status }: Answer): boolean => status !== undefined && status >= 500;

/** The answer of success beside a catch which only logs, where the `try` holds the event's work. */
function afterOrBefore(clause: ts.CatchClause, webhook: Webhook, semantics: Semantics): LostEvent | undefined {
  const { block, parent } = clause;
  const { fn, provider } = webhook;
  if (enclosingFunction(clause) !== fn || fn.body === undefined || leaves(block) || keepsEvent(block)) return undefined;
  if (keepsFailure(clause) || !holdsWork(parent.tryBlock, fn)) return undefined;
  const answers = semantics.answers.answersIn(fn.body);
  const later = answers.filter(({ node }) => node.pos >= parent.end);
  const success = later.find(isSuccess);
  if (success) return { webhook, answer: success, how: 'goes-on', isMinor: onlyWarns(block) };
  if (later.length > 0 || isInsideOfTry(parent)) return undefined;
  const earlier = provider?.retries === true ? answers.findLast((answer) => isSentBefore(answer, parent)) : undefined;
  return earlier && isSuccess(earlier) ? { webhook, answer: earlier, how: 'acknowledged', isMinor: true } : undefined;
}

/** A part of the work that another `try` holds. */
function isInsideOfTry(statement: ts.TryStatement): boolean {
  let current: ts.Node = statement.parent;
  while (!ts.isSourceFile(current) && !isFunctionNode(current) && !ts.isTryStatement(current)) current = current.parent;
  return ts.isTryStatement(current);
}

/** `res.sendStatus(200);` further up, under no condition. */
function isSentBefore({ node, by }: Answer, before: ts.Node): boolean {
  const statement = node.parent;
  if (by !== 'object' || node.end > before.pos || !ts.isExpressionStatement(statement)) return false;
  for (let current = before; !ts.isSourceFile(current); current = current.parent) {
    if (current.parent === statement.parent) return true;
  }
  return false;
}

function lostInHelper(clause: ts.CatchClause, semantics: Semantics): LostEvent | undefined {
  const fn = enclosingFunction(clause);
  if (fn === undefined || handsOn(clause.block) || !holdsWork(clause.parent.tryBlock, fn)) return undefined;
  const lost = behindHelper(clause.block, semantics);
  return lost && isOnlyRecord(clause.parent.tryBlock) && worksBeside(lost.webhook.fn) ? undefined : lost;
}

/** What the webhook answers once the function in which a node lies has come back. */
function behindHelper(block: ts.Block, { answers }: Semantics): LostEvent | undefined {
  const helper = webhookWaitingFor(block);
  const { body } = helper?.webhook.fn ?? {};
  if (helper === undefined || body === undefined || isForgiven(block)) return undefined;
  const answer = answers.answersIn(body).find((each) => each.node.pos >= helper.call.end && isSuccess(each));
  return answer && { webhook: helper.webhook, answer, how: 'helper', isMinor: onlyWarns(block) };
}

export function lostInIf(statement: ts.IfStatement, semantics: Semantics): LostEvent | undefined {
  const { thenStatement } = statement;
  const name = unwrap(statement.expression);
  if (!ts.isIdentifier(name) || (ts.isBlock(thenStatement) && isMeant(thenStatement))) return undefined;
  const webhook = webhookAround(statement);
  const isAnswered = webhook !== undefined && isErrorOfOther(name, semantics);
  const answered = isAnswered ? answerInside(thenStatement, statement, semantics) : undefined;
  if (webhook && answered) return { webhook, answer: answered, how: 'answered', isMinor: false };
  if (!ts.isBlock(thenStatement) || !isErrorOfWrite(name) || isAskedAgain(name, statement)) return undefined;
  if (webhook === undefined)
    return onlyLogsAndLeaves(thenStatement) ? behindHelper(thenStatement, semantics) : undefined;
  if (!onlyLogs(thenStatement) || isForgiven(thenStatement)) return undefined;
  if (enclosingFunction(statement) !== webhook.fn || webhook.fn.body === undefined) return undefined;
  const later = semantics.answers.answersIn(webhook.fn.body).filter(({ node }) => node.pos >= statement.end);
  const success = later.find(isSuccess);
  if (success === undefined) return undefined;
  return { webhook, answer: success, how: 'goes-on', isMinor: onlyWarns(thenStatement) };
}

const answerInside = (node: ts.Node, within: ts.Node, { answers }: Semantics): Answer | undefined =>
  answers.answersIn(node).find((answer) => isSuccess(answer) && !isChosen(answer.node, within));

/** A word on the failure in a comment or the log says that the event can do without. */
const isForgiven = ({ parent, statements }: ts.Block): boolean =>
  isSaidOnPurpose(ts.isCatchClause(parent) ? parent.parent : parent, statements);

const onlyWarns = (block: ts.Block): boolean => !/\.(?:error|fatal|captureException)\s*\(/.test(block.getText());

/** The error of a database or of a callback. */
function isErrorOfOther(name: ts.Identifier, { callees }: Semantics): boolean {
  const origin = caughtErrorOf(name, callees)?.origin;
  return origin === 'result' || origin === 'callback';
}

/** Behind the `if` the code may still tell. */
const isAskedAgain = (name: ts.Identifier, { end }: ts.IfStatement): boolean =>
  scopesOf(name.getSourceFile())
    .bindingOf(name)
    ?.references.some((reference) => reference.pos >= end) ?? false;

/** The `catch` of a `try` around it has the reason, for the handler as a whole. */
function isMeantAround({ parent: statement }: ts.CatchClause): boolean {
  for (
    let current: ts.Node = statement;
    !ts.isSourceFile(current) && !isFunctionNode(current);
    current = current.parent
  ) {
    const { parent } = current;
    if (
      ts.isTryStatement(parent) &&
      parent.tryBlock === current &&
      parent.catchClause &&
      isMeant(parent.catchClause.block)
    )
      return true;
  }
  return false;
}

/** A comment gives a reason. To keep the sender from sending again is none: that is what loses the event, unless it is kept. */
function isMeant(block: ts.Block): boolean {
  const reasons = explanationsIn(block);
  return (
    reasons.some((reason) => !/\bre-?(?:try|tries|trying|send|sends|sending|deliver\w*)\b/i.test(reason)) ||
    (reasons.length > 0 && keepsEvent(block))
  );
}
