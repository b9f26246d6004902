import { ts } from '../engine/syntax.ts';
import { secretNameOf } from '../secrets/secret-names.ts';
import { environmentOrigin } from './environment-reads.ts';
import { enclosingFunction, type FunctionNode, functionName, memberName, propertyNameText, unwrap } from './nodes.ts';
import { scopesOf } from './scopes.ts';
import type { ValueQuestions } from './value.ts';

/** A secret that the program itself is configured with, and that may be missing. */
export interface ConfiguredSecret {
  /** The variable of the environment where it is known, else the name in the code. */
  readonly name: string;
  readonly expression: ts.Expression;
}

/** The secret that an operand asks for: `SECRET`, `!!SECRET`, `SECRET !== undefined`, `SECRET.length > 0`. */
export function presentSecret(test: ts.Expression, values: ValueQuestions): ConfiguredSecret | undefined {
  const node = unwrap(test);
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) {
    const inner = unwrap(node.operand);
    const isDouble = ts.isPrefixUnaryExpression(inner) && inner.operator === ts.SyntaxKind.ExclamationToken;
    return isDouble ? presentSecret(inner.operand, values) : undefined;
  }
  if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'Boolean') {
    return node.arguments[0] && presentSecret(node.arguments[0], values);
  }
  if (ts.isBinaryExpression(node)) {
    const asked = isMissing(node.right) ? node.left : lengthOwner(node.left);
    return asked && isUnequal(node.operatorToken.kind) ? configuredSecret(asked, values) : undefined;
  }
  return configuredSecret(node, values);
}

/** `!SECRET`, `SECRET === undefined` */
export function missingSecret(test: ts.Expression, values: ValueQuestions): ConfiguredSecret | undefined {
  const node = unwrap(test);
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) {
    return presentSecret(node.operand, values);
  }
  if (!ts.isBinaryExpression(node) || !isMissing(node.right)) return undefined;
  const { kind } = node.operatorToken;
  const isEqual = kind === ts.SyntaxKind.EqualsEqualsToken || kind === ts.SyntaxKind.EqualsEqualsEqualsToken;
  return isEqual ? configuredSecret(node.left, values) : undefined;
}

const unequal: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.ExclamationEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
]);
const isUnequal = (kind: ts.SyntaxKind): boolean => unequal.has(kind) || kind === ts.SyntaxKind.GreaterThanToken;

const isMissing = (expression: ts.Expression): boolean => {
  const node = unwrap(expression);
  return (
    node.kind === ts.SyntaxKind.NullKeyword ||
    (ts.isIdentifier(node) && node.text === 'undefined') ||
    (ts.isStringLiteralLike(node) && node.text === '')
  );
};

/** Not a question whether there is a value at all. */
const isComparison = ({ left, right }: ts.BinaryExpression): boolean => !isMissing(left) && !isMissing(right);

const lengthOwner = (expression: ts.Expression): ts.Expression | undefined => {
  const node = unwrap(expression);
  return ts.isPropertyAccessExpression(node) && node.name.text === 'length' ? node.expression : undefined;
};

/** From the environment, or handed to a function as its `secret`. What a request brings is none. */
function configuredSecret(expression: ts.Expression, values: ValueQuestions): ConfiguredSecret | undefined {
  const node = unwrap(expression);
  if (
    !ts.isIdentifier(node) &&
    !ts.isPropertyAccessExpression(node) &&
    !ts.isElementAccessExpression(node) &&
    !ts.isCallExpression(node)
  ) {
    return undefined;
  }
  const own = ts.isIdentifier(node) ? node.text : memberName(node);
  const variable = environmentOrigin(node) ?? (mayHold(own) ? variableOf(node, values) : undefined);
  if (variable !== undefined) return mayBeSecret(variable) ? { name: variable, expression: node } : undefined;
  return ts.isIdentifier(node) && isSecretParameter(node) ? { name: node.text, expression: node } : undefined;
}

const mayBeSecret = (name: string): boolean =>
  secretNameOf(name) !== undefined || /(^|_)(SECRET|TOKEN|KEY|PASSWORD)$/.test(name);
const mayHold = (name: string | undefined): boolean =>
  name !== undefined && (secretNameOf(name) !== undefined || /secret|token|key|expected/i.test(name));

/** `config.webhookSecret`, across files. */
function variableOf(node: ts.Expression, values: ValueQuestions): string | undefined {
  const own = ts.isIdentifier(node) ? node.text : memberName(node);
  const found = values.of(node).map((value) => (value.kind === 'path' ? variableIn(value.path, own) : undefined));
  // One that may come from elsewhere as well, such as a stored token, is not the program's own.
  return found.every((variable) => variable !== undefined) ? found[0] : undefined;
}

function variableIn(path: string, own: string | undefined): string | undefined {
  const [, variable] = /^globalThis\.(?:process|Bun)\.env\.([A-Z][A-Z0-9_]*)/.exec(path) ?? [];
  return variable ?? (path.startsWith('globalThis.Deno.env.get()') ? own : undefined);
}

function isSecretParameter(node: ts.Identifier): boolean {
  const declaration = scopesOf(node.getSourceFile()).bindingOf(node)?.declarations[0];
  return (
    declaration !== undefined &&
    ts.isParameter(declaration) &&
    declaration.initializer === undefined &&
    /secret|signingKey/i.test(node.text)
  );
}

/** The names that carry a secret on within a function: itself and what is computed from it. */
export function carriersOf(secret: ts.Expression, fn: ts.Node): ReadonlySet<string> {
  const names = new Set([secret.getText()]);
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && node.initializer && mentions(node.initializer, names)) {
      for (const name of declared(node.name)) names.add(name);
    }
    ts.forEachChild(node, visit);
  };
  visit(fn);
  return names;
}

