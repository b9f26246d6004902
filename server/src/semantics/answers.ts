import { ts } from '../engine/syntax.ts';
import { type Answer, ownAnswer, parameterOf } from './answer-forms.ts';
import { statusOf } from './answer-status.ts';
import type { CalleeQuestions } from './callees.ts';
import { type FunctionNode, isFunctionNode, unwrap } from './nodes.ts';

export interface AnswerQuestions {
  /** Undefined for everything that answers nobody. */
  answerOf(node: ts.Node): Answer | undefined;
  /** Those below a node, functions inside left out, in source order. */
  answersIn(node: ts.Node): readonly Answer[];
}

/** A function that answers is short; a longer one does more than that. */
const maxHelperLength = 3_000;

/** Helpers that call helpers: an answer lies no deeper. Without an end, every call asked about would have all below it searched. */
const maxHops = 2;

export function createAnswers(callees: CalleeQuestions): AnswerQuestions {
  const remembered = new Map<ts.CallExpression, Answer | undefined>();
  /** A function says the same to all who call it; looked at with fewer hops left it may say less. */
  const ofFunctions = Array.from({ length: maxHops }, () => new Map<FunctionNode, Answer | undefined>());

  function answerOf(node: ts.Node): Answer | undefined {
    if (!ts.isCallExpression(node)) return ownAnswer(node);
    if (!remembered.has(node)) remembered.set(node, answerOfCall(node, maxHops));
    return remembered.get(node);
  }

  const answerOfCall = (call: ts.CallExpression, hops: number): Answer | undefined =>
    ownAnswer(call) ?? (hops === 0 ? undefined : throughHelper(call, hops - 1));

  /** `fail(res, 'Not found', 404)`: what the function answers, with the arguments in place of its parameters. */
  function throughHelper(call: ts.CallExpression, hops: number): Answer | undefined {
    const [fn, ...others] = callees.bySyntax(call).functions;
    const answer = fn && others.length === 0 && isShort(fn) ? answerIn(fn, hops) : undefined;
    return fn && answer && withArguments(answer, fn, call);
  }

  function answerIn(fn: FunctionNode, hops: number): Answer | undefined {
    const known = ofFunctions[hops];
    if (fn.body === undefined || known?.has(fn) === true) return known?.get(fn);
    const answers = answersBelow(fn.body, hops);
    const answer = answers.length === 1 ? answers[0] : undefined;
    known?.set(fn, answer);
    return answer;
  }

  function answersBelow(node: ts.Node, hops: number): readonly Answer[] {
    const found: Answer[] = [];
    const visit = (each: ts.Node): void => {
      if (each !== node && isFunctionNode(each)) return;
      const answer = ts.isCallExpression(each) ? answerOfCall(each, hops) : ownAnswer(each);
      if (answer) found.push(answer);
      else ts.forEachChild(each, visit);
    };
    visit(node);
    return found;
  }

  return { answerOf, answersIn: (node) => answersBelow(node, maxHops) };
}

const isShort = (fn: FunctionNode): boolean => fn.end - fn.pos <= maxHelperLength;

function withArguments(answer: Answer, fn: FunctionNode, call: ts.CallExpression): Answer {
  const argumentFor = (name: ts.Identifier): ts.Expression | undefined => {
    const parameter = parameterOf(name);
    if (parameter === undefined || parameter.parent !== fn) return undefined;
    return call.arguments[fn.parameters.indexOf(parameter)] ?? parameter.initializer;
  };
  const { statusNode } = answer;
  const given = statusNode && ts.isIdentifier(unwrap(statusNode)) ? parameterIn(statusNode, argumentFor) : undefined;
  const contents = answer.contents.flatMap((content) => argumentsIn(content, argumentFor));
  return {
    node: call,
    status: given ? statusOf(given) : answer.status,
    statusNode: given && call.arguments.includes(given) ? given : undefined,
    contents,
    by: 'helper',
  };
}

function parameterIn(node: ts.Expression, argumentFor: (name: ts.Identifier) => ts.Expression | undefined) {
  const name = unwrap(node);
  return ts.isIdentifier(name) ? argumentFor(name) : undefined;
}

/** The arguments that a helper puts into what it sends. */
function argumentsIn(
  content: ts.Expression,
  argumentFor: (name: ts.Identifier) => ts.Expression | undefined,
): readonly ts.Expression[] {
  const found: ts.Expression[] = [];
  const visit = (node: ts.Node): void => {
    const given = ts.isIdentifier(node) ? argumentFor(node) : undefined;
    if (given && !found.includes(given)) found.push(given);
    ts.forEachChild(node, visit);
  };
  visit(content);
  return found;
}
