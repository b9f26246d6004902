import type { Snapshot } from '../engine/snapshot.ts';
import { ts } from '../engine/syntax.ts';
import type { Tri } from '../types/oracle.ts';
import type { CalleeQuestions, CallNode } from './callees.ts';
import type { Fact } from './libraries/model.ts';
import {
  type FunctionNode,
  isAsync,
  isFunctionExpression,
  isGenerator,
  memberName,
  returnedExpressions,
  unwrap,
} from './nodes.ts';
import { type Binding, scopesOf } from './scopes.ts';
import type { ValueQuestions } from './values.ts';

/** `maybe`: on some paths. `unknown`: neither syntax, library models nor types can tell. */
export type Thenable = 'yes' | 'maybe' | 'no' | 'unknown';

export interface ThenableQuestions {
  /** Whether the value is a promise, or a lazy query that acts as one once it is awaited. */
  isThenable(expression: ts.Expression): Thenable;
  /** Whether the value is an array with promises in it. */
  isThenableArray(expression: ts.Expression): Thenable;
  /** Whether a call of the function gives a promise. */
  returnsThenable(fn: FunctionNode): Thenable;
}

const chained = new Set(['then', 'catch', 'finally']);
const promiseStatics = new Set(['all', 'allSettled', 'any', 'race', 'resolve', 'reject', 'try']);
const mapping = new Set(['map', 'flatMap']);

const ofTri = (tri: Tri | undefined): Thenable => (tri === 'always' ? 'yes' : tri === undefined ? 'unknown' : tri);

/** What holds when the value is one of several. */
export function either(answers: readonly Thenable[]): Thenable {
  if (answers.length === 0) return 'no';
  if (answers.every((answer) => answer === 'yes')) return 'yes';
  if (answers.some((answer) => answer === 'yes' || answer === 'maybe')) return 'maybe';
  return answers.includes('unknown') ? 'unknown' : 'no';
}

const firstKnown = (answer: Thenable, next: () => Thenable): Thenable => (answer === 'unknown' ? next() : answer);

/** `Promise` itself, unless the file shadows it; also as a member of `window` or `globalThis`. */
export function isGlobalPromise(node: ts.Expression): boolean {
  const expression = unwrap(node);
  if (ts.isPropertyAccessExpression(expression)) {
    const owner = expression.expression;
    return (
      expression.name.text === 'Promise' &&
      ts.isIdentifier(owner) &&
      /^(globalThis|window|self|global)$/.test(owner.text)
    );
  }
  if (!ts.isIdentifier(expression) || expression.text !== 'Promise') return false;
  return scopesOf(expression.getSourceFile()).bindingOf(expression) === undefined;
}

/** The name of a static method of the global Promise that the call calls. */
export function promiseStatic(call: ts.CallExpression): string | undefined {
  const callee = unwrap(call.expression);
  const name = memberName(callee);
  if (name === undefined || !promiseStatics.has(name)) return undefined;
  return isGlobalPromise((callee as ts.PropertyAccessExpression).expression) ? name : undefined;
}

/** `p.then(…)`, `p.catch(…)`, `p.finally(…)`: the method and what it is called on. */
export function chainCall(
  node: ts.Expression,
): { method: string; receiver: ts.Expression; call: ts.CallExpression } | undefined {
  if (!ts.isCallExpression(node)) return undefined;
  const callee = unwrap(node.expression);
  const method = memberName(callee);
  if (method === undefined || !chained.has(method)) return undefined;
  return { method, receiver: (callee as ts.PropertyAccessExpression).expression, call: node };
}

