import { parseErrorsOf } from '../engine/parse-errors.ts';
import { ts } from '../engine/syntax.ts';
import type { TextChange } from '../engine/text-change.ts';
import { assignmentTarget, type BodiedFunction } from './edit-scope.ts';
import { findNode } from './find-node.ts';
import type { Ref } from './oracle.ts';

/** An edit inside a function's body: the function as it is now, in offsets of the new text, and the tree before. */
export interface BodyEdit {
  readonly fn: BodiedFunction;
  readonly change: TextChange;
  readonly textBefore: string;
}

/**
 * Tells which code of an edited function means what it meant before. A key inside a word of a plain statement says
 * something new of that statement, and of what is made of what the statement declares or asserts; names tell which code
 * that is. They tell too much rather than too little: a word in a text counts as a name. Of any other edit, which may
 * change which way the code goes, nobody knows what it leaves untouched.
 */
export function untouchedCode(edit: BodyEdit): (ref: Ref) => boolean {
  let stands: ((ref: Ref) => boolean) | undefined;
  return (ref) => (stands ??= untouchedBy(edit))(ref);
}

function untouchedBy({ fn, change, textBefore }: BodyEdit): (ref: Ref) => boolean {
  const tree = fn.getSourceFile();
  const { start, newLength } = change;
  if (!isPartOfWord(tree.text.slice(start, start + newLength))) return nothing;
  if (!isPartOfWord(textBefore.slice(start, change.end)) || parseErrorsOf(tree).length > 0) return nothing;
  const statement = editedStatement(fn, start, start + newLength);
  if (statement === undefined) return nothing;
  const names = namesIn(fn);
  const touched = touchedNames({ statement, at: start, textBefore, growth: newLength - (change.end - start) }, names);
  if (touched === undefined) return nothing;
  const answers = new Map<ts.Node, boolean>();
  return (ref) => {
    if (ref.pos < statement.end && ref.end > statement.pos) return false;
    const node = findNode(tree, ref);
    if (node === undefined) return false;
    const whole = wholeOf(node);
    const known = answers.get(whole);
    if (known !== undefined) return known;
    const stands = !intersect(names.behind(wordsOf(whole.getText(tree))), touched);
    answers.set(whole, stands);
    return stands;
  };
}

const nothing = (): boolean => false;

const isPartOfWord = (text: string): boolean => /^[\w$]*$/.test(text);

/** The statement of the function itself that holds the edit behind its first word, where edits of it change no way. */
function editedStatement(fn: BodiedFunction, start: number, end: number): ts.Statement | undefined {
  let innermost: ts.Statement | undefined;
  let node: ts.Node | undefined = fn.body;
  while (node !== undefined) {
    if (ts.isStatement(node)) innermost = node;
    node = ts.forEachChild(node, (child) => (child.pos <= start && end <= child.end ? child : undefined));
    if (node !== undefined && (ts.isFunctionLike(node) || ts.isClassLike(node))) return undefined;
  }
  if (innermost === undefined || innermost.end <= end) return undefined;
  const first = firstWordEnd(innermost);
  return first !== undefined && first < start ? innermost : undefined;
}

/** Where the part begins that may be edited; undefined for statements whose parts steer the code. */
function firstWordEnd(statement: ts.Statement): number | undefined {
  if (ts.isVariableStatement(statement)) return statement.declarationList.declarations[0]?.pos;
  if (ts.isReturnStatement(statement)) return statement.expression?.pos;
  if (!ts.isExpressionStatement(statement)) return undefined;
  let { expression } = statement;
  while (ts.isAwaitExpression(expression) || ts.isVoidExpression(expression)) ({ expression } = expression);
  return ts.isCallExpression(expression) ? expression.expression.end : undefined;
}

interface EditedStatement {
  readonly statement: ts.Statement;
  /** Where the edit begins. */
  readonly at: number;
  readonly textBefore: string;
  /** By how much the statement grew. */
  readonly growth: number;
}

