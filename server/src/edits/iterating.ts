import type { TextEdit } from '../../../shared/src/finding.ts';
import { ts } from '../engine/syntax.ts';
import { isAsync, isFunctionExpression, isFunctionNode, unwrap } from '../semantics/nodes.ts';
import { asyncEdit, awaitPlace } from './awaiting.ts';
import { type CollectionCall, collectionCall, type CollectionKind, type EditContext, kindOf } from './collections.ts';
import { insertion } from './handling.ts';
import { indentationAt, styleOf } from './style.ts';

type Callback = ts.FunctionExpression | ts.ArrowFunction;

/** `orders.forEach(async (order) => { … });` becomes `for (const order of orders) { … }`. */
export function forOfEdits(call: ts.CallExpression, ctx: EditContext): readonly TextEdit[] | undefined {
  const parts = collectionCall(call);
  const statement = parts?.outer.parent;
  if (parts === undefined || statement === undefined || !ts.isExpressionStatement(statement)) return undefined;
  const place = awaitPlace(statement, ctx.snapshot, ctx.facts);
  const callback = parts.callback;
  if (place === undefined || call.arguments.length > 1 || !isFunctionExpression(callback)) return undefined;
  // Which of its returns a function without `async` wanted to be waited for is not in sight.
  if (!isAsync(callback) && ts.isBlock(callback.body)) return undefined;
  const head = headOf(parts, callback, kindOf(parts, ctx));
  const continues = head === undefined ? undefined : continuing(callback);
  if (head === undefined || continues === undefined) return undefined;
  const edits = [...bodyEdits(statement, callback, head), ...continues];
  return place.makesAsync ? [asyncEdit(place.makesAsync), ...edits] : edits;
}

function headOf(parts: CollectionCall, callback: Callback, kind: CollectionKind): string | undefined {
  const tree = callback.getSourceFile();
  const [item, index, ...others] = callback.parameters;
  if (item === undefined || others.length > 0 || callback.parameters.some(isUnusual)) return undefined;
  const name = item.name.getText(tree);
  const owner = parts.collection.getText(tree);
  if (new RegExp(String.raw`(?<![.\w$])${firstWord(name)}(?![\w$])`).test(owner)) return undefined;
  const collection = parts.isOptional ? `(${owner} ?? [])` : owner;
  const bare = parts.isOptional ? `${owner} ?? []` : owner;
  const second = index?.name.getText(tree);
  const form = formOf(kind, name, second, { collection, bare });
  return form && `for (const ${form})`;
}

function formOf(
  kind: CollectionKind,
  item: string,
  second: string | undefined,
  { collection, bare }: { readonly collection: string; readonly bare: string },
): string | undefined {
  switch (kind) {
    case 'list':
      return second === undefined ? `${item} of ${bare}` : `[${second}, ${item}] of ${collection}.entries()`;
    case 'items':
      return second === undefined ? `${item} of ${bare}` : undefined;
    case 'map':
      return second === undefined ? `${item} of ${collection}.values()` : `[${second}, ${item}] of ${bare}`;
    case 'snapshot':
      return second === undefined ? `${item} of ${collection}.docs` : undefined;
    default:
      return undefined;
  }
}

const firstWord = (name: string): string => /[\w$]+/.exec(name)?.[0] ?? name;

/** A default or a rest has no place in the head of a loop. */
const isUnusual = ({ initializer, dotDotDotToken }: ts.ParameterDeclaration): boolean =>
  initializer !== undefined || dotDotDotToken !== undefined;

function bodyEdits(statement: ts.ExpressionStatement, callback: Callback, head: string): readonly TextEdit[] {
  const tree = statement.getSourceFile();
  const { body } = callback;
  const start = { start: statement.getStart(tree), end: body.getStart(tree) };
  const end = { start: body.end, end: statement.end };
  if (ts.isBlock(body)) {
    return [
      { span: start, text: `${head} ` },
      { span: end, text: '' },
    ];
  }
  const { lineEnd, indent, semicolon } = styleOf(tree);
  const base = indentationAt(tree, start.start);
  const waits = ts.isAwaitExpression(unwrap(body)) ? '' : 'await ';
  return [
    { span: start, text: `${head} {${lineEnd}${base}${indent}${waits}` },
    { span: end, text: `${semicolon}${lineEnd}${base}}` },
  ];
}

