import { ts } from '../engine/syntax.ts';
import { isLogCall } from './log-calls.ts';
import { isFunctionExpression, memberName } from './nodes.ts';
import { scopesOf } from './scopes.ts';

const failureNames =
  /^(?:error|errors|error_description|errorMessage|err|errcode|errorCode|error_code|ok|success|succeeded|status|statusCode|code|message|msg|detail|failed|isError|cod|result|retcode|response_code|state|Response)$/;

/** The content says whether it went well: `if (data.error) …`, `data?.id`, a schema, a check for a list. */
export function isAnswerLookedAt(read: ts.CallExpression): boolean {
  const place = placeOfValue(read);
  if (place === undefined) return false;
  if (ts.isVariableDeclaration(place) || ts.isParameter(place)) return isContentChecked(place.name);
  const name = gatheredName(place) ?? assignedName(place);
  return name ? isContentChecked(name) : isLookedAt(place);
}

/** What takes the content: a variable, the parameter of the next callback, or the expression around it. */
function placeOfValue(
  read: ts.Expression,
): ts.VariableDeclaration | ts.ParameterDeclaration | ts.Expression | undefined {
  let node: ts.Expression = read;
  for (;;) {
    const { parent } = node;
    if (ts.isAwaitExpression(parent) || ts.isParenthesizedExpression(parent) || ts.isAsExpression(parent))
      node = parent;
    else if (ts.isPropertyAccessExpression(parent) && isHandled(parent)) {
      if (!ts.isCallExpression(parent.parent)) return undefined;
      node = parent.parent;
    } else if (ts.isVariableDeclaration(parent)) return parent;
    else {
      const chain = chainAround(node);
      if (chain === undefined) return node;
      const parameter = nextParameter(chain);
      if (parameter) return parameter;
      node = chain;
    }
  }
}

/** `data = await response.json()` */
function assignedName({ parent }: ts.Node): ts.Identifier | undefined {
  const isAssigned = ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken;
  return isAssigned && ts.isIdentifier(parent.left) ? parent.left : undefined;
}

/** `const [me, list] = await Promise.all([…, …])` and `Promise.all([…, …]).then(([me, list]) => …)`: the name of one of several. */
function gatheredName(node: ts.Expression): ts.BindingName | undefined {
  const list = node.parent;
  const call = ts.isArrayLiteralExpression(list) ? list.parent : undefined;
  if (!ts.isArrayLiteralExpression(list) || call === undefined || !ts.isCallExpression(call)) return undefined;
  if (!/^Promise\s*\.\s*all$/.test(call.expression.getText())) return undefined;
  const taken = ts.isAwaitExpression(call.parent) ? call.parent.parent : nextParameter(call);
  const names = taken && (ts.isVariableDeclaration(taken) || ts.isParameter(taken)) ? taken.name : undefined;
  const element = names && ts.isArrayBindingPattern(names) ? names.elements[list.elements.indexOf(node)] : undefined;
  return element && ts.isBindingElement(element) ? element.name : undefined;
}

const isHandled = ({ name }: ts.PropertyAccessExpression): boolean => name.text === 'catch';

/** `.then((response) => response.json())` around what its callback gives. */
function chainAround({ parent }: ts.Node): ts.CallExpression | undefined {
  const fn = ts.isReturnStatement(parent) ? parent.parent.parent : parent;
  return ts.isArrowFunction(fn) && ts.isCallExpression(fn.parent) && memberName(fn.parent.expression) === 'then'
    ? fn.parent
    : undefined;
}

/** `.then((data) => …)` behind the callback that reads the body. */
function nextParameter({ parent: next }: ts.CallExpression): ts.ParameterDeclaration | undefined {
  const call = ts.isPropertyAccessExpression(next) && next.name.text === 'then' ? next.parent : undefined;
  const callback = call && ts.isCallExpression(call) ? call.arguments[0] : undefined;
  return callback && isFunctionExpression(callback) ? callback.parameters[0] : undefined;
}