export function createThenables(
  snapshot: Snapshot,
  values: ValueQuestions,
  callees: CalleeQuestions,
): ThenableQuestions {
  const ofExpressions = new Map<ts.Node, Thenable>();
  /** An arrow is no promise, though a call of it may give one. */
  const ofCalls = new Map<ts.Node, Thenable>();

  function remembered(key: ts.Node, decide: () => Thenable, memo = ofExpressions): Thenable {
    const known = memo.get(key);
    if (known !== undefined) return known;
    memo.set(key, 'unknown');
    const answer = decide();
    memo.set(key, answer);
    return answer;
  }

  const oracleOf = (node: ts.Node) => snapshot.oracle(node.getSourceFile().fileName);

  function byType(node: ts.Expression): Thenable {
    const typed = ofTri(oracleOf(node)?.isPromise(node));
    const isPromise = typed === 'yes' || typed === 'maybe';
    return isPromise && ts.isCallExpression(node) && callees.of(node).facts.some((fact) => isOfAnother(fact, node))
      ? 'no'
      : typed;
  }

  const isThenable = (expression: ts.Expression): Thenable => {
    const node = unwrap(expression);
    // A cast says what the type is, so the outermost one is asked.
    if (node !== expression) return remembered(expression, () => firstKnown(byType(expression), () => bySyntax(node)));
    return remembered(node, () => firstKnown(bySyntax(node), () => byType(node)));
  };

  function bySyntax(node: ts.Expression): Thenable {
    if (ts.isCallExpression(node)) return ofCall(node);
    if (ts.isTaggedTemplateExpression(node)) return ofCallees(node);
    if (ts.isNewExpression(node)) return isGlobalPromise(node.expression) ? 'yes' : 'unknown';
    if (ts.isConditionalExpression(node)) return either([isThenable(node.whenTrue), isThenable(node.whenFalse)]);
    if (ts.isBinaryExpression(node)) return ofBinary(node);
    if (isPlainValue(node)) return 'no';
    if (ts.isIdentifier(node)) return ofIdentifier(node);
    return 'unknown';
  }

  function ofBinary(node: ts.BinaryExpression): Thenable {
    switch (node.operatorToken.kind) {
      case ts.SyntaxKind.CommaToken:
      case ts.SyntaxKind.EqualsToken:
        return isThenable(node.right);
      case ts.SyntaxKind.AmpersandAmpersandToken:
      case ts.SyntaxKind.BarBarToken:
      case ts.SyntaxKind.QuestionQuestionToken: {
        const right = isThenable(node.right);
        return right === 'no' || right === 'unknown' ? right : 'maybe';
      }
      default:
        return 'no';
    }
  }

  /** What has no type of its own and can be written again is left to types. */
  function ofIdentifier(node: ts.Identifier): Thenable {
    const binding = scopesOf(node.getSourceFile()).bindingOf(node);
    const declaration = binding?.declarations[0];
    if (declaration === undefined || !(ts.isVariableDeclaration(declaration) || ts.isParameter(declaration)))
      return 'unknown';
    if (declaration.type !== undefined) return ofTypeNode(declaration.type);
    if (binding === undefined || !isWrittenOnce(binding) || declaration.initializer === undefined) return 'unknown';
    const initial = isThenable(declaration.initializer);
    // A parameter's default is not all that it may hold.
    return initial === 'yes' || (initial === 'no' && binding.kind === 'const') ? initial : 'unknown';
  }

  function ofCall(node: ts.CallExpression): Thenable {
    if (node.expression.kind === ts.SyntaxKind.ImportKeyword) return 'yes';
    if (promiseStatic(node) !== undefined) return 'yes';
    const chain = chainCall(node);
    if (chain) return ofChain(chain);
    return ofCallees(node);
  }

  function ofChain({ method, receiver, call }: NonNullable<ReturnType<typeof chainCall>>): Thenable {
    const of = isThenable(receiver);
    if (of !== 'unknown') return of;
    const typed = byType(call);
    if (typed !== 'unknown') return typed;
    const handler = call.arguments[0];
    const looksLikeOne = method !== 'catch' && handler !== undefined && isHandlerLike(handler);
    return looksLikeOne && isDeclared(receiver) && !isIgnorable(receiver) ? 'yes' : 'unknown';
  }

  /** `cy.get('x').then(…)`: a chain that only looks like a promise. */
  function isIgnorable(receiver: ts.Expression): boolean {
    return ts.isCallExpression(receiver) && callees.bySyntax(receiver).facts.some((fact) => 'ignorable' in fact);
  }

  function ofCallees(call: CallNode): Thenable {
    const { functions, facts } = callees.bySyntax(call);
    const answers = [...functions.map(returnsThenable), ...facts.flatMap((fact) => ofFact(fact, call))];
    const answer = answers.length === 0 ? 'unknown' : either(answers);
    return answer === 'yes' || answer === 'no' ? optional(call, answer) : 'unknown';
  }

  const optional = (call: CallNode, answer: Thenable): Thenable =>
    answer === 'yes' && ts.isOptionalChain(call) ? 'maybe' : answer;

  const returnsThenable = (fn: FunctionNode): Thenable => remembered(fn, () => ofFunction(fn), ofCalls);

  function ofFunction(fn: FunctionNode): Thenable {
    if (isGenerator(fn)) return 'no';
    if (isAsync(fn)) return 'yes';
    if (ts.isConstructorDeclaration(fn) || ts.isSetAccessorDeclaration(fn)) return 'no';
    const declared = fn.type ? ofTypeNode(fn.type) : 'unknown';
    if (declared !== 'unknown' || (fn.type && fn.body === undefined)) return declared;
    const returned = returnedExpressions(fn);
    // What type arguments make of a declared type is dear to find out, and what is written there is plain at times.
    if (fn.type) return returned.length > 0 && returned.every(isPlainlyNoPromise) ? 'no' : 'unknown';
    const answers = returned.map(isThenable);
    return either(answers);
  }

  /** Only what is plain from the words of the annotation. */
  function ofTypeNode(type: ts.TypeNode): Thenable {
    if (ts.isTypeReferenceNode(type) && ts.isIdentifier(type.typeName)) {
      return type.typeName.text === 'Promise' && type.typeArguments ? 'yes' : 'unknown';
    }
    if (ts.isUnionTypeNode(type)) return either(type.types.map(ofTypeNode));
    return plainTypes.has(type.kind) || ts.isLiteralTypeNode(type) || ts.isArrayTypeNode(type) ? 'no' : 'unknown';
  }

  const isThenableArray = (expression: ts.Expression): Thenable => {
    const node = unwrap(expression);
    if (ts.isArrayLiteralExpression(node)) {
      const held = node.elements.map((element) =>
        ts.isSpreadElement(element) ? isThenableArray(element.expression) : isThenable(element),
      );
      if (held.some((answer) => answer === 'yes' || answer === 'maybe')) return 'yes';
    }
    if (ts.isCallExpression(node) && mapping.has(memberName(unwrap(node.expression)) ?? '')) {
      const callback = node.arguments[0];
      const mapped = callback ? functionsOf(callback).map(returnsThenable) : [];
      if (mapped.includes('yes')) return 'yes';
    }
    return mayBeArray(node) ? ofTri(oracleOf(node)?.isThenableArray(expression)) : 'no';
  };

  const functionsOf = (callback: ts.Expression): readonly FunctionNode[] =>
    values.of(callback).flatMap((value) => (value.kind === 'function' ? [value.node] : []));

  return { isThenable, isThenableArray, returnsThenable };
}

