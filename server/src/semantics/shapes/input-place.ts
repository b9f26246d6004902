import { ts } from '../../engine/syntax.ts';
import { enclosingFunction, type FunctionNode, isFallback, isFunctionNode, memberName, unwrap } from '../nodes.ts';
import { outermost, usesOf } from '../result-parts.ts';
import { scopesOf } from '../scopes.ts';
import { type FormField, formFieldsOf } from './form-reads.ts';
import { type InputFields, inputFieldsOf, inputFieldsOfName, inputFieldsRead } from './input-fields.ts';

/** How a handler takes what it is sent. */
export type InputPlace = {
  readonly handler: FunctionNode;
  readonly read: InputFields;
  /** As the code declares it. */
  readonly type: ts.TypeNode | undefined;
} & (
  | {
      /** `const { title } = await request.json();` */
      readonly kind: 'declared';
      readonly declaration: ts.VariableDeclaration;
      readonly statement: ts.VariableStatement;
      /** Without what only claims a type. */
      readonly input: ts.Expression;
    }
  | {
      /** `req.body.title` here and there. */
      readonly kind: 'members';
      /** Each `req.body`. */
      readonly members: readonly ts.Expression[];
      /** The first statement, in the block that holds all, which reads it. */
      readonly first: ts.Statement;
    }
  | {
      /** `body = await request.json();` of what is declared before. */
      readonly kind: 'assigned';
      readonly statement: ts.ExpressionStatement;
      readonly name: ts.Identifier;
      readonly input: ts.Expression;
    }
  | {
      /** `form.get('title')` here and there. */
      readonly kind: 'form';
      readonly fields: readonly FormField[];
      /** The first statement, in the block that holds all reads, which reads it. */
      readonly first: ts.Statement;
    }
  | { readonly kind: 'parameter'; readonly parameter: ts.ParameterDeclaration; readonly body: ts.Block }
);

/** @param origin the expression, name or parameter that holds what came */
export function inputPlaceOf(origin: ts.Node): InputPlace | undefined {
  const parameter = parameterAt(origin);
  if (parameter) return isForm(parameter) ? ofForm(parameter.name, parameter.parent) : ofParameter(parameter);
  const handler = enclosingFunction(origin);
  if (handler === undefined || !ts.isExpression(origin)) return undefined;
  if (!ts.isPropertyAccessExpression(origin)) return ofValue(origin, handler);
  const members = sameMembers(origin, handler);
  return (members.length === 1 ? ofDeclaration(origin, handler) : undefined) ?? ofMembers(members, handler);
}

function parameterAt(origin: ts.Node): ts.ParameterDeclaration | undefined {
  if (ts.isParameter(origin)) return origin;
  return ts.isParameter(origin.parent) && origin.parent.name === origin ? origin.parent : undefined;
}

function ofParameter(parameter: ts.ParameterDeclaration): InputPlace | undefined {
  const handler = parameter.parent;
  if (!isFunctionNode(handler) || handler.body === undefined || !ts.isBlock(handler.body)) return undefined;
  if (parameter.initializer || parameter.dotDotDotToken || parameter.modifiers?.some((each) => !ts.isDecorator(each)))
    return undefined;
  const { type, name } = parameter;
  return { kind: 'parameter', handler, parameter, body: handler.body, type, read: inputFieldsOfName(name) };
}

/** What is given a name, at once or once it has been read as JSON. */
const ofValue = (origin: ts.Expression, handler: FunctionNode): InputPlace | undefined =>
  ts.isCallExpression(origin) && memberName(origin.expression) === 'formData'
    ? ofForm(nameGiven(origin), handler)
    : (ofText(origin, handler) ?? ofDeclaration(origin, handler) ?? ofAssignment(origin, handler));

/** `form` of `const form = await request.formData()`, of `form = await request.formData()`. */
function nameGiven(origin: ts.Expression): ts.Node | undefined {
  const whole = wholeOf(origin);
  const { parent } = whole;
  if (ts.isVariableDeclaration(parent) && parent.initializer === whole) return parent.name;
  const isAssigned =
    ts.isBinaryExpression(parent) && parent.right === whole && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken;
  return isAssigned ? parent.left : undefined;
}

const isForm = ({ type }: ts.ParameterDeclaration): boolean => type?.getText() === 'FormData';

function ofForm(name: ts.Node | undefined, handler: ts.Node): InputPlace | undefined {
  if (name === undefined || !ts.isIdentifier(name) || !isFunctionNode(handler)) return undefined;
  const fields = formFieldsOf(name, handler) ?? [];
  const calls = fields.flatMap((field) => field.calls);
  const first = firstOf(calls);
  if (first === undefined) return undefined;
  const read = inputFieldsRead(fields.flatMap((field) => field.calls.map((call) => [field.name, call] as const)));
  return { kind: 'form', handler, fields, first, type: undefined, read };
}

