import { ts } from '../../engine/syntax.ts';
import { enclosingFunction, functionName, isFunctionNode, propertyNameText } from '../nodes.ts';
import type { Flow } from './flows.ts';
import { equalities, isComparing } from './operators.ts';
import { isBehindRouterGuard } from './router-guards.ts';

/** By which name the sender chose: `amount` of `req.body.amount`, of `{ amount } = body`, of `form.get('amount')`. */
export function chosenName({ source: node, members }: Pick<Flow, 'source' | 'members'>): string | undefined {
  const named = members.findLast((member) => /^[a-z_$]/i.test(member));
  if (named !== undefined) return named;
  if (ts.isBindingElement(node))
    return propertyNameText(node.propertyName ?? (ts.isIdentifier(node.name) ? node.name : undefined));
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  if (ts.isElementAccessExpression(node))
    return ts.isStringLiteralLike(node.argumentExpression) ? node.argumentExpression.text : undefined;
  if (ts.isIdentifier(node)) return node.text;
  const [argument] = ts.isCallExpression(node) ? node.arguments : [];
  return argument && ts.isStringLiteralLike(argument) ? argument.text : undefined;
}

/** Whether only staff gets to where the value comes from: what they choose is theirs to choose. */
export function isForStaff({ source, given }: Pick<Flow, 'source' | 'given'>): boolean {
  const file = source.getSourceFile().fileName;
  if (staffPlace.test(file.slice(-120))) return true;
  const around = [...functionsAround(source), ...functionsAround(given)];
  return around.some((fn) => isStaffFunction(fn)) || around.some((fn) => isBehindRouterGuard(fn));
}

/** `await requireAdmin()`, `const auth = await verifyAdminAuth()`: the handler asks by that name whether it is staff that calls, on the way to where it uses the value. */
export const isCalledByStaff = ({ source, given }: Pick<Flow, 'source' | 'given'>): boolean =>
  [source, given].some((place) => functionsAround(place).some((fn) => asksForStaff(fn, place)));

function asksForStaff(fn: ts.Node, place: ts.Node): boolean {
  let isFound = false;
  const visit = (node: ts.Node): void => {
    isFound ||= ts.isCallExpression(node) && staffCheck.test(node.expression.getText()) && isOnTheWay(node, place);
    if (!isFound) ts.forEachChild(node, visit);
  };
  visit(fn);
  return isFound;
}

/** Whether a check stands before a place in a block around it: a handler of many paths asks in each of them by itself. */
function isOnTheWay(check: ts.Node, place: ts.Node): boolean {
  let block = check.parent;
  while (!ts.isBlock(block) && !ts.isSourceFile(block)) block = block.parent;
  return block.pos <= place.pos && place.end <= block.end && check.end <= place.pos;
}

const staffCheck =
  /\b(?:require|verify|check|assert|ensure|authori[sz]e|authenticate|is)\w*(?:admin|staff|superuser)\w*$/i;

const staffPlace =
  /[/\-_.](?:admin|staff|backoffice|back-office|internal|superadmin|seed|scripts?|dashboard-admin)(?:[/\-_.]|$)/i;