function isContentChecked(name: ts.BindingName): boolean {
  if (!ts.isIdentifier(name)) return name.elements.some((each) => isElementChecked(each));
  const references = scopesOf(name.getSourceFile()).bindingOf(name)?.references ?? [];
  return references.some(isLookedAt) || (references.length > 0 && references.every(isWithoutUse));
}

/** What only a log is told, or what the page may do without. */
const isWithoutUse = (content: ts.Identifier): boolean => isLogged(content) || goesIntoOptionalState(content);

function isLogged(content: ts.Node): boolean {
  for (let current = content; ts.isExpression(current.parent); current = current.parent) {
    if (ts.isCallExpression(current.parent) && isLogCall(current.parent)) return true;
  }
  return false;
}

/** `setUser(data.user)` beside `useState(null)`: the page has to do without a user as it is. */
function goesIntoOptionalState(content: ts.Identifier): boolean {
  const field = content.parent;
  const call = ts.isPropertyAccessExpression(field) && field.expression === content ? field.parent : undefined;
  if (call === undefined || !ts.isCallExpression(call) || !ts.isIdentifier(call.expression)) return false;
  const element = scopesOf(call.getSourceFile()).bindingOf(call.expression)?.declarations[0];
  const declaration = element && ts.isBindingElement(element) ? element.parent.parent : undefined;
  const hook = declaration && ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
  if (hook === undefined || !ts.isCallExpression(hook) || !/\buseState$/.test(hook.expression.getText())) return false;
  const [initial] = hook.arguments;
  return initial === undefined || /^(?:null|undefined)$/.test(initial.getText());
}

function isElementChecked(element: ts.ArrayBindingElement): boolean {
  if (!ts.isBindingElement(element)) return false;
  const name = element.propertyName ?? element.name;
  if (ts.isIdentifier(name) && failureNames.test(name.text)) return true;
  return ts.isIdentifier(element.name) && isContentChecked(element.name);
}

/** Whether the code asks something of the content before it goes on with it. */
function isLookedAt(content: ts.Node): boolean {
  let node = content;
  for (;;) {
    const { parent } = node;
    if (ts.isPropertyAccessExpression(parent) && parent.expression === node) {
      if (failureNames.test(parent.name.text) || parent.questionDotToken) return true;
      node = parent;
    } else if (ts.isElementAccessExpression(parent) && parent.expression === node) {
      if (parent.questionDotToken) return true;
      node = parent;
    } else if (
      ts.isParenthesizedExpression(parent) ||
      ts.isAsExpression(parent) ||
      ts.isNonNullExpression(parent) ||
      ts.isAwaitExpression(parent)
    ) {
      node = parent;
    } else if (ts.isVariableDeclaration(parent) && node !== content) {
      return isContentChecked(parent.name);
    } else return isCondition(parent, node);
  }
}

const checkers =
  /^(?:isArray|parse|safeParse|parseAsync|safeParseAsync|validate|check|assert|is|keys|includes|startsWith|test|match)$/;

function isCondition(parent: ts.Node, node: ts.Node): boolean {
  if (ts.isIfStatement(parent) || ts.isWhileStatement(parent)) return parent.expression === node;
  if (ts.isConditionalExpression(parent)) return parent.condition === node;
  if (ts.isPrefixUnaryExpression(parent) || ts.isTypeOfExpression(parent)) return true;
  if (ts.isBinaryExpression(parent)) {
    const { kind } = parent.operatorToken;
    return kind !== ts.SyntaxKind.EqualsToken && kind !== ts.SyntaxKind.PlusToken;
  }
  if (ts.isSwitchStatement(parent)) return true;
  if (!ts.isCallExpression(parent)) return false;
  const name = memberName(parent.expression) ?? (ts.isIdentifier(parent.expression) ? parent.expression.text : '');
  return checkers.test(name) || /valid|check|assert|guard|ensure|handle|^is[A-Z]|error/i.test(name);
}