function ofFact(fact: Fact, call: CallNode): readonly Thenable[] {
  if (isOfAnother(fact, call)) return ['no'];
  if ('unless' in fact && hasCallback(call)) return ['unknown'];
  return 'rejects' in fact || ('lazy' in fact && fact.lazy === 'then') ? ['yes'] : [];
}

/** The library's function takes no argument, so that it is not the one that is called. */
const isOfAnother = (fact: Fact, call: CallNode): boolean =>
  'unless' in fact && fact.unless === 'argument' && ts.isCallExpression(call) && call.arguments.length > 0;

/** A `const`, or a parameter that keeps what its caller or its default gave it. */
const isWrittenOnce = ({ kind, writes }: Binding): boolean =>
  kind === 'const' || (kind === 'parameter' && writes.length === 0);

/** `(user) => …`, or the name of a function. */
const isHandlerLike = (argument: ts.Expression): boolean =>
  isFunctionExpression(argument) || ts.isIdentifier(unwrap(argument));

/** A chain on a name that nobody declares says nothing. */
function isDeclared(receiver: ts.Expression): boolean {
  let root = unwrap(receiver);
  while (ts.isPropertyAccessExpression(root) || ts.isElementAccessExpression(root) || ts.isCallExpression(root)) {
    root = unwrap(root.expression);
  }
  return !ts.isIdentifier(root) || scopesOf(root.getSourceFile()).bindingOf(root) !== undefined;
}

