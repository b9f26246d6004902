import { ts } from '../engine/syntax.ts';
import {
  enclosingFunction,
  isFunctionNode,
  memberName,
  propertyNameText,
  returnedExpressions,
  unwrap,
} from './nodes.ts';
import { type AnswerPart, answerPart, type PeerAnswer } from './peer-answers.ts';
import { uncheckedBody } from './responses.ts';
import { accessOf } from './result-parts.ts';
import { isLook, isLookedAt } from './answer-looks.ts';
import { keepingCalls, keepingName, type KeptPlace } from './libraries/keeping.ts';
import { scopesOf } from './scopes.ts';
import type { Semantics } from './semantics.ts';

/** What comes of an answer that has another shape than the code takes for granted. */
export interface UnvalidatedResponse {
  readonly answer: PeerAnswer;
  /** In this file: the answer itself, or the call that gives it. */
  readonly node: ts.CallExpression;
  /** `stored`, `paid`: by a call; `decides`: as it is, true or not; `deep`: it is read until it breaks. */
  readonly effect: 'stored' | 'paid' | 'decides' | 'deep';
  readonly what: ts.Expression;
}

/** An answer that a call stores or pays with, as it came. */
export function keptResponse(call: ts.CallExpression, semantics: Semantics): UnvalidatedResponse | undefined {
  if (!keepingName.test(memberName(call.expression) ?? call.expression.getText())) return undefined;
  const { paths } = semantics.callees.bySyntax(call);
  for (const [path, effect, places] of keepingCalls) {
    if (!paths.some((each) => path.test(each)) || !writes(call)) continue;
    for (const what of places.flatMap((place) => givenAt(call, place))) {
      const found = unlooked(what.value, what.isField, semantics);
      const isMeant = effect === 'stored' || money.test(what.value.getText());
      if (found !== undefined && isMeant) return { ...found, effect, what: what.value };
    }
  }
  return undefined;
}

const money = /amount|price|total|cost|fee|charge/i;

/** A query that only reads keeps nothing. */
function writes({ expression, arguments: [query] }: ts.CallExpression): boolean {
  if (!/^(?:query|execute)$/.test(memberName(expression) ?? '')) return true;
  return query !== undefined && /\b(?:insert|update|merge|replace)\b/i.test(query.getText());
}

interface Given {
  readonly value: ts.Expression;
  /** It is put under a name, where all of an answer may be kept as it is. */
  readonly isField: boolean;
}

function givenAt(call: ts.CallExpression, [at, ...members]: KeptPlace): readonly Given[] {
  let node = call.arguments[at];
  for (const member of members) {
    const object = node && unwrap(node);
    const property = object && ts.isObjectLiteralExpression(object) ? propertyOf(object, member) : undefined;
    node = property;
  }
  return node === undefined ? [] : valuesIn(node, false, 0);
}