/** `JSON.parse(text)` of `const text = await request.text();` */
function ofText(origin: ts.Expression, handler: FunctionNode): InputPlace | undefined {
  const { parent } = wholeOf(origin);
  // `JSON.parse(await readBody(req))`
  if (isParse(parent)) return ofValue(parent, handler);
  const isText = ts.isCallExpression(origin) && memberName(origin.expression) === 'text';
  if (!isText || !ts.isVariableDeclaration(parent) || !ts.isIdentifier(parent.name)) return undefined;
  const read = usesOf(parent.name).flatMap((use) => (isParse(use.parent) ? use.parent : []));
  const [call] = read;
  return call && read.length === 1 && enclosingFunction(call) === handler ? ofValue(call, handler) : undefined;
}

const isParse = (node: ts.Node): node is ts.CallExpression =>
  ts.isCallExpression(node) && node.expression.getText() === 'JSON.parse';

function ofAssignment(origin: ts.Expression, handler: FunctionNode): InputPlace | undefined {
  const whole = wholeOf(origin);
  const { parent } = whole;
  if (!ts.isBinaryExpression(parent) || parent.right !== whole || !ts.isIdentifier(parent.left)) return undefined;
  const statement = parent.parent;
  const isPlain = parent.operatorToken.kind === ts.SyntaxKind.EqualsToken;
  const declaration = scopesOf(origin.getSourceFile()).bindingOf(parent.left)?.declarations[0];
  if (!isPlain || !ts.isExpressionStatement(statement) || !ts.isBlock(statement.parent)) return undefined;
  if (!declaration || !ts.isVariableDeclaration(declaration) || enclosingFunction(declaration) !== handler)
    return undefined;
  const { initializer, name } = declaration;
  if (
    !ts.isIdentifier(name) ||
    (initializer && ts.isObjectLiteralExpression(initializer) && initializer.properties.length > 0)
  )
    return undefined;
  const read = inputFieldsOfName(name);
  const { type } = declaration;
  return { kind: 'assigned', handler, statement, name: parent.left, input: unwrap(whole), type, read };
}

function ofDeclaration(origin: ts.Expression, handler: FunctionNode): InputPlace | undefined {
  const whole = wholeOf(origin);
  const declaration = whole.parent;
  if (!ts.isVariableDeclaration(declaration) || declaration.initializer !== whole) return undefined;
  const list = declaration.parent;
  if (!ts.isVariableDeclarationList(list) || list.declarations.length !== 1) return undefined;
  const statement = list.parent;
  if (!ts.isVariableStatement(statement)) return undefined;
  if (ts.isArrayBindingPattern(declaration.name)) return undefined;
  const type = declaration.type ?? claimedType(whole);
  const read = inputFieldsOfName(declaration.name);
  return { kind: 'declared', handler, declaration, statement, input: unwrap(whole), type, read };
}

/** With all that is done before the value has its name: `await`, `.catch(() => ({}))`, `|| {}`, casts. */
function wholeOf(origin: ts.Expression): ts.Expression {
  let node = outermost(origin);
  for (;;) {
    const { parent } = node;
    const isCaught =
      ts.isPropertyAccessExpression(parent) &&
      memberName(parent) === 'catch' &&
      ts.isCallExpression(parent.parent) &&
      parent.parent.expression === parent;
    if (isCaught) node = outermost(parent.parent);
    else if (ts.isAwaitExpression(parent)) node = outermost(parent);
    else if (isFallback(parent) && parent.left === node) node = outermost(parent);
    else return node;
  }
}

function claimedType(whole: ts.Expression): ts.TypeNode | undefined {
  let node = whole;
  while (ts.isParenthesizedExpression(node) || ts.isNonNullExpression(node)) node = node.expression;
  return ts.isAsExpression(node) || ts.isTypeAssertionExpression(node) ? node.type : undefined;
}

function sameMembers(origin: ts.PropertyAccessExpression, handler: FunctionNode): readonly ts.Expression[] {
  const words = origin.getText();
  const found: ts.Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node) && node.getText() === words) found.push(node);
    ts.forEachChild(node, visit);
  };
  if (handler.body) visit(handler.body);
  return found;
}

function ofMembers(members: readonly ts.Expression[], handler: FunctionNode): InputPlace | undefined {
  const first = firstOf(members);
  if (first === undefined || members.some((member) => isWrittenTo(member))) return undefined;
  return { kind: 'members', handler, members, first, type: undefined, read: inputFieldsOf(members) };
}

/** The first statement, in the block that holds all, which holds one of them. */
function firstOf(reads: readonly ts.Expression[]): ts.Statement | undefined {
  const [one] = reads;
  const block = one && reads.reduce<ts.Node | undefined>(sharedBlock, blockAround(one));
  if (block === undefined || !ts.isBlock(block)) return undefined;
  return block.statements.find((statement) => reads.some((each) => isWithin(each, statement)));
}

const isWithin = (inner: ts.Node, outer: ts.Node): boolean => outer.pos <= inner.pos && inner.end <= outer.end;

function blockAround(node: ts.Node): ts.Node | undefined {
  let at: ts.Node | undefined = node.parent;
  while (at && !ts.isBlock(at)) at = at.parent;
  return at;
}

function sharedBlock(block: ts.Node | undefined, member: ts.Expression): ts.Node | undefined {
  let at = block;
  while (at && !isWithin(member, at)) at = blockAround(at);
  return at;
}

function isWrittenTo(member: ts.Expression): boolean {
  const { parent } = member;
  return (
    ts.isBinaryExpression(parent) && parent.left === member && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken
  );
}
