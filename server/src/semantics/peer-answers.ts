import { ts } from '../engine/syntax.ts';
import type { HeldName } from './answer-looks.ts';
import { beginningsOf, hostIn, isOwnMachine, isOwnService } from './addresses.ts';
import { isFunctionNode, memberName, returnedExpressions, unwrap } from './nodes.ts';
import { scopesOf } from './scopes.ts';
import type { Semantics } from './semantics.ts';
import { isModelAnswer } from './unguarded-parses.ts';

/** Data that somebody else has made: the JSON that a service answers with, or that a language model writes. */
export interface PeerAnswer {
  /** `response.json()`, `JSON.parse(text)`, `axios.get(url)` */
  readonly read: ts.CallExpression;
  /** The service's host; undefined for a model. */
  readonly host: string | undefined;
}

/** Where a value was taken out of such an answer. */
export interface AnswerPart {
  readonly answer: PeerAnswer;
  /** What was read of it on the way: `temp` of `data.main.temp`; a place in a list is `[]`. */
  readonly members: readonly string[];
  /** The names that hold the answer, or a part of it, on the way. */
  readonly names: readonly HeldName[];
  /** The call in the file of the value that gives it, where another file asks. */
  readonly via: ts.CallExpression | undefined;
}

/** Steps within functions; a call of one costs several. */
const maxDepth = 24;
const stepsOfCall = 6;
/** What gives a list of what a list holds, or one of it. */
const listing = /^(?:filter|slice|sort|reverse|concat|flat|find|at|pop|shift|toSorted|toReversed|values)$/;
const perElement = /^(?:map|flatMap|forEach|filter|find|some|every|reduce)$/;

/** The answer that an expression is, or was read from, by syntax and through functions of the project. */
export function answerPart(expression: ts.Expression, semantics: Semantics, depth = 0): AnswerPart | undefined {
  const node = unwrap(expression);
  if (depth > maxDepth) return undefined;
  if (ts.isAwaitExpression(node)) return answerPart(node.expression, semantics, depth + 1);
  if (ts.isIdentifier(node)) return partOfName(node, semantics, depth);
  if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) {
    const part = answerPart(node.expression, semantics, depth + 1);
    return part && { ...part, members: [...part.members, memberName(node) ?? '[]'] };
  }
  return ts.isCallExpression(node) ? partOfCall(node, semantics, depth) : undefined;
}

function partOfCall(call: ts.CallExpression, semantics: Semantics, depth: number): AnswerPart | undefined {
  const answer = answerOf(call, semantics);
  if (answer !== undefined) return { answer, members: [], names: [], via: undefined };
  const callee = unwrap(call.expression);
  const method = ts.isPropertyAccessExpression(callee) ? callee.name.text : undefined;
  if (method !== undefined && ts.isPropertyAccessExpression(callee)) {
    if (listing.test(method)) return answerPart(callee.expression, semantics, depth + 1);
    if (method === 'then' && call.arguments[0] !== undefined) return partOfThen(call, semantics, depth);
  }
  return throughFunction(call, semantics, depth);
}

/** `fetch(url).then((response) => response.json())` */
function partOfThen(call: ts.CallExpression, semantics: Semantics, depth: number): AnswerPart | undefined {
  const [callback] = call.arguments;
  if (callback === undefined || !isFunctionNode(callback)) return undefined;
  return firstOf(returnedExpressions(callback), semantics, depth);
}

function throughFunction(call: ts.CallExpression, semantics: Semantics, depth: number): AnswerPart | undefined {
  if (depth + stepsOfCall > maxDepth) return undefined;
  const [fn, other] = semantics.callees.bySyntax(call).functions;
  if (fn === undefined || other !== undefined) return undefined;
  const part = firstOf(returnedExpressions(fn), semantics, depth + stepsOfCall);
  return part && { ...part, via: call };
}

function firstOf(given: readonly ts.Expression[], semantics: Semantics, depth: number): AnswerPart | undefined {
  for (const each of given) {
    const part = answerPart(each, semantics, depth + 1);
    if (part !== undefined) return part;
  }
  return undefined;
}

function partOfName(name: ts.Identifier, semantics: Semantics, depth: number): AnswerPart | undefined {
  const binding = scopesOf(name.getSourceFile()).bindingOf(name);
  const [declaration, other] = binding?.declarations ?? [];
  if (binding === undefined || declaration === undefined || other !== undefined) return undefined;
  const part = partOfDeclaration(declaration, binding.writes, semantics, depth + 1);
  return part && { ...part, names: [...part.names, { name, isPart: part.members.length > 0 }] };
}

