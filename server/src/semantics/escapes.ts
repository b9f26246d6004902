import { ts } from '../engine/syntax.ts';
import { isAskedFor } from './asked-files.ts';
import { callsBackAtOnce } from './callback-names.ts';
import type { CalleeQuestions, CallNode } from './callees.ts';
import { environmentOrigin } from './environment-reads.ts';
import { isLastGiven, type Literals, literalsGiven, truthGiven } from './given-literals.ts';
import type { Fact } from './libraries/model.ts';
import {
  calleeWords,
  type FunctionNode,
  isAsync,
  isFunctionExpression,
  isFunctionNode,
  isGenerator,
  memberName,
  unwrap,
} from './nodes.ts';
import { calleeText, heavier, isFull, type RejectionReason, stepAt, thrown, unseen } from './rejection-reasons.ts';
import { isRuledOut } from './ruled-out-throws.ts';
import { isMadeOnce } from './singletons.ts';
import { hasCallback, type ThenableQuestions } from './thenables.ts';
import type { ValueQuestions } from './value.ts';

export interface EscapeQuestions {
  /** What a call of the function throws, or what its promise rejects with; undefined when it does neither. */
  readonly escapeOf: (fn: FunctionNode) => RejectionReason | undefined;
  /** The same for one call, whose literal arguments may rule out what fails. */
  readonly escapeOfCall: (call: CallNode, fn: FunctionNode) => RejectionReason | undefined;
  /**
   * What a value that a function returns makes its promise reject with; `isDeclared` when the function says that it gives
   * a promise.
   */
  readonly escapeOfReturned: (expression: ts.Expression, isDeclared?: boolean) => RejectionReason | undefined;
}

interface Questions {
  readonly values: ValueQuestions;
  readonly callees: CalleeQuestions;
  readonly thenables: ThenableQuestions;
  /** Why a promise can reject; undefined when it cannot. */
  readonly reasonOf: (promise: ts.Expression) => RejectionReason | undefined;
}

const maxDepth = 60;

/**
 * What leaves a function as a throw or a rejection; of several things the one that weighs most, and of those the first.
 *
 * Recursion is a least fixed point: a function being worked out counts as harmless, and an answer that rests on one is
 * not kept unless it is a rejection of full weight, which no later answer can take back.
 */