const declared = (name: ts.BindingName): readonly string[] =>
  ts.isIdentifier(name)
    ? [name.text]
    : name.elements.flatMap((element) =>
        ts.isBindingElement(element) ? [propertyNameText(element.name as ts.PropertyName) ?? ''] : [],
      );

/** Whether a part of the code reads one of the names. */
export function mentions(root: ts.Node, names: ReadonlySet<string>): boolean {
  const visit = (node: ts.Node): boolean =>
    ((ts.isIdentifier(node) ||
      ts.isPropertyAccessExpression(node) ||
      ts.isElementAccessExpression(node) ||
      ts.isCallExpression(node)) &&
      names.has(node.getText())) ||
    (ts.forEachChild(node, (child) => visit(child) || undefined) ?? false);
  return visit(root);
}

const checking = /verif|valid|equal|compare|check|match|constructevent|unsign|authori[sz]e/i;

/** A test that holds when what was given is wrong: `given !== SECRET`, `!safeEqual(given, SECRET)`. */
export function isMismatch(test: ts.Expression, carriers: ReadonlySet<string>): boolean {
  const node = unwrap(test);
  if (ts.isBinaryExpression(node)) {
    const { kind } = node.operatorToken;
    if (kind === ts.SyntaxKind.AmpersandAmpersandToken || kind === ts.SyntaxKind.BarBarToken) {
      return isMismatch(node.left, carriers) || isMismatch(node.right, carriers);
    }
    return unequal.has(kind) && isComparison(node) && mentions(node, carriers);
  }
  if (!ts.isPrefixUnaryExpression(node) || node.operator !== ts.SyntaxKind.ExclamationToken) return false;
  const inner = unwrap(node.operand);
  return isCheckOf(inner, carriers);
}

/** A test that holds when what was given is right. */
export function isMatch(test: ts.Expression, carriers: ReadonlySet<string>): boolean {
  const node = unwrap(test);
  if (ts.isBinaryExpression(node)) {
    const { kind } = node.operatorToken;
    const isEqual = kind === ts.SyntaxKind.EqualsEqualsToken || kind === ts.SyntaxKind.EqualsEqualsEqualsToken;
    return isEqual && isComparison(node) && mentions(node, carriers);
  }
  return isCheckOf(node, carriers);
}

function isCheckOf(expression: ts.Expression, carriers: ReadonlySet<string>): boolean {
  const node = ts.isAwaitExpression(expression) ? unwrap(expression.expression) : expression;
  if (!ts.isCallExpression(node))
    return (
      ts.isIdentifier(node) &&
      carriers.has(node.text) &&
      /valid|match|verified|^ok(?![a-z])|Ok(?![a-z])/i.test(node.text.replace(/token/gi, ''))
    );
  const callee = unwrap(node.expression);
  const name = ts.isIdentifier(callee) ? callee.text : (memberName(callee) ?? '');
  return checking.test(name) && mentions(node, carriers);
}

/** The check of a secret in some code: a mismatch that leaves, a match that is returned, a call that throws. */
export function checks(root: ts.Node, carriers: ReadonlySet<string>): boolean {
  const visit = (node: ts.Node): boolean => {
    if (ts.isIfStatement(node) && leaves(node.thenStatement) && isMismatch(node.expression, carriers)) return true;
    if (ts.isReturnStatement(node) && node.expression && holdsMatch(node.expression, carriers)) return true;
    if (ts.isCallExpression(node) && isVerifying(node) && mentions(node, carriers)) return true;
    return ts.forEachChild(node, (child) => visit(child) || undefined) ?? false;
  };
  return visit(root);
}

function holdsMatch(expression: ts.Expression, carriers: ReadonlySet<string>): boolean {
  const node = unwrap(expression);
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken) {
    return holdsMatch(node.left, carriers) || holdsMatch(node.right, carriers);
  }
  return isMatch(node, carriers);
}

/** Calls that throw when the signature is wrong. */
const isVerifying = (node: ts.CallExpression): boolean => {
  const callee = unwrap(node.expression);
  const name = ts.isIdentifier(callee) ? callee.text : (memberName(callee) ?? '');
  return /^(constructEvent(Async)?|verify\w*|jwtVerify|validate\w*(Signature|Webhook|Request)\w*|timingSafeEqual|safeEqual\w*)$/.test(
    name,
  );
};

/** Returns, throws, or answers a request. */
export function leaves(statement: ts.Statement): boolean {
  const last = ts.isBlock(statement) ? statement.statements.at(-1) : statement;
  if (last === undefined) return false;
  if (ts.isReturnStatement(last) || ts.isThrowStatement(last) || ts.isContinueStatement(last)) return true;
  return (
    ts.isExpressionStatement(last) &&
    /\b(status|sendStatus|code|writeHead|exit|end|next|close|destroy)\(/.test(last.getText())
  );
}

/** A function that is asked whether somebody may go on. */
export function isChecker(fn: FunctionNode): boolean {
  const assigned = ts.isBinaryExpression(fn.parent) ? memberName(fn.parent.left) : undefined;
  const name = ts.isMethodDeclaration(fn) ? propertyNameText(fn.name) : (functionName(fn)?.text ?? assigned);
  return (
    name !== undefined && /verif|valid|auth|check|guard|protect|require|assert|allowed|permitted|signature/i.test(name)
  );
}

export const functionAround = (node: ts.Node): FunctionNode | undefined => enclosingFunction(node);