function partOfDeclaration(
  declaration: ts.Node,
  writes: readonly ts.Identifier[],
  semantics: Semantics,
  depth: number,
): AnswerPart | undefined {
  if (ts.isBindingElement(declaration)) return partOfElement(declaration, semantics, depth);
  if (ts.isParameter(declaration)) return partOfParameter(declaration, semantics, depth);
  if (!ts.isVariableDeclaration(declaration)) return undefined;
  const [write, another] = writes;
  const list = declaration.parent;
  if (ts.isForOfStatement(list.parent)) return listed(answerPart(list.parent.expression, semantics, depth));
  if (write === undefined) return declaration.initializer && answerPart(declaration.initializer, semantics, depth);
  // `let data; try { data = await response.json(); } …`
  const assignment = write.parent;
  const isOnly = another === undefined && ts.isBinaryExpression(assignment) && assignment.left === write;
  const isEmpty =
    declaration.initializer === undefined || /^(?:null|undefined)$/.test(declaration.initializer.getText());
  return isOnly && isEmpty ? answerPart(assignment.right, semantics, depth) : undefined;
}

const listed = (part: AnswerPart | undefined): AnswerPart | undefined =>
  part && { ...part, members: [...part.members, '[]'] };

/** `const { main } = data`; a default says what is taken where there is none. */
function partOfElement(element: ts.BindingElement, semantics: Semantics, depth: number): AnswerPart | undefined {
  if (element.initializer !== undefined || element.dotDotDotToken !== undefined) return undefined;
  const holder = element.parent.parent;
  const name = element.propertyName ?? element.name;
  const member = ts.isIdentifier(name) || ts.isStringLiteral(name) ? name.text : '[]';
  const part = partOfDeclaration(holder, [], semantics, depth + 1);
  return part && { ...part, members: [...part.members, member] };
}

/** `items.map((item) => …)` */
function partOfParameter(
  parameter: ts.ParameterDeclaration,
  semantics: Semantics,
  depth: number,
): AnswerPart | undefined {
  const fn = parameter.parent;
  const call = fn.parent;
  if (!isFunctionNode(fn) || fn.parameters[0] !== parameter || !ts.isCallExpression(call)) return undefined;
  if (call.arguments[0] !== fn || !ts.isPropertyAccessExpression(call.expression)) return undefined;
  const { name, expression } = call.expression;
  if (name.text === 'then') return answerPart(expression, semantics, depth + 1);
  return perElement.test(name.text) && name.text !== 'reduce'
    ? listed(answerPart(expression, semantics, depth + 1))
    : undefined;
}

const axiosVerb = /^axios(?:\.create\(\))?(?:\.(?:get|post|put|patch|request))?\(\)$/;

function answerOf(call: ts.CallExpression, semantics: Semantics): PeerAnswer | undefined {
  const callee = unwrap(call.expression);
  const [given] = call.arguments;
  if (callee.getText() === 'JSON.parse') {
    return given !== undefined && isModelAnswer(given) ? { read: call, host: undefined } : undefined;
  }
  if (ts.isPropertyAccessExpression(callee) && callee.name.text === 'json' && given === undefined) {
    const host = hostOfResponse(callee.expression, semantics, 0);
    return host === undefined ? undefined : { read: call, host };
  }
  if (given === undefined || !/\baxios\b|\.(?:get|post)$/.test(callee.getText())) return undefined;
  const { paths, functions } = semantics.callees.bySyntax(call);
  const isAxios = functions.length === 0 && paths.some((path) => axiosVerb.test(path));
  const host = isAxios ? foreignHost(given, semantics) : undefined;
  return host === undefined ? undefined : { read: call, host };
}

/** The host that a response comes from, where the code names one that is not its own. */
function hostOfResponse(response: ts.Expression, semantics: Semantics, depth: number): string | undefined {
  const node = unwrap(response);
  if (depth > 4) return undefined;
  if (ts.isAwaitExpression(node)) return hostOfResponse(node.expression, semantics, depth + 1);
  if (ts.isCallExpression(node)) {
    const [address] = node.arguments;
    return address !== undefined && /fetch/i.test(node.expression.getText())
      ? foreignHost(address, semantics)
      : undefined;
  }
  if (!ts.isIdentifier(node)) return undefined;
  const [declaration] = scopesOf(node.getSourceFile()).bindingOf(node)?.declarations ?? [];
  if (declaration === undefined) return undefined;
  if (ts.isVariableDeclaration(declaration)) {
    return declaration.initializer && hostOfResponse(declaration.initializer, semantics, depth + 1);
  }
  const fn = ts.isParameter(declaration) ? declaration.parent : undefined;
  const call = fn?.parent;
  const isThen = call !== undefined && ts.isCallExpression(call) && memberName(call.expression) === 'then';
  return isThen && ts.isPropertyAccessExpression(call.expression)
    ? hostOfResponse(call.expression.expression, semantics, depth + 1)
    : undefined;
}

function foreignHost(address: ts.Expression, { texts }: Semantics): string | undefined {
  if (isOwnService(address)) return undefined;
  const beginning = beginningsOf(address, texts).find((each) => hostIn(each) !== undefined);
  return beginning === undefined || isOwnMachine(beginning) ? undefined : hostIn(beginning);
}