function propertyOf(object: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined {
  const property = object.properties.find((each) => propertyNameText(each.name) === name);
  if (property === undefined) return undefined;
  if (ts.isPropertyAssignment(property)) return property.initializer;
  return ts.isShorthandPropertyAssignment(property) ? property.name : undefined;
}

/** The single values that a row, a list of rows or a name for one of them holds. */
function valuesIn(expression: ts.Expression, isField: boolean, depth: number): readonly Given[] {
  const node = unwrap(expression);
  if (depth > 5) return [];
  const into = (each: ts.Expression, field: boolean): readonly Given[] => valuesIn(each, field, depth + 1);
  if (ts.isObjectLiteralExpression(node)) {
    return node.properties.flatMap((property) => {
      if (ts.isSpreadAssignment(property)) return into(property.expression, isField);
      if (ts.isPropertyAssignment(property)) return into(property.initializer, true);
      return ts.isShorthandPropertyAssignment(property) ? into(property.name, true) : [];
    });
  }
  if (ts.isArrayLiteralExpression(node)) return node.elements.flatMap((each) => into(each, isField));
  const made = ts.isCallExpression(node) ? mappedTo(node) : ts.isIdentifier(node) ? literalOf(node) : [];
  return made.length > 0 ? made.flatMap((each) => into(each, isField)) : [{ value: node, isField }];
}

/** `items.map((item) => ({ … }))` */
function mappedTo(call: ts.CallExpression): readonly ts.Expression[] {
  const [callback] = call.arguments;
  const isMap = memberName(call.expression) === 'map' && callback !== undefined && isFunctionNode(callback);
  return isMap ? returnedExpressions(callback) : [];
}

function literalOf(name: ts.Identifier): readonly ts.Expression[] {
  const [declaration] = scopesOf(name.getSourceFile()).bindingOf(name)?.declarations ?? [];
  const initializer = declaration && ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
  const node = initializer && unwrap(initializer);
  if (node === undefined) return [];
  const isMade = ts.isObjectLiteralExpression(node) || ts.isArrayLiteralExpression(node);
  return isMade || (ts.isCallExpression(node) && mappedTo(node).length > 0) ? [node] : [];
}

const verdict =
  /^(?:is_?)?(?:approved?|allowed|valid|safe|eligible|permitted|verified|authori[sz]ed|legitimate|accepted|genuine)$/i;

/** `if (verdict.approved)` of what a model has written. */
export function decidingResponse(condition: ts.Expression, semantics: Semantics): UnvalidatedResponse | undefined {
  const node = unwrap(condition);
  const name = ts.isPropertyAccessExpression(node) ? node.name.text : ts.isIdentifier(node) ? node.text : '';
  if (!verdict.test(name)) return undefined;
  const found = unlooked(node, true, semantics, node);
  return found?.answer.host === undefined && found !== undefined
    ? { ...found, effect: 'decides', what: node }
    : undefined;
}

/** `data.results[0].geometry.location` of a name that a type was claimed for, with no `try` that would hear of it. */
export function deepResponse(
  declaration: ts.VariableDeclaration,
  semantics: Semantics,
): UnvalidatedResponse | undefined {
  const { name, initializer, type } = declaration;
  if (initializer === undefined || !ts.isIdentifier(name) || isTried(declaration)) return undefined;
  const isClaimed = type !== undefined || ts.isAsExpression(initializer) || ts.isTypeAssertionExpression(initializer);
  if (!isClaimed || /^(?:any|unknown)$/.test(type?.getText() ?? '')) return undefined;
  const part = answerPart(initializer, semantics);
  if (part === undefined || part.via !== undefined || part.members.length > 0) return undefined;
  // Then the answer is most likely an error, and that has a rule of its own.
  if (uncheckedBody(part.answer.read, semantics) !== undefined) return undefined;
  const uses = scopesOf(declaration.getSourceFile()).bindingOf(name)?.references ?? [];
  const what = uses.map(deepest).find((each) => each !== undefined);
  if (what === undefined || uses.some((use) => isLook(use, undefined))) return undefined;
  return { answer: part.answer, node: part.answer.read, effect: 'deep', what };
}

function isTried(node: ts.Node): boolean {
  const fn = enclosingFunction(node);
  for (let current = node; current.parent !== undefined && current !== fn; current = current.parent) {
    if (ts.isTryStatement(current.parent) && current.parent.tryBlock === current) return true;
  }
  return false;
}

/** At least three steps from a name, none of which asks whether there is anything, and a place in a list among them. */
function deepest(name: ts.Identifier): ts.Expression | undefined {
  let steps = 0;
  let isListed = false;
  let node: ts.Expression = name;
  for (let next = accessOf(node); next !== undefined && next.questionDotToken === undefined; next = accessOf(node)) {
    if (ts.isCallExpression(next.parent) && next.parent.expression === next) break;
    isListed ||= ts.isElementAccessExpression(next);
    steps += 1;
    node = next;
  }
  return steps >= 3 && isListed ? node : undefined;
}

/** The answer that a value was taken from, if no code looks at what it is like. */
function unlooked(
  value: ts.Expression,
  isField: boolean,
  semantics: Semantics,
  self?: ts.Expression,
): Pick<UnvalidatedResponse, 'answer' | 'node'> | undefined {
  const part = answerPart(value, semantics);
  if (part === undefined || (isField && part.members.length === 0)) return undefined;
  if (isStandard(part) || isWhatWasAsked(part, semantics)) return undefined;
  if (part.names.some((name) => isLookedAt(name, self))) return undefined;
  const node = nodeIn(part, value.getSourceFile());
  return node && { answer: part.answer, node };
}

/** What OAuth says that every server answers. */
const isStandard = ({ answer, members }: AnswerPart): boolean =>
  answer.host !== undefined &&
  /^(?:access_token|refresh_token|id_token|expires_in|token_type|scope)$/.test(members.at(-1) ?? '');

/** What a service calls the thing that it has made or found, or the vector that it was asked for, where it says that all went well. */
const isWhatWasAsked = ({ answer, members }: AnswerPart, semantics: Semantics): boolean =>
  answer.host !== undefined &&
  /^(?:id|\w+_id|\w+Id|sid|embedding)$/.test(members.at(-1) ?? '') &&
  uncheckedBody(answer.read, semantics) === undefined;

const nodeIn = ({ answer, via }: AnswerPart, tree: ts.SourceFile): ts.CallExpression | undefined =>
  [answer.read, via].find((each) => each?.getSourceFile() === tree);