const staffWords = /admin|staff|superuser|manager|seed|migrat|backfill/i;
/** The handler asks who may. */
const asksForRole =
  /\b(?:is_?(?:super_?)?(?:admin|staff|owner|manager)|(?:require|verify|check|assert|ensure|has|can|authori[sz]e|with)\w*(?:admin|role|permission|staff|owner|access)\w*|(?:admin|staff|protectedAdmin)Procedure|(?:user|profile|session|member|claims|me|caller|actor|auth|token|decoded)\w*\??\.(?:user\??\.)?(?:user_?)?role|permissions?\.(?:includes|has)|\.can\(|authorize\()/i;

function isStaffFunction(fn: ts.Node): boolean {
  if (!isFunctionNode(fn)) return false;
  const name = functionName(fn)?.text ?? '';
  if (staffWords.test(name) || staffWords.test(commentAbove(fn)) || asks(fn)) return true;
  const { parent } = fn;
  if (!ts.isCallExpression(parent)) return false;
  return parent.arguments.some(
    (each) => each !== fn && /admin|owner|role|staff|superuser|permission/i.test(each.getText()),
  );
}

/** `// POST /admin/users`, `@access Private/Admin`. */
function commentAbove(fn: ts.Node): string {
  let node = fn;
  while (node.parent !== undefined && !ts.isStatement(node)) node = node.parent;
  return node.getSourceFile().text.slice(node.getFullStart(), node.getStart());
}

/** Whether a condition or a call of the function asks for a role or a permission. */
function asks(fn: ts.Node): boolean {
  let isFound = false;
  const visit = (node: ts.Node): void => {
    const asked = isFound ? undefined : askedBy(node);
    if (asked !== undefined && asksForRole.test(asked.replace(fromRequest, ''))) isFound = true;
    if (!isFound) ts.forEachChild(node, visit);
  };
  visit(fn);
  return isFound;
}

const fromRequest = /\b(?:req|request)\.body\.\w+|\bbody\.\w+/g;

function askedBy(node: ts.Node): string | undefined {
  if (ts.isIfStatement(node)) return node.expression.getText();
  if (ts.isConditionalExpression(node)) return node.condition.getText();
  if (ts.isCallExpression(node)) return `${node.expression.getText()}(`;
  const isAsked = ts.isBinaryExpression(node) && equalities.has(node.operatorToken.kind);
  return isAsked ? node.getText() : undefined;
}

function functionsAround(node: ts.Node): readonly ts.Node[] {
  const around: ts.Node[] = [];
  for (let fn = enclosingFunction(node); fn !== undefined; fn = enclosingFunction(fn)) around.push(fn);
  return around;
}

/** The outermost function around, or the file. */
const handlerOf = (node: ts.Node): ts.Node => functionsAround(node).at(-1) ?? node.getSourceFile();

/** Whether the code knows by itself who asks. */
export const knowsCaller = ({ source, given }: Pick<Flow, 'source' | 'given'>): boolean =>
  [handlerOf(source), handlerOf(given)].some((handler) => callers.test(handler.getText()));

const callers =
  /\b(?:req|request|ctx|c|context|event)\.(?:user|auth|session|currentUser|userId|locals\.user)\b|\blocals\.user\b|getServerSession\(|\bgetUser\(|\bauth\(\)|\bcurrentUser\(|\bsession\.user\b|\bgetAuth\(|verifyToken\(|\bgetSession\(/;

/**
 * Whether the handler compares what was chosen with something of its own, or takes it to a function that says it checks it: how well, only the author knows.
 */
export function isCompared(flow: Pick<Flow, 'source' | 'given'>, name: string): boolean {
  return [...new Set([handlerOf(flow.source), handlerOf(flow.given)])].some((handler) => comparesIn(handler, name));
}

function comparesIn(handler: ts.Node, name: string): boolean {
  let isFound = false;
  const visit = (node: ts.Node): void => {
    if (isFound) return;
    if (ts.isBinaryExpression(node) && isComparing(node.operatorToken.kind)) isFound = isAgainstOwn(node, name);
    else if (ts.isCallExpression(node)) isFound = isCheckedBy(node, name);
    if (!isFound) ts.forEachChild(node, visit);
  };
  visit(handler);
  return isFound;
}

const Kind = ts.SyntaxKind;
/** `amount !== product.price`, `Math.abs(expected - amount) > 1`, `amount > MAX`; not `amount <= 0`, `typeof amount === 'number'`. */
function isAgainstOwn({ left, right, operatorToken }: ts.BinaryExpression, name: string): boolean {
  const text = `${left.getText()} ${right.getText()}`;
  if (!mentions(text, name) || /\btypeof\b|\.length\b/.test(text)) return false;
  const others = text
    .replace(/(['"`])[^'"`]*\1/g, '')
    .match(/[A-Za-z_$][\w$.?]*/g)
    ?.filter((word) => !mentions(word, name) && !neutral.test(word));
  if (others !== undefined && others.length > 0) return true;
  if (equalities.has(operatorToken.kind)) return false;
  return isBoundedAbove(mentions(left.getText(), name), operatorToken.kind, left, right);
}

/** An upper bound that is written out: `amount > 500`. */
function isBoundedAbove(isLeft: boolean, operator: number, left: ts.Expression, right: ts.Expression): boolean {
  const limit = unwrapNumber(isLeft ? right : left);
  const isAbove = operator === Kind.GreaterThanToken || operator === Kind.GreaterThanEqualsToken;
  return limit !== undefined && limit > 1 && isAbove === isLeft;
}

const unwrapNumber = (node: ts.Expression): number | undefined => {
  const value = Number(node.getText().replace(/_/g, ''));
  return Number.isFinite(value) ? value : undefined;
};

const neutral =
  /^(?:Number|parseFloat|parseInt|String|Math\.\w+|null|undefined|true|false|isNaN|MIN\w*|\w*_MIN\w*|min[A-Z]\w*|NaN)$/;

function isCheckedBy(call: ts.CallExpression, name: string): boolean {
  const callee = call.expression.getText();
  if (!call.arguments.some((each) => mentions(each.getText(), name) && !ts.isObjectLiteralExpression(each)))
    return false;
  return (
    /\.(?:includes|has)$/.test(callee) ||
    /^Math\.min$/.test(callee) ||
    /(?:^|\.)(?:valid|verif|check|clamp|assert)\w*(?:amount|price|total|discount|role|user|owner|access)\w*$/i.test(
      callee,
    )
  );
}

const mentions = (text: string, name: string): boolean => new RegExp(`(?<![\\w$])${name}(?![\\w$])`).test(text);

/** An amount that only who pays can name: a gift, a bid, a deposit; or one that somebody keeps account of for themselves. */
export function isOwnMoney(flow: Pick<Flow, 'source' | 'given'>): boolean {
  const file = flow.source.getSourceFile().fileName.slice(-100);
  return [file, routeText(flow.source), routeText(flow.given)].some((text) => ownMoney.test(text));
}

/** The handler, and the path that it answers. */
function routeText(node: ts.Node): string {
  const handler = handlerOf(node);
  const [path] = ts.isCallExpression(handler.parent) ? handler.parent.arguments : [];
  return `${path === undefined || path === handler ? '' : path.getText()} ${handler.getText()}`;
}

const ownMoney =
  /donat|\btip(?:s|_?amount|ping)?\b|\btip[A-Z_]|top[\s_-]?up|deposit|pay[\s_-]?what|contribut|pledge|sponsor|gift|\bbid(?:s|ding|_?amount)?\b|wallet|recharge|custom[\s_-]?amount|add[\s_-]?(?:funds|credit|money|balance)|crowdfund|fund[\s_-]?rais|\bzakat\b|\boffering|tithe|expense|budget|payout|withdraw|refund|purchase_?orders?\b|supplier|vendor_?bill/i;