export function createEscapes({ values, callees, thenables, reasonOf }: Questions): EscapeQuestions {
  const known = new Map<FunctionNode, RejectionReason | undefined>();
  const open = new Map<FunctionNode, number>();
  let restsOn = Infinity;
  /** What the call being looked at gives the function whose body is walked. */
  let assumed: Literals | undefined;

  function escapeOf(fn: FunctionNode): RejectionReason | undefined {
    if (known.has(fn)) return known.get(fn);
    const opened = open.get(fn);
    if (opened !== undefined) {
      restsOn = Math.min(restsOn, opened);
      return undefined;
    }
    const depth = open.size;
    if (depth >= maxDepth || fn.body === undefined) return undefined;
    const outer = restsOn;
    restsOn = Infinity;
    open.set(fn, depth);
    const reason = isGenerator(fn) ? undefined : escapeGiven(undefined, fn);
    open.delete(fn);
    const isWhole = restsOn >= depth;
    if (isFull(reason) || isWhole) known.set(fn, reason);
    restsOn = isWhole ? outer : Math.min(outer, restsOn);
    return reason;
  }

  function escapeOfCall(call: CallNode, fn: FunctionNode): RejectionReason | undefined {
    const reason = escapeOf(fn);
    // Within one such walk others are not begun, so that a call costs two walks at most.
    const isBegun = assumed !== undefined || open.has(fn);
    const literals = reason === undefined || isBegun ? undefined : literalsGiven(call, fn);
    return literals === undefined ? reason : escapeGiven(literals, fn);
  }

  function escapeGiven(literals: Literals | undefined, fn: FunctionNode): RejectionReason | undefined {
    const outer = assumed;
    assumed = literals;
    const reason = escapeOfBody(fn);
    assumed = outer;
    return reason;
  }

  function escapeOfBody(fn: FunctionNode): RejectionReason | undefined {
    const body = fn.body;
    if (body === undefined) return undefined;
    if (ts.isBlock(body)) return escape(body, fn);
    return heavier(escape(body, fn), () => (isAsync(fn) ? escapeOfReturned(body) : undefined));
  }

  function escape(node: ts.Node, fn: FunctionNode): RejectionReason | undefined {
    if (isFunctionNode(node) || ts.isClassLike(node) || ts.isTypeNode(node)) return undefined;
    if (ts.isTryStatement(node)) return escapeOfTry(node, fn);
    if (ts.isIfStatement(node) && assumed !== undefined) return escapeOfBranches(node, fn, assumed);
    if (ts.isThrowStatement(node))
      return isRuledOut(node) ? undefined : heavier(escape(node.expression, fn), () => thrown(node));
    return heavier(escapeOfChildren(node, fn), () => escapeOfItself(node, fn));
  }

  function escapeOfBranches(node: ts.IfStatement, fn: FunctionNode, literals: Literals): RejectionReason | undefined {
    const truth = truthGiven(node.expression, literals);
    if (truth === undefined) return escapeOfChildren(node, fn);
    return heavier(escape(node.expression, fn), () => {
      const taken = truth ? node.thenStatement : node.elseStatement;
      return taken && escape(taken, fn);
    });
  }

  function escapeOfChildren(node: ts.Node, fn: FunctionNode): RejectionReason | undefined {
    let found: RejectionReason | undefined;
    ts.forEachChild(node, (child) => {
      found = heavier(found, () => escape(child, fn));
      return isFull(found) || isLastGiven(child, assumed) ? true : undefined;
    });
    return found;
  }

  function escapeOfItself(node: ts.Node, fn: FunctionNode): RejectionReason | undefined {
    if (ts.isAwaitExpression(node)) return escapeOfAwait(node);
    if (ts.isForOfStatement(node) && node.awaitModifier)
      return stepAt(node.expression, 'the iteration can fail', unseen);
    if (ts.isReturnStatement(node) && node.expression && isAsync(fn)) return escapeOfReturned(node.expression);
    if (ts.isCallExpression(node) || ts.isNewExpression(node) || ts.isTaggedTemplateExpression(node))
      return thrownBy(node, fn);
    return undefined;
  }

  function escapeOfTry(node: ts.TryStatement, fn: FunctionNode): RejectionReason | undefined {
    const { tryBlock, catchClause, finallyBlock } = node;
    if (finallyBlock && leaves(finallyBlock)) return escape(finallyBlock, fn);
    const tried = catchClause ? returnedUncaught(tryBlock, fn) : escape(tryBlock, fn);
    const caught = heavier(tried, () => catchClause && escape(catchClause.block, fn));
    return heavier(caught, () => finallyBlock && escape(finallyBlock, fn));
  }

  /** `return p` in a try is not awaited there, so the catch beside it never sees the rejection. */
  function returnedUncaught(node: ts.Node, fn: FunctionNode): RejectionReason | undefined {
    if (!isAsync(fn) || isFunctionNode(node) || ts.isClassLike(node)) return undefined;
    if (ts.isReturnStatement(node)) return node.expression ? escapeOfReturned(node.expression) : undefined;
    return ts.forEachChild(node, (child) => returnedUncaught(child, fn));
  }

  function escapeOfReturned(expression: ts.Expression, isDeclared = false): RejectionReason | undefined {
    const answer = thenables.isThenable(expression);
    if (answer === 'no' || (answer === 'unknown' && !isDeclared)) return undefined;
    const reason = reasonOf(expression);
    return reason && stepAt(expression, `it returns \`${calleeWords(expression)}\``, reason);
  }

  function escapeOfAwait(node: ts.AwaitExpression): RejectionReason | undefined {
    const answer = thenables.isThenable(node.expression);
    if (answer === 'no' || (answer === 'unknown' && !isCall(unwrap(node.expression)))) return undefined;
    const reason = reasonOf(node.expression);
    if (reason === undefined || (isMereGuess(reason) && takesErrorByValue(node))) return undefined;
    return stepAt(node, `it awaits \`${calleeWords(node.expression)}\``, reason);
  }

  function thrownBy(call: CallNode, fn: FunctionNode): RejectionReason | undefined {
    const { functions, facts } = callees.of(call);
    for (const callee of !ts.isTaggedTemplateExpression(call) && isMadeOnce(call) ? [] : functions) {
      const reason = isAsync(callee) ? undefined : escapeOfCall(call, callee);
      if (reason) return stepAt(call, `it calls \`${calleeText(call)}\``, reason);
    }
    for (const fact of facts) {
      if ('throws' in fact && !isTrusted(call, fact))
        return stepAt(call, `\`${calleeText(call)}\` can throw`, { because: fact.because, steps: [], guess: 'guard' });
    }
    return ts.isCallExpression(call) ? thrownByCallback(call, fn) : undefined;
  }

  function isTrusted(call: CallNode, fact: Extract<Fact, { readonly throws: true }>): boolean {
    if (fact.unless === 'callback') return hasCallback(call);
    if (fact.unless === 'address' && isAddress(call)) return true;
    if (fact.unless === 'asked') return ts.isCallExpression(call) && isAskedFor(call);
    return fact.unless !== undefined && isOwnData(call);
  }

  /** What the program itself has stored comes back well formed. */
  function isOwnData(call: CallNode): boolean {
    if (ts.isTaggedTemplateExpression(call)) return false;
    const [argument, base] = call.arguments ?? [];
    if (argument && base && isPath(argument) && isOwnAddress(base)) return true;
    const given = argument ? values.of(argument) : [];
    return given.some((value) => value.kind === 'path' && values.factsOf(value.path).some((each) => 'ownData' in each));
  }

  function thrownByCallback(call: ts.CallExpression, fn: FunctionNode): RejectionReason | undefined {
    const callback = call.arguments[0];
    if (callback === undefined || !isFunctionExpression(callback) || isAsync(callback)) return undefined;
    if (!callsBackAtOnce(memberName(unwrap(call.expression)) ?? '')) return undefined;
    return callback.body ? escape(callback.body, isAsync(fn) ? callback : fn) : undefined;
  }

  return { escapeOf, escapeOfCall, escapeOfReturned };
}

