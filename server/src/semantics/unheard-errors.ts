import { ts } from '../engine/syntax.ts';
import { type Emitter, emitterOf } from './libraries/error-events.ts';
import { enclosingFunction, type FunctionNode, memberName, unwrap } from './nodes.ts';
import { scopesOf } from './scopes.ts';
import type { Semantics } from './semantics.ts';

export type Making = ts.CallExpression | ts.NewExpression;

/** An emitter whose `error` nobody hears. */
export interface UnheardError {
  readonly emitter: Emitter;
  /** The name that holds it, where there is one. */
  readonly name: string | undefined;
  /** The statement behind which a listener fits, or the listener that is given the emitter. */
  readonly place: ts.VariableStatement | ts.ExpressionStatement | FunctionNode | undefined;
  /** The code has looked whether the file is there. */
  readonly isGuarded: boolean;
}

const makers =
  /^(?:createReadStream|createWriteStream|spawn|get|request|connect|createConnection|WebSocket|on|Pool|Client|createClient|archiver)$/;

/** Whether the name of what is called leaves room for a question. */
export function mayEmitErrors({ expression }: Making): boolean {
  if (ts.isIdentifier(expression)) return makers.test(expression.text) || isLoaded(expression);
  return ts.isPropertyAccessExpression(expression) && makers.test(expression.name.text);
}

const isLoaded = (name: ts.Identifier): boolean => scopesOf(name.getSourceFile()).bindingOf(name)?.kind === 'import';

export function unheardError(call: Making, semantics: Semantics): UnheardError | undefined {
  const { paths } = semantics.callees.bySyntax(call);
  const emitter = paths.map(emitterOf).find((each) => each !== undefined);
  if (emitter === undefined || startsItself(call)) return undefined;
  const given = emitter.event === undefined ? madeHere(call) : givenTo(call, emitter.event, semantics);
  if (given === undefined || given.uses.some((use) => isHeard(use, emitter, semantics))) return undefined;
  if (emitter.isHandedOn && isEndedHere(call, given.uses)) return undefined;
  return { emitter, name: given.name, place: given.place, isGuarded: isFileLookedAt(call) };
}

/** `spawn(process.execPath, …)` in the folder that it is in: the command is there, since it runs. */
function startsItself({ arguments: given }: Making): boolean {
  return given?.[0]?.getText() === 'process.execPath' && !/\bcwd\b/.test(given[2]?.getText() ?? '');
}

/** A client for one piece of work, closed at its end, is hardly ever idle. */
function isEndedHere(call: Making, uses: readonly ts.Expression[]): boolean {
  const fn = enclosingFunction(call);
  return (
    fn !== undefined &&
    uses.some(
      ({ parent, pos }) =>
        ts.isPropertyAccessExpression(parent) &&
        /^(?:end|quit|disconnect)$/.test(parent.name.text) &&
        pos < fn.end &&
        pos > fn.pos,
    )
  );
}

interface Held {
  readonly name: string | undefined;
  readonly place: UnheardError['place'];
  /** Each expression that stands for the emitter. */
  readonly uses: readonly ts.Expression[];
}

/** What a call makes, and the name or field that it is given. */
function madeHere(call: Making): Held {
  const outer = endOfChain(call);
  const holder = outer.parent;
  const statement = statementOf(holder);
  const name = nameOf(holder, outer);
  if (name === undefined) return { name: undefined, place: undefined, uses: [call] };
  if (ts.isIdentifier(name)) {
    const references = scopesOf(call.getSourceFile()).bindingOf(name)?.references ?? [];
    return { name: name.text, place: statement, uses: [call, ...references.filter((each) => each !== name)] };
  }
  return { name: name.getText(), place: statement, uses: [call, ...sameFields(name)] };
}

const chaining =
  /^(?:on|once|addListener|prependListener|off|setEncoding|setTimeout|setNoDelay|unref|ref|resume|pause)$/;

/** `createClient().on('connect', …)` is still the client. */
function endOfChain(call: ts.Expression): ts.Expression {
  const { parent } = call;
  if (ts.isAwaitExpression(parent) || ts.isParenthesizedExpression(parent) || ts.isAsExpression(parent))
    return endOfChain(parent);
  const isLink = ts.isPropertyAccessExpression(parent) && ts.isCallExpression(parent.parent);
  return isLink && chaining.test(parent.name.text) && parent.parent.expression === parent
    ? endOfChain(parent.parent)
    : call;
}

function nameOf(holder: ts.Node, value: ts.Expression): ts.Identifier | ts.PropertyAccessExpression | undefined {
  if (ts.isVariableDeclaration(holder) && ts.isIdentifier(holder.name)) return holder.name;
  if (!ts.isBinaryExpression(holder) || holder.right !== value) return undefined;
  if (ts.isIdentifier(holder.left)) return holder.left;
  const isField =
    ts.isPropertyAccessExpression(holder.left) && holder.left.expression.kind === ts.SyntaxKind.ThisKeyword;
  return isField && ts.isPropertyAccessExpression(holder.left) ? holder.left : undefined;
}

