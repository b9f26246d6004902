import type { Snapshot } from '../engine/snapshot.ts';
import { ts } from '../engine/syntax.ts';
import type { Binding } from './bindings.ts';
import { enclosingFunction, memberName, unwrap } from './nodes.ts';
import { scopesOf } from './scopes.ts';
import type { Semantics } from './semantics.ts';
import { chainCall, promiseStatic } from './thenables.ts';

interface Questions {
  readonly snapshot: Snapshot;
  readonly semantics: Semantics;
}

/**
 * Whether a value that is tested for truth, or for being there at all, is a promise at all times. Many tests of promises
 * are meant: whether one was made yet, whether a record holds one. So whatever could be missing is left alone, and so is
 * a variable that the code knows to hold a promise.
 */
export function isTestedPromise(value: ts.Expression, questions: Questions): boolean {
  const node = unwrap(value);
  if (ts.isIdentifier(node)) return isTestedName(node, questions);
  if (ts.isPropertyAccessExpression(node)) return isTestedMember(node, questions);
  if (isMade(node)) return isMadePromise(value, node, questions);
  // `if ((order = findOrder(id)))`
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
    const made = unwrap(node.right);
    return isMade(made) && isMadePromise(node.right, made, questions);
  }
  return false;
}

/** Whether a value that is used as text, number, key or parts is a promise: there it is wrong in any case. */
export function isUsedPromise(value: ts.Expression, questions: Questions): boolean {
  const node = unwrap(value);
  if (ts.isIdentifier(node)) return isHeldPromise(node, questions);
  if (!isMade(node) || isPlainCall(node)) return false;
  // `new Promise<string>(…)` in JavaScript with Flow's types reads as two comparisons.
  if (ts.isNewExpression(node) && node.arguments === undefined) return false;
  const answer = questions.semantics.thenables.isThenable(value);
  return answer === 'yes' || (answer === 'maybe' && ts.isOptionalChain(node));
}

/** Most names can be told by their declaration to hold none, without a question to the types. */
function isHeldPromise(name: ts.Identifier, { semantics }: Questions): boolean {
  const [declaration] = scopesOf(name.getSourceFile()).bindingOf(name)?.declarations ?? [];
  if (declaration === undefined) return false;
  const mayHold = ts.isVariableDeclaration(declaration)
    ? declaration.type
      ? saysPromise(declaration.type)
      : declaration.initializer !== undefined && isMade(unwrap(declaration.initializer))
    : ts.isParameter(declaration) && declaration.type !== undefined && saysPromise(declaration.type);
  return mayHold && semantics.thenables.isThenable(name) === 'yes';
}

const saysPromise = (node: ts.Node): boolean => /\bPromise\b/.test(node.getText());

/** Methods of the language that never give a promise, and stand in conditions and texts more often than all others. */
const plainMethods: ReadonlySet<string> = new Set(
  (
    'charAt concat endsWith entries every filter findIndex flat getTime hasOwnProperty includes indexOf isArray isNaN ' +
    'join keys lastIndexOf localeCompare map max min now padEnd padStart pop push repeat replace replaceAll ' +
    'reverse round floor ceil slice some sort split startsWith substring test toFixed toISOString toLocaleDateString ' +
    'toLocaleString toLocaleTimeString toLocaleLowerCase toLowerCase toString toUpperCase trim trimEnd trimStart values'
  ).split(' '),
);

const isPlainCall = (node: Made): boolean =>
  ts.isCallExpression(node) &&
  ts.isPropertyAccessExpression(node.expression) &&
  plainMethods.has(node.expression.name.text);

type Made = ts.CallExpression | ts.NewExpression | ts.TaggedTemplateExpression;

/** A value that was not there before: made by a call. */
export const isMade = (node: ts.Expression): node is Made =>
  ts.isCallExpression(node) || ts.isNewExpression(node) || ts.isTaggedTemplateExpression(node);

function isMadePromise(value: ts.Expression, node: Made, questions: Questions): boolean {
  if (isPlainCall(node)) return false;
  const answer = questions.semantics.thenables.isThenable(value);
  if (answer === 'yes') return isKnownMaker(node, questions) || isNeverMissing(node, questions);
  // `boolean | Promise<boolean>` of a function of the project: on some paths the test says nothing.
  return answer === 'maybe' && !ts.isOptionalChain(node) && hasBody(node, questions) && isNeverMissing(node, questions);
}

