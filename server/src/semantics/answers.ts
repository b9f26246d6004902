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

export function createAnswers(callees: CalleeQuestions): AnswerQuestions {
  const remembered = new Map<ts.CallExpression, Answer | undefined>();
  /** A function says the same to all who call it. */
  const ofFunctions = new Map<FunctionNode, Answer | undefined>();

  const answerOf = (node: ts.Node): Answer | undefined =>
    ownAnswer(node) ?? (ts.isCallExpression(node) ? throughHelper(node) : undefined);

  /** `fail(res, 'Not found', 404)`: what the function answers, with the arguments in place of its parameters. */
  function throughHelper(call: ts.CallExpression): Answer | undefined {
    if (remembered.has(call)) return remembered.get(call);
    remembered.set(call, undefined);
    const [fn, ...others] = callees.bySyntax(call).functions;
    const answer = fn && others.length === 0 && isShort(fn) ? answerIn(fn) : undefined;
    const given = fn && answer && withArguments(answer, fn, call);
    remembered.set(call, given);
    return given;
  }

  function answerIn(fn: FunctionNode): Answer | undefined {
    if (ofFunctions.has(fn)) return ofFunctions.get(fn);
    const answers = fn.body === undefined ? [] : answersIn(fn.body);
    const answer = answers.length === 1 ? answers[0] : undefined;
    ofFunctions.set(fn, answer);
    return answer;
  }

  function answersIn(node: ts.Node): readonly Answer[] {
    const found: Answer[] = [];
    const visit = (each: ts.Node): void => {
      if (each !== node && isFunctionNode(each)) return;
      const answer = answerOf(each);
      if (answer) found.push(answer);
      else ts.forEachChild(each, visit);
    };
    visit(node);
    return found;
  }

  return { answerOf, answersIn };
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