/** Names that mean something else since the edit. Undefined where code is led another way by them. */
function touchedNames({ statement, at, textBefore, growth }: EditedStatement, names: Names): Words | undefined {
  const isPlain = !ts.isExpressionStatement(statement) && !assigns(statement);
  const wordsBefore = wordsOf(textBefore.slice(statement.pos, statement.end - growth));
  if (!isPlain) return names.behind(new Set([...wordsOf(statement.getText()), ...wordsBefore]));
  if (!ts.isVariableStatement(statement)) return new Set();
  const { declarations } = statement.declarationList;
  const touched = new Set(declarations.flatMap(({ name }) => boundNames(name)));
  const isName = declarations.some(({ name }) => name.pos <= at && at <= name.end);
  if (isName) for (const word of wordsBefore) touched.add(word);
  // What a condition finds out about one name it may tell of others.
  return intersect(names.tested, touched) ? undefined : touched;
}

function assigns(node: ts.Node): boolean {
  return assignmentTarget(node) !== undefined || (ts.forEachChild(node, assigns) ?? false);
}

type Words = ReadonlySet<string>;

const wordsOf = (text: string): Set<string> => new Set(text.match(/[\w$]+/g));

function intersect(some: Words, others: Words): boolean {
  for (const each of others) if (some.has(each)) return true;
  return false;
}

interface Names {
  /** The words, and those of whatever gives the names among them their types in the function. */
  behind(words: Words): Words;
  /** Words of all conditions. */
  readonly tested: Words;
}

function namesIn(fn: BodiedFunction): Names {
  const makers = new Map<string, ts.Node[]>();
  const tested = new Set<string>();
  const isMadeBy = (name: string, maker: ts.Node): void => {
    const known = makers.get(name);
    if (known === undefined) makers.set(name, [maker]);
    else known.push(maker);
  };
  const visit = (node: ts.Node): void => {
    const made = makingOf(node);
    if (made !== undefined) for (const name of made.names) isMadeBy(name, made.by);
    const condition = conditionOf(node);
    if (condition !== undefined) for (const word of wordsOf(condition.getText())) tested.add(word);
    ts.forEachChild(node, visit);
  };
  if (fn.body !== undefined) visit(fn.body);
  return { behind: (words) => closure(words, makers), tested };
}

function closure(words: Words, makers: ReadonlyMap<string, readonly ts.Node[]>): Words {
  const all = new Set(words);
  // A set hands out what is added while it is walked through.
  for (const word of all)
    for (const maker of makers.get(word) ?? []) for (const each of wordsOf(maker.getText())) all.add(each);
  return all;
}

/** What gives names their types: declarations, assignments, and for a callback's parameters what takes the callback. */
function makingOf(node: ts.Node): { names: readonly string[]; by: ts.Node } | undefined {
  if (ts.isVariableDeclaration(node)) {
    const loop = node.parent.parent;
    const isOfLoop = ts.isForOfStatement(loop) || ts.isForInStatement(loop);
    return { names: boundNames(node.name), by: isOfLoop ? loop.expression : node };
  }
  if (ts.isParameter(node)) return { names: boundNames(node.name), by: wholeOf(node) };
  if (ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node) || ts.isTypeAliasDeclaration(node))
    return node.name && { names: [node.name.text], by: node };
  const target = assignmentTarget(node);
  return target && { names: [...wordsOf(target.getText())], by: node };
}

function boundNames(name: ts.BindingName): readonly string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) => (ts.isBindingElement(element) ? boundNames(element.name) : []));
}

function conditionOf(node: ts.Node): ts.Expression | undefined {
  if (ts.isConditionalExpression(node) || ts.isForStatement(node)) return node.condition;
  if (ts.isPrefixUnaryExpression(node)) return node.operand;
  if (ts.isBinaryExpression(node)) return isLogical(node.operatorToken.kind) ? node.left : undefined;
  const isSteering =
    ts.isIfStatement(node) ||
    ts.isWhileStatement(node) ||
    ts.isDoStatement(node) ||
    ts.isSwitchStatement(node) ||
    ts.isCaseClause(node);
  return isSteering ? node.expression : undefined;
}

const isLogical = (kind: ts.SyntaxKind): boolean =>
  kind === ts.SyntaxKind.AmpersandAmpersandToken ||
  kind === ts.SyntaxKind.BarBarToken ||
  kind === ts.SyntaxKind.QuestionQuestionToken;

/** All that is said in one go with the node: up to the statement or declaration that it stands in. */
function wholeOf(node: ts.Node): ts.Node {
  let whole = node;
  while (!ts.isStatement(whole.parent) && !ts.isVariableDeclarationList(whole.parent)) whole = whole.parent;
  return whole;
}
