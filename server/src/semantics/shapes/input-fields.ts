import { ts } from '../../engine/syntax.ts';
import { isLogCall } from '../log-calls.ts';
import { isFallback, memberName, propertyNameText } from '../nodes.ts';
import { outermost, usesOf } from '../result-parts.ts';

/** A field of what a handler is sent, as the code reads it. */
export interface InputField {
  readonly name: string;
  /** The expressions that stand for its value. */
  readonly uses: readonly ts.Expression[];
  /** Those of them that stand for an empty object, too: of `given || {}`. */
  readonly orEmpty: ReadonlySet<ts.Expression>;
  /** What the code takes in its place: of `{ limit = 10 }`. */
  readonly defaults: readonly ts.Expression[];
  /** Those of them that never see nothing at all, as something else stands in for it: of `{ limit = 10 }`. */
  readonly defaulted: ReadonlySet<ts.Expression>;
  /** The expressions that stand for its value, or for what the code takes in its place. */
  readonly replaced: readonly ts.Expression[];
  /** What is read of it in turn. */
  readonly fields: readonly InputField[];
  /** It is also used as a whole, so that a schema of these fields alone would take others away. */
  readonly isWhole: boolean;
}

export interface InputFields {
  readonly fields: readonly InputField[];
  /** It is also used as a whole, so that nobody knows which other fields matter. */
  readonly isWhole: boolean;
  /** The expressions that stand for the whole. */
  readonly uses: readonly ts.Expression[];
}

/** The fields that code reads of a value which several expressions may stand for, by syntax and within its file. */
export function inputFieldsOf(values: readonly ts.Expression[]): InputFields {
  const collected = new Collected();
  for (const value of values) collected.follow(value);
  return collected.all();
}

/** The fields of what has no members, each with the expressions that read it. */
export function inputFieldsRead(reads: readonly (readonly [name: string, read: ts.Expression])[]): InputFields {
  const collected = new Collected();
  for (const [name, read] of reads) collected.followField(name, read);
  return collected.all();
}

export function inputFieldsOfName(name: ts.BindingName): InputFields {
  const collected = new Collected();
  collected.followName(name);
  return collected.all();
}

class Collected {
  isWhole = false;
  readonly uses: ts.Expression[] = [];
  readonly defaults: ts.Expression[] = [];
  readonly replaced: ts.Expression[] = [];
  readonly orEmpty = new Set<ts.Expression>();
  readonly defaulted = new Set<ts.Expression>();
  #isOrEmpty = false;
  #isDefaulted = false;
  readonly #fields = new Map<string, Collected>();
  readonly #followed = new Set<ts.Node>();

  all(): InputFields {
    return { fields: this.made(), isWhole: this.isWhole, uses: this.uses };
  }

  made(): readonly InputField[] {
    return [...this.#fields].map(([name, field]) => ({
      name,
      uses: field.uses,
      orEmpty: field.orEmpty,
      defaulted: field.defaulted,
      defaults: field.defaults,
      replaced: field.replaced,
      fields: field.made(),
      isWhole: field.isWhole || field.replaced.some((use) => !asksOnly(use)),
    }));
  }

  follow(expression: ts.Expression): void {
    const node = outermost(expression);
    if (this.#followed.has(node)) return;
    this.#followed.add(node);
    this.uses.push(node);
    if (this.#isOrEmpty) this.orEmpty.add(node);
    if (this.#isDefaulted) this.defaulted.add(node);
    const { parent } = node;
    if (isMemberOf(parent, node)) return this.#followMember(parent);
    if (ts.isVariableDeclaration(parent) && parent.initializer === node) return this.followName(parent.name);
    if (ts.isAwaitExpression(parent)) return this.follow(parent);
    if (ts.isBinaryExpression(parent) && (isOverwritten(node, parent) || this.#followOperand(node, parent))) return;
    if (!asksOnly(node)) this.isWhole = true;
  }

  followField(name: string, read: ts.Expression): void {
    this.#field(name).follow(read);
  }

  followName(name: ts.BindingName): void {
    if (ts.isIdentifier(name)) return usesOf(name).forEach((use) => this.follow(use));
    if (ts.isArrayBindingPattern(name)) {
      this.isWhole = true;
      return;
    }
    for (const element of name.elements) {
      const read = element.dotDotDotToken ? undefined : propertyNameText(element.propertyName ?? boundName(element));
      if (read === undefined) this.isWhole = true;
      else this.#followElement(this.#field(read), element);
    }
  }

  #followElement(field: Collected, { initializer, name }: ts.BindingElement): void {
    if (initializer) field.defaults.push(initializer);
    field.#isDefaulted = initializer !== undefined;
    field.followName(name);
    field.#isDefaulted = false;
  }

  #followMember(access: ts.PropertyAccessExpression | ts.ElementAccessExpression): void {
    const name = memberName(access);
    const { parent } = access;
    const isMethod = ts.isCallExpression(parent) && parent.expression === access;
    if (isMethod && /^(?:catch|finally)$/.test(name ?? '')) return this.follow(parent);
    if (isMethod || name === undefined || name === 'length') {
      this.isWhole ||= name === undefined || isMethod;
      return;
    }
    if (isWritten(access)) this.isWhole = true;
    else this.#field(name).follow(access);
  }

  /** `given || {}`, `body = await request.json()`. */
  #followOperand(node: ts.Expression, parent: ts.BinaryExpression): boolean {
    const { left, right, operatorToken } = parent;
    if (isFallback(parent) && left === node) {
      if (isEmpty(right)) this.#followOrEmpty(parent);
      else this.#replace(parent, right);
      return true;
    }
    if (operatorToken.kind !== ts.SyntaxKind.EqualsToken || right !== node || !ts.isIdentifier(left)) return false;
    this.followName(left);
    return true;
  }

  #followOrEmpty(whole: ts.Expression): void {
    const before = this.#isOrEmpty;
    this.#isOrEmpty = true;
    this.follow(whole);
    this.#isOrEmpty = before;
  }

  /** `const limit = body.limit ?? 10;` */
  #replace(whole: ts.Expression, fallback: ts.Expression): void {
    this.defaults.push(fallback);
    const { parent } = outermost(whole);
    if (ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name)) this.replaced.push(...usesOf(parent.name));
  }

  #field(name: string): Collected {
    let field = this.#fields.get(name);
    if (field === undefined) this.#fields.set(name, (field = new Collected()));
    return field;
  }
}