/** Of which more is known than a type: without strict null checks a type says nothing about what may be missing. */
function isKnownMaker(node: Made, questions: Questions): boolean {
  if (ts.isNewExpression(node)) return true;
  if (ts.isCallExpression(node)) {
    if (node.expression.kind === ts.SyntaxKind.ImportKeyword || promiseStatic(node) !== undefined) return true;
    const chain = chainCall(node);
    if (chain) return isMade(unwrap(chain.receiver)) && isTestedPromise(chain.receiver, questions);
  }
  const { functions, facts } = questions.semantics.callees.bySyntax(node);
  return functions.length + facts.length > 0;
}

const hasBody = (node: Made, { semantics }: Questions): boolean =>
  semantics.callees.of(node).functions.some((fn) => fn.body !== undefined);

const isNeverMissing = (node: ts.Expression, { snapshot }: Questions): boolean =>
  snapshot.oracle(node.getSourceFile().fileName)?.nullish(node) === 'no';

function isTestedName(name: ts.Identifier, questions: Questions): boolean {
  const binding = scopesOf(name.getSourceFile()).bindingOf(name);
  if (binding === undefined || isKnownAsPromise(binding)) return false;
  const [declaration, ...others] = binding.declarations;
  if (declaration === undefined || others.length > 0) return false;
  if (ts.isVariableDeclaration(declaration)) return isTestedVariable(name, binding, declaration, questions);
  const isTyped = ts.isParameter(declaration)
    ? declaration.type !== undefined && saysPromise(declaration.type) && binding.writes.length === 0
    : binding.kind === 'import';
  return isTyped && isAlwaysByType(name, questions);
}

function isTestedVariable(
  name: ts.Identifier,
  { writes }: Binding,
  declaration: ts.VariableDeclaration,
  questions: Questions,
): boolean {
  const { type, initializer } = declaration;
  if (type && !saysPromise(type)) return false;
  if (initializer === undefined) return isAmbient(declaration) && isAlwaysByType(name, questions);
  // Taken out of a record or a list it may be missing, whatever its type says.
  if (type) return writes.length === 0 && isMade(unwrap(initializer)) && isAlwaysByType(name, questions);
  const values = [initializer, ...writes.map(writtenBy)];
  return values.every(
    (value) => value !== undefined && !ts.isIdentifier(unwrap(value)) && isTestedPromise(value, questions),
  );
}

/** `declare const ready: Promise<void>` has a value all the same. */
const isAmbient = (declaration: ts.VariableDeclaration): boolean =>
  (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Ambient) !== 0;

const writtenBy = (write: ts.Identifier): ts.Expression | undefined =>
  ts.isBinaryExpression(write.parent) && write.parent.operatorToken.kind === ts.SyntaxKind.EqualsToken
    ? write.parent.right
    : undefined;

function isAlwaysByType(node: ts.Expression, questions: Questions): boolean {
  const oracle = questions.snapshot.oracle(node.getSourceFile().fileName);
  return oracle?.isPromise(node) === 'always' && oracle.nullish(node) === 'no';
}

function isTestedMember(node: ts.PropertyAccessExpression, questions: Questions): boolean {
  if (!mentionsPromises(node.getSourceFile()) || !isAlwaysByType(node, questions)) return false;
  const members = questions.snapshot.oracle(node.getSourceFile().fileName)?.calleeOf(node.name) ?? 'unknown';
  // A member that nobody declares comes from an index signature.
  if (members === 'unknown') return false;
  return !mentions(node.getSourceFile()).some((other) => other.name.text === node.name.text && isSetOrHandled(other));
}

const mentioning = new WeakMap<ts.SourceFile, boolean>();

/** Members that hold promises stand in files that speak of promises; asking for the type of all others is dear. */
function mentionsPromises(tree: ts.SourceFile): boolean {
  let answer = mentioning.get(tree);
  if (answer === undefined) {
    answer = /\bPromise\b/.test(tree.text);
    mentioning.set(tree, answer);
  }
  return answer;
}

const mentioned = new WeakMap<ts.SourceFile, readonly ts.PropertyAccessExpression[]>();