/** `return;` becomes `continue;`. Undefined where leaving the function early means something that a loop has no word for. */
function continuing(callback: Callback): readonly TextEdit[] | undefined {
  const returns: ts.ReturnStatement[] = [];
  const fits = (node: ts.Node, inLoop: boolean): boolean => {
    if (isFunctionNode(node) || ts.isClassLike(node)) return true;
    // A loop would share it between its rounds.
    if (ts.isVariableDeclarationList(node) && (node.flags & ts.NodeFlags.BlockScoped) === 0) return false;
    if (ts.isReturnStatement(node)) {
      returns.push(node);
      return !inLoop && node.expression === undefined;
    }
    const loops = inLoop || ts.isIterationStatement(node, false);
    return ts.forEachChild(node, (child) => (fits(child, loops) ? undefined : true)) === undefined;
  };
  if (!isPlainBody(callback) || !fits(callback.body, false)) return undefined;
  return returns.map((node) => {
    const start = node.getStart();
    return { span: { start, end: start + 'return'.length }, text: 'continue' };
  });
}

/** Nothing in it speaks of the function itself. */
const isPlainBody = (callback: Callback): boolean =>
  ts.isArrowFunction(callback) ||
  (callback.name === undefined && !callback.asteriskToken && !/\b(?:this|arguments)\b/.test(callback.body.getText()));

/** `orders.forEach(…)` becomes `await Promise.all(orders.map(…))`. */
export function awaitAllEdits(call: ts.CallExpression, ctx: EditContext): readonly TextEdit[] | undefined {
  const parts = collectionCall(call);
  const statement = parts?.outer.parent;
  const place = awaitPlace(call, ctx.snapshot, ctx.facts);
  if (parts === undefined || place === undefined || statement === undefined || !ts.isExpressionStatement(statement))
    return undefined;
  const mapped = mappedEdits(parts, kindOf(parts, ctx));
  if (mapped === undefined) return undefined;
  const waits = parts.outer === call ? 'await ' : '';
  const edits = [
    insertion(call.getStart(), `${waits}Promise.all(`),
    ...mapped,
    insertion(call.end, parts.isOptional ? ' ?? [])' : ')'),
  ];
  return place.makesAsync ? [asyncEdit(place.makesAsync), ...edits] : edits;
}

/** `items.map(…)` becomes `await Promise.all(items.map(…))`, in parentheses where a method is called on it. */
export function awaitMappedEdits(call: ts.CallExpression, ctx: EditContext): readonly TextEdit[] | undefined {
  const place = awaitPlace(call, ctx.snapshot, ctx.facts);
  if (place === undefined || ts.isOptionalChain(call)) return undefined;
  const isOwner = ts.isPropertyAccessExpression(call.parent);
  const edits = [
    insertion(call.getStart(), `${isOwner ? '(' : ''}await Promise.all(`),
    insertion(call.end, isOwner ? '))' : ')'),
  ];
  return place.makesAsync ? [asyncEdit(place.makesAsync), ...edits] : edits;
}

/** The same callback, given to `map`. */
export function mappedEdits(parts: CollectionCall, kind: CollectionKind): readonly TextEdit[] | undefined {
  const tree = parts.call.getSourceFile();
  const { name, collection } = parts;
  const rename = { span: { start: name.getStart(tree), end: name.end }, text: 'map' };
  if (kind === 'list') return [rename];
  if (kind === 'snapshot' && !parts.isOptional) return [insertion(collection.end, '.docs'), rename];
  if (kind !== 'items' || parts.isOptional) return undefined;
  return [insertion(collection.getStart(tree), '[...'), insertion(collection.end, ']'), rename];
}