/** `body = …` */
const isOverwritten = (node: ts.Expression, { left, operatorToken }: ts.BinaryExpression): boolean =>
  left === node && ts.isIdentifier(node) && operatorToken.kind === ts.SyntaxKind.EqualsToken;

const boundName = ({ name }: ts.BindingElement): ts.Identifier | undefined =>
  ts.isIdentifier(name) ? name : undefined;

const isMemberOf = (
  parent: ts.Node,
  node: ts.Node,
): parent is ts.PropertyAccessExpression | ts.ElementAccessExpression =>
  (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent)) && parent.expression === node;

const isEmpty = (node: ts.Expression): boolean => ts.isObjectLiteralExpression(node) && node.properties.length === 0;

function isWritten(access: ts.Expression): boolean {
  const { parent } = access;
  if (ts.isDeleteExpression(parent)) return true;
  return (
    ts.isBinaryExpression(parent) &&
    parent.left === access &&
    parent.operatorToken.kind >= ts.SyntaxKind.FirstAssignment &&
    parent.operatorToken.kind <= ts.SyntaxKind.LastAssignment
  );
}

/** Whether the code only asks whether a field is there. */
export const isAskedOnly = ({ uses, fields, replaced }: InputField): boolean =>
  fields.length === 0 && replaced.length === 0 && uses.every(asksOnly);

/** Whether a list goes nowhere as it is: only its elements are read, one by one. */
export const isReadByElement = ({ uses, replaced }: InputField): boolean =>
  [...uses, ...replaced].every((use) => asksOnly(use) || isReading(use.parent, use));

/** Whether a value is stored, given or returned as it is. */
export function isHandedOn(use: ts.Expression): boolean {
  const { parent } = use;
  if (isFallback(parent)) return isHandedOn(outermost(parent));
  if (asksOnly(use) || isReading(parent, use)) return false;
  if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) return parent.expression !== use;
  return (
    ts.isPropertyAssignment(parent) ||
    ts.isShorthandPropertyAssignment(parent) ||
    ts.isSpreadAssignment(parent) ||
    ts.isSpreadElement(parent) ||
    ts.isArrayLiteralExpression(parent) ||
    ts.isReturnStatement(parent)
  );
}

function isReading(parent: ts.Node, list: ts.Expression): boolean {
  if (ts.isCallExpression(parent)) return parent.expression.getText() === 'Array.isArray';
  if (ts.isVariableDeclaration(parent)) return ts.isIdentifier(parent.name);
  if (ts.isForOfStatement(parent)) return parent.expression === list;
  if (ts.isBinaryExpression(parent)) return isFallback(parent) && parent.left === list;
  return (
    isMemberOf(parent, list) && /^(?:length|map|flatMap|forEach|reduce|some|every)$/.test(memberName(parent) ?? '')
  );
}

/** Whether the place only looks whether a value is there, or logs it. */
function asksOnly(node: ts.Expression): boolean {
  const { parent } = node;
  if (ts.isPrefixUnaryExpression(parent) || ts.isTypeOfExpression(parent)) return true;
  if (ts.isIfStatement(parent) || (ts.isConditionalExpression(parent) && parent.condition === node)) return true;
  if (ts.isCallExpression(parent) && parent.expression !== node) return isLogCall(parent);
  if (!ts.isBinaryExpression(parent)) return false;
  const operator = parent.operatorToken.getText();
  // The last of `a || b` is what goes on.
  if (parent.right === node && /^(?:&&|\|\|)$/.test(operator)) return asksOnly(outermost(parent));
  return /^(?:[!=]==?|&&|\|\||in)$/.test(operator);
}