function mentions(tree: ts.SourceFile): readonly ts.PropertyAccessExpression[] {
  let found = mentioned.get(tree);
  if (found === undefined) {
    const all: ts.PropertyAccessExpression[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isPropertyAccessExpression(node)) all.push(node);
      ts.forEachChild(node, visit);
    };
    visit(tree);
    found = all;
    mentioned.set(tree, found);
  }
  return found;
}

/** Written later than its object was made, taken away, or waited for: then a test asks whether it is there. */
function isSetOrHandled(member: ts.PropertyAccessExpression): boolean {
  const { parent } = member;
  if (ts.isDeleteExpression(parent)) return true;
  if (ts.isBinaryExpression(parent) && parent.left === member && isAssignment(parent.operatorToken.kind)) {
    const fn = enclosingFunction(member);
    return fn === undefined || !ts.isConstructorDeclaration(fn);
  }
  return isHandledAsPromise(member);
}

const isAssignment = (kind: ts.SyntaxKind): boolean =>
  kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;

/** Waited for somewhere, so that a test of the name can only ask whether there is a promise. */
export const isKnownAsPromise = (binding: Binding): boolean => binding.references.some(isHandledAsPromise);

function isHandledAsPromise(reference: ts.Expression): boolean {
  let node: ts.Expression = reference;
  while (isTransparent(node.parent) && node.parent.expression === node) node = node.parent;
  const { parent } = node;
  if (ts.isAwaitExpression(parent) || ts.isVoidExpression(parent)) return true;
  if (ts.isPropertyAccessExpression(parent)) return /^(then|catch|finally)$/.test(parent.name.text);
  if (ts.isBinaryExpression(parent)) return parent.operatorToken.kind === ts.SyntaxKind.InstanceOfKeyword;
  if (ts.isForOfStatement(parent)) return parent.awaitModifier !== undefined && parent.expression === node;
  const call = ts.isArrayLiteralExpression(parent) ? parent.parent : parent;
  return ts.isCallExpression(call) && call.expression !== node && takesPromise(call);
}

const isTransparent = (
  node: ts.Node,
): node is ts.ParenthesizedExpression | ts.NonNullExpression | ts.AsExpression | ts.SatisfiesExpression =>
  ts.isParenthesizedExpression(node) ||
  ts.isNonNullExpression(node) ||
  ts.isAsExpression(node) ||
  ts.isSatisfiesExpression(node);

/** `Promise.all([p])`, React's `use(p)`, `waitUntil(p)`, an assertion about promises. */
function takesPromise(call: ts.CallExpression): boolean {
  if (promiseStatic(call) !== undefined) return true;
  const callee = unwrap(call.expression);
  const name = ts.isIdentifier(callee) ? callee.text : memberName(callee);
  return name === 'use' || name === 'waitUntil' || name === 'isPromise';
}

/** Whether what the promise resolves to is nothing, as far as is known. */
export function resolvesToNothing(value: ts.Expression, { snapshot, semantics }: Questions): boolean {
  const text = snapshot.oracle(value.getSourceFile().fileName)?.typeText(value) ?? '';
  if (text !== '') return /^Promise<(void|undefined|never)>$/.test(text);
  const node = unwrap(value);
  if (!isMade(node)) return false;
  const { functions, paths } = semantics.callees.bySyntax(node);
  if (paths.some((path) => silentFiles.test(path))) return true;
  return functions.length > 0 && functions.every(({ body }) => body && ts.isBlock(body) && !givesValue(body));
}

/** `fs.access(file)`: whoever tests it wants to know whether the file is there, which is whether it does not fail. */
export function isAccessCheck(value: ts.Expression, { semantics }: Pick<Questions, 'semantics'>): boolean {
  const node = unwrap(value);
  return isMade(node) && semantics.callees.bySyntax(node).paths.some((path) => accessCheck.test(path));
}

const accessCheck = /^(node:)?fs\b.*\.access\(\)$/;

/** Functions of `node:fs` that only say whether they failed. */
const silentFiles =
  /^(node:)?fs\b.*\.(access|appendFile|chmod|copyFile|mkdir|rename|rm|rmdir|truncate|unlink|utimes|writeFile)\(\)$/;

function givesValue(node: ts.Node): boolean {
  if (ts.isFunctionLike(node)) return false;
  if (ts.isReturnStatement(node)) return node.expression !== undefined;
  return ts.forEachChild(node, givesValue) ?? false;
}