function statementOf(holder: ts.Node): UnheardError['place'] {
  const statement = ts.isVariableDeclaration(holder) ? holder.parent.parent : holder.parent;
  return statement && (ts.isVariableStatement(statement) || ts.isExpressionStatement(statement))
    ? statement
    : undefined;
}

/** Every other `this.pool` of the file. */
function sameFields(field: ts.PropertyAccessExpression): readonly ts.Expression[] {
  const found: ts.Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node) && node !== field && node.name.text === field.name.text) {
      if (node.expression.kind === ts.SyntaxKind.ThisKeyword) found.push(node);
    }
    ts.forEachChild(node, visit);
  };
  visit(field.getSourceFile());
  return found;
}

/** The socket in `server.on('connection', (socket) => …)`. */
function givenTo(call: Making, event: string, { values }: Semantics): Held | undefined {
  const [name, listener] = call.arguments ?? [];
  if (name === undefined || listener === undefined || !ts.isStringLiteralLike(name) || name.text !== event)
    return undefined;
  const [value, other] = values.of(listener);
  if (value?.kind !== 'function' || other !== undefined) return undefined;
  const parameter = value.node.parameters[0]?.name;
  if (parameter === undefined || !ts.isIdentifier(parameter)) return undefined;
  const references = scopesOf(parameter.getSourceFile()).bindingOf(parameter)?.references ?? [];
  return { name: parameter.text, place: value.node, uses: references };
}

const listening = /^(?:on|once|addListener|prependListener|onerror)$/;

/** A listener is added there, or the emitter goes where one may be. */
function isHeard(use: ts.Expression, emitter: Emitter, semantics: Semantics): boolean {
  let node: ts.Node = use;
  for (;;) {
    const { parent } = node;
    if (ts.isPropertyAccessExpression(parent) && parent.expression === node) {
      const call = parent.parent;
      if (parent.name.text === 'onerror') return true;
      if (!ts.isCallExpression(call) || call.expression !== parent) return false;
      if (listening.test(parent.name.text) && namesError(call)) return true;
      if (!chaining.test(parent.name.text)) return false;
      node = call;
    } else if (
      ts.isAwaitExpression(parent) ||
      ts.isParenthesizedExpression(parent) ||
      ts.isAsExpression(parent) ||
      ts.isNonNullExpression(parent)
    ) {
      node = parent;
    } else return goesElsewhere(use, node, emitter, semantics);
  }
}

const namesError = ({ arguments: [event] }: ts.CallExpression): boolean =>
  event === undefined || !ts.isStringLiteralLike(event) || event.text === 'error';

function goesElsewhere(use: ts.Expression, node: ts.Node, { isHandedOn }: Emitter, semantics: Semantics): boolean {
  const { parent } = node;
  const isName = ts.isIdentifier(use) || ts.isPropertyAccessExpression(use);
  if (ts.isCallExpression(parent) && parent.expression !== node) {
    if (memberName(parent.expression) === 'pipe') return isHeardAfterPipe(parent);
    const { functions } = semantics.callees.bySyntax(parent);
    return isHandedOn === true ? functions.some(listens) : true;
  }
  if (ts.isForOfStatement(parent) || ts.isSpreadElement(parent)) return true;
  if (isHandedOn === true || ts.isExpressionStatement(parent) || ts.isExportSpecifier(parent)) return false;
  if (ts.isVariableDeclaration(parent) || ts.isExportAssignment(parent)) return isName;
  if (ts.isBinaryExpression(parent)) return parent.right === node && isName;
  return !ts.isPrefixUnaryExpression(parent) && !ts.isIfStatement(parent) && !ts.isConditionalExpression(parent);
}

/** `source.pipe(target).on('error', …)`: what `pipe` gives is its target. */
function isHeardAfterPipe(call: ts.CallExpression): boolean {
  const outer = endOfChain(call);
  for (let node: ts.Node = outer; node !== call;) {
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return false;
    if (namesError(node) && listening.test(node.expression.name.text)) return true;
    node = unwrap(node.expression.expression);
  }
  return !ts.isExpressionStatement(outer.parent);
}

const listens = (fn: FunctionNode): boolean => /\.(?:on|once|addListener)\(\s*['"`]error/.test(fn.getText());

/** `if (!fs.existsSync(path)) return` */
function isFileLookedAt(call: Making): boolean {
  const fn = enclosingFunction(call);
  return fn !== undefined && /\b(?:existsSync|statSync|stat|access|accessSync)\(/.test(fn.getText());
}