/** `new URL(response.url())`, `new URL('/next', request.url)`: where it comes from, it was taken apart already. */
function isAddress(call: CallNode): boolean {
  const [given, base] = ts.isTaggedTemplateExpression(call) ? [] : (call.arguments ?? []);
  if (given === undefined || (base !== undefined && !ts.isStringLiteralLike(unwrap(given)))) return false;
  const node = unwrap(base ?? given);
  const name = ts.isCallExpression(node) ? memberName(unwrap(node.expression)) : memberName(node);
  // An address of the configuration that does not parse fails every time, and is seen at once.
  return name === 'url' || name === 'href' || environmentOrigin(node) !== undefined;
}

/** Awaiting a mere name of unknown type says nothing: many await what is no promise. */
const isCall = (node: ts.Expression): boolean =>
  ts.isCallExpression(node) || ts.isNewExpression(node) || ts.isTaggedTemplateExpression(node);

/** Nothing but a type or an unknown package speaks for the failure. */
const isMereGuess = ({ guess }: RejectionReason): boolean => guess === 'type' || guess === 'package';

/** `const [user, error] = await safely(load());`: whoever takes the error out of the value knows that it is told there. */
function takesErrorByValue({ parent }: ts.AwaitExpression): boolean {
  if (!ts.isVariableDeclaration(parent) || ts.isIdentifier(parent.name)) return false;
  return parent.name.elements.some((element) => {
    if (ts.isOmittedExpression(element)) return false;
    const part = element.propertyName ?? element.name;
    return ts.isIdentifier(part) && /^(?:err|error|\w+Err|\w+Error)$/.test(part.text);
  });
}

/** A path of the code's own, such as `'../img'`. */
function isPath(expression: ts.Expression): boolean {
  const node = unwrap(expression);
  return ts.isStringLiteralLike(node) && /^(?!\/\/)[\w./?#-]*$/.test(node.text);
}

/** `window.location.href`, `import.meta.url`. */
function isOwnAddress(expression: ts.Expression): boolean {
  const node = unwrap(expression);
  if (ts.isStringLiteralLike(node)) return true;
  return /^(?:(?:window|self|document|globalThis)\.)*location(?:\.href|\.origin)?$|^import\.meta\.url$/.test(
    node.getText(),
  );
}

/** A `finally` that returns swallows what was thrown before it. */
function leaves(block: ts.Block): boolean {
  return block.statements.some((statement) => ts.isReturnStatement(statement));
}