/** Given a callback, functions of the older Node style answer through it and return no promise. */
export function hasCallback(call: CallNode): boolean {
  const last = ts.isCallExpression(call) ? call.arguments.at(-1) : undefined;
  return last !== undefined && isFunctionExpression(unwrap(last));
}

const plainTypes: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.VoidKeyword,
  ts.SyntaxKind.StringKeyword,
  ts.SyntaxKind.NumberKeyword,
  ts.SyntaxKind.BooleanKeyword,
  ts.SyntaxKind.BigIntKeyword,
  ts.SyntaxKind.SymbolKeyword,
  ts.SyntaxKind.UndefinedKeyword,
  ts.SyntaxKind.NeverKeyword,
  ts.SyntaxKind.TypePredicate,
]);

/** Tells without a question to values or types that an expression gives no promise: `order.state === 'open' && !order.paid`. */
export function isPlainlyNoPromise(expression: ts.Expression): boolean {
  const node = unwrap(expression);
  if (ts.isConditionalExpression(node)) return isPlainlyNoPromise(node.whenTrue) && isPlainlyNoPromise(node.whenFalse);
  if (!ts.isBinaryExpression(node)) return isPlainValue(node);
  switch (node.operatorToken.kind) {
    case ts.SyntaxKind.CommaToken:
    case ts.SyntaxKind.EqualsToken:
    case ts.SyntaxKind.AmpersandAmpersandToken:
      return isPlainlyNoPromise(node.right);
    case ts.SyntaxKind.BarBarToken:
    case ts.SyntaxKind.QuestionQuestionToken:
      return isPlainlyNoPromise(node.left) && isPlainlyNoPromise(node.right);
    case ts.SyntaxKind.AmpersandAmpersandEqualsToken:
    case ts.SyntaxKind.BarBarEqualsToken:
    case ts.SyntaxKind.QuestionQuestionEqualsToken:
      return false;
    default:
      return true;
  }
}

function isPlainValue(node: ts.Expression): boolean {
  return (
    ts.isLiteralExpression(node) ||
    ts.isTemplateExpression(node) ||
    isFunctionExpression(node) ||
    ts.isClassExpression(node) ||
    ts.isObjectLiteralExpression(node) ||
    ts.isArrayLiteralExpression(node) ||
    ts.isPrefixUnaryExpression(node) ||
    ts.isPostfixUnaryExpression(node) ||
    ts.isAwaitExpression(node) ||
    ts.isVoidExpression(node) ||
    ts.isTypeOfExpression(node) ||
    ts.isDeleteExpression(node) ||
    node.kind === ts.SyntaxKind.TrueKeyword ||
    node.kind === ts.SyntaxKind.FalseKeyword ||
    node.kind === ts.SyntaxKind.NullKeyword
  );
}

/** An expression statement that is none of these can hold no array worth a question to the types. */
function mayBeArray(node: ts.Expression): boolean {
  return (
    ts.isCallExpression(node) ||
    ts.isIdentifier(node) ||
    ts.isPropertyAccessExpression(node) ||
    ts.isElementAccessExpression(node) ||
    ts.isAwaitExpression(node)
  );
}
