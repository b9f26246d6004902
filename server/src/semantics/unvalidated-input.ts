import { ts } from '../engine/syntax.ts';
import { parameterOf } from './answer-forms.ts';
import {
  enclosingFunction,
  functionName,
  type FunctionNode,
  isFunctionNode,
  propertyNameText,
  unwrap,
} from './nodes.ts';
import { isReadAsFile, ofFile } from './shapes/form-reads.ts';
import { isSwitchName } from './shapes/names.ts';
import type { SinkNode } from './taint/sinks.ts';
import { changesRows } from './taint/statement-sinks.ts';
import type { Flow } from './taint/flows.ts';
import type { TaintQuestions } from './taint/taint.ts';
import { webhookAround } from './webhooks.ts';

/** What a handler is sent and takes as it comes. */
export interface UnvalidatedInput {
  /** The expression that holds it: `await request.json()`, `req.body`, a parameter's name. */
  readonly origin: ts.Node;
  /** The function that is given the request. */
  readonly handler: FunctionNode;
  readonly flow: Flow;
  /** The handler asks by hand of what kind other fields are: what it leaves out may be meant. */
  readonly isPartlyChecked: boolean;
}

/** What is stored, paid, sent or written at a node without anybody having asked what it is like; by handler. */
export function unvalidatedInputsAt(node: SinkNode, taint: TaintQuestions): readonly UnvalidatedInput[] {
  const flows = taint.flowsAt(node);
  // What is written as a whole has a rule of its own.
  const whole = new Set(flows.filter(({ harm }) => harm === 'record').map(({ origin }) => origin));
  const found = new Map<ts.Node, UnvalidatedInput & { readonly isSwitch: boolean }>();
  for (const flow of flows) {
    const origin = originOf(flow);
    const handler = enclosingFunction(origin);
    if (!hurtsByShape(flow) || isId(flow) || flow.trust !== 'remote' || whole.has(origin)) continue;
    const known = handler && found.get(takenBy(origin, handler));
    if (
      handler === undefined ||
      (known && !(known.isSwitch && !isSwitch(flow))) ||
      isCheckedAround(handler, taint) ||
      isChecked(origin, handler)
    )
      continue;
    if (isVouchedFor(origin, handler) || isPlainText(flow) || isCheckedClass(origin, taint)) continue;
    found.set(takenBy(origin, handler), {
      origin,
      handler,
      flow,
      isPartlyChecked: asksForKinds.test(handler.getText()),
      isSwitch: isSwitch(flow),
    });
  }
  return [...found.values()].filter((each) => !each.isSwitch);
}

/** A handler that answers for several paths may read what it is sent once for each: `await readJson(req)` here and there. */
export const takenBy = (origin: ts.Node, handler: FunctionNode): ts.Node =>
  ts.isCallExpression(origin) || ts.isAwaitExpression(origin) ? origin : handler;

/** A table takes no id of another kind, nor one that leads nowhere. */
const isId = (flow: Flow): boolean => /(?:^|_)ids?$|I[dD]s?$/.test(fieldOf(flow));

/** Where that is all that is taken: a column of switches takes nothing else. */
const isSwitch = (flow: Flow): boolean => isSwitchName(fieldOf(flow)) || flow.steps.some(isSwitchOf(fieldOf(flow)));

/** `isDefault: setDefault || false`: the column says so where the field does not. */
const isSwitchOf =
  (field: string) =>
  (step: ts.Node): boolean =>
    ts.isObjectLiteralExpression(step) &&
    step.properties.some(
      (each) =>
        ts.isPropertyAssignment(each) &&
        isSwitchName(propertyNameText(each.name) ?? '') &&
        nameOf(chosenIn(each.initializer)) === field,
    );

/** `wanted` of `wanted ?? false`. */
function chosenIn(value: ts.Expression): ts.Expression {
  const node = unwrap(value);
  const isDefaulted =
    ts.isBinaryExpression(node) &&
    (node.operatorToken.kind === ts.SyntaxKind.BarBarToken ||
      node.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken);
  return isDefaulted ? chosenIn(node.left) : node;
}

const fieldOf = ({ source, members }: Flow): string => members.findLast((name) => name !== '*') ?? nameOf(source);

/** `title` of `body.title`, and of `{ title }`. */
function nameOf(source: ts.Node): string {
  const named = ts.isBindingElement(source) ? (source.propertyName ?? source.name) : source;
  return /(\w+)\W*$/.exec(named.getText())?.[1] ?? '';
}

/** A statement that is put together of the value stores it, too; once it is a parameter that is all that is left to say. */
const hurtsByShape = ({ harm, isAnything, sink: { node } }: Flow): boolean =>
  harm === 'shape' || (harm === 'sql' && isAnything && ts.isCallExpression(node) && changesRows(node));

const asksForKinds = /\btypeof\s+[\w.?]+\s*[!=]==?\s*['"](?:string|number|boolean)/;

/** `checkAccess` asks who calls, not what they send. */
const isChecking = (text: string): boolean =>
  checking.test(text) && (!aboutCaller.test(text) || /valid|schema|body|celebrate|dto\b|joi|zod/i.test(text));
const aboutCaller = /auth|access|admin|role|permission|owner|token|login|session|limit/i;
const checking = /valid|schema|celebrate|\bcheck|\bbody\(|\bparse|\bDto\b|joi\b|\bzod?\b/i;

/** `app.post('/', validate(schema), async (req, res) => …)`, `withBody(schema, async (body) => …)`, `@Body() input: CreateDto`. */
function isCheckedAround(handler: FunctionNode, taint: TaintQuestions): boolean {
  const routes = taint.routesOf(handler);
  if (routes.length > 0 && routes.every(({ before }) => before.some((each) => isChecking(each.getText())))) return true;
  if (taint.isBodyCheckedBefore(handler)) return true;
  const described = descriptionsOf(handler);
  if (described.length > 0 && described.every(saysChecked)) return true;
  for (let node: ts.Node = handler; !ts.isSourceFile(node.parent); node = node.parent) {
    const { parent } = node;
    if (isFunctionNode(node) && node !== handler) return false;
    if (!ts.isCallExpression(parent)) continue;
    const others = parent.arguments.filter((argument) => argument !== node && !ts.isStringLiteralLike(argument));
    if ([parent.expression, ...others].some((each) => !isFunctionNode(each) && isChecking(each.getText()))) return true;
  }
  return false;
}

/** `{ path: '/orders', middleware: [validPath(order)], handler: this.create }`, with which a class registers its own methods. */
function descriptionsOf(handler: FunctionNode): readonly ts.ObjectLiteralExpression[] {
  const name = ts.isMethodDeclaration(handler) ? propertyNameText(handler.name) : functionName(handler)?.text;
  if (name === undefined || !/^\w+$/.test(name)) return [];
  const found: ts.ObjectLiteralExpression[] = [];
  const visit = (node: ts.Node): void => {
    const isNamed = ts.isPropertyAssignment(node) && /^(?:handler|action)$/.test(propertyNameText(node.name) ?? '');
    if (isNamed && new RegExp(`^(?:this\\.)?${name}(?:\\.bind\\(this\\))?$`).test(node.initializer.getText()))
      found.push(node.parent);
    ts.forEachChild(node, visit);
  };
  visit(handler.getSourceFile());
  return found;
}

/** `options: { validate: { payload: order } }` and what stands among the middlewares. */
const saysChecked = ({ properties }: ts.ObjectLiteralExpression): boolean =>
  properties.some(
    (each) =>
      ts.isPropertyAssignment(each) &&
      /^(?:middlewares?|before|preHandlers?|options|config|validate|validation|schema)$/.test(
        propertyNameText(each.name) ?? '',
      ) &&
      isChecking(each.getText()),
  );

/** What services send is vouched for by its signature, for which there are other rules. */
const isVouchedFor = (origin: ts.Node, handler: FunctionNode): boolean =>
  webhookAround(origin) !== undefined || /web-?hook/i.test(`${routeOf(handler)} ${handler.getSourceFile().fileName}`);

function routeOf(handler: FunctionNode): string {
  const { parent } = handler;
  const [route] = ts.isCallExpression(parent) ? parent.arguments : [];
  return route && ts.isStringLiteralLike(route) ? route.text : '';
}

/** The parameter's own name for what a callback inside has of it. */
function originOf({ origin }: Flow): ts.Node {
  return (ts.isIdentifier(origin) ? parameterOf(origin)?.name : undefined) ?? origin;
}

/** What can be little else than it is declared to be: a part of the address, a single value of a server action. */
function isPlainText(flow: Flow): boolean {
  return (
    isFile(flow) || isAddressOnly(flow) || isSingleValue(originOf(flow)) || isOwnAddress(flow) || isForIssuer(flow)
  );
}

/** `form.get('photo') as File`, or its name: no schema says what is in a file. */
const isFile = ({ origin, members: [field, member = ''], steps }: Flow): boolean =>
  /\bformData\(|\bFormData\b/.test((ts.isParameter(origin.parent) ? origin.parent : origin).getText()) &&
  ((field === '*' && ofFile.test(member)) || steps.some((step) => ts.isCallExpression(step) && isReadAsFile(step)));

/** A code of OAuth or a card's nonce goes back to the service that has issued it and alone knows what it is worth. */
const isForIssuer = ({ source, members, sink: { called } }: Flow): boolean =>
  /^(?:fetch|axios[.\w]*)\(\)$/.test(called) &&
  /^(?:(?:auth(?:orization)?_?)?code|code_?verifier|refresh_?token|id_?token|\w*nonce|(?:turnstile|captcha|recaptcha|hcaptcha)_?(?:token|response)?)$/i.test(
    members.findLast((name) => name !== '*') ?? nameOf(source),
  );

/** `renameTeam(id: string)`: a caller that sends something else calls the function by hand. */
function isSingleValue(origin: ts.Node): boolean {
  const { parent } = origin;
  const text = ts.isParameter(parent) ? (parent.type?.getText() ?? '') : '';
  return /^(?:string|number|boolean)(?:\s*\|\s*(?:string|number|boolean|null|undefined))*$/.test(text);
}

/** `fetch('/api/orders', …)`: whoever answers there looks at it. */
function isOwnAddress({ sink: { node, called } }: Flow): boolean {
  const [address] = called === 'fetch()' && ts.isCallExpression(node) ? node.arguments : [];
  return address !== undefined && /^[`'"]\//.test(address.getText());
}

/** A part of the address that is sent on is a text, or a short list of them. */
const isAddressOnly = ({ origin, sink }: Flow): boolean =>
  /\bquery$/.test(origin.getText()) &&
  !/\b(?:insert|update|upsert|create|save|values|set|execute|query|run)\(\)$/.test(sink.called);

/** A class whose decorators say what each field must be, for Nest to check. */
function isCheckedClass(origin: ts.Node, taint: TaintQuestions): boolean {
  const parameter = ts.isParameter(origin.parent) ? origin.parent : origin;
  if (!ts.isParameter(parameter) || ts.getDecorators(parameter) === undefined || taint.hasBareClass(parameter))
    return false;
  const name = parameter.type?.getText() ?? '';
  return /(?:Dto|DTO|Input|Args)\b/.test(name) || /\bParse\w+Pipe\b|ValidationPipe/.test(parameter.getText());
}

const asking = /(?:valid|check|verif|assert|sanit|parse|ensure|schema|guard|decode|cast)\w*$/i;
const plain = /^(?:JSON\.parse|parseInt|parseFloat|Number\.parse\w+)$/;

/** Whether the whole of it is given to something that is there to look at it. */
function isChecked(origin: ts.Node, handler: FunctionNode): boolean {
  const names = namesOf(origin);
  const words = origin.getText();
  let found = false;
  const visit = (node: ts.Node): void => {
    if (found) return;
    if (ts.isCallExpression(node) && isAsking(node.expression))
      found = node.arguments.some(
        (argument) => readHere(argument) === origin || isWithCare(argument, origin) || holdsAny(argument, words, names),
      );
    ts.forEachChild(node, visit);
  };
  if (handler.body) visit(handler.body);
  return found;
}

/** `readJson(req)` of `await readJson(req)` and of `JSON.parse(await readBody(req))`. */
function readHere(argument: ts.Expression): ts.Expression {
  const node = unwrap(argument);
  if (ts.isAwaitExpression(node)) return readHere(node.expression);
  const [text] = ts.isCallExpression(node) && node.expression.getText() === 'JSON.parse' ? node.arguments : [];
  return text === undefined ? node : readHere(text);
}

/** `schema.safeParse(await request.json().catch(() => null))` */
function isWithCare(argument: ts.Expression, origin: ts.Node): boolean {
  const call = unwrap(ts.isAwaitExpression(argument) ? argument.expression : argument);
  const callee = ts.isCallExpression(call) ? call.expression : undefined;
  return (
    callee !== undefined &&
    ts.isPropertyAccessExpression(callee) &&
    callee.name.text === 'catch' &&
    callee.expression === origin
  );
}

/** `check(body)`, `schema.safeParse({ name, days })`. */
function holdsAny(argument: ts.Expression, words: string, names: Names): boolean {
  const text = argument.getText();
  const read = /^JSON\.parse\((\w+)\)$/.exec(text)?.[1];
  if (read !== undefined && names.whole.has(read)) return true;
  if (text === words || names.whole.has(text)) return true;
  // `validateInputs([email, emailSchema])`
  if (ts.isArrayLiteralExpression(argument))
    return argument.elements.some((each) => names.whole.has(each.getText()) || names.parts.has(each.getText()));
  return (
    ts.isObjectLiteralExpression(argument) &&
    argument.properties.some((each) => ts.isShorthandPropertyAssignment(each) && names.parts.has(each.name.text))
  );
}

function isAsking(callee: ts.Expression): boolean {
  const text = callee.getText();
  return !plain.test(text) && asking.test(text);
}

/** `body` of `const body = await request.json()`; the request itself of `req.body`. */
function namesOf(origin: ts.Node): Names {
  const names = new Set<string>();
  let node = origin;
  while (ts.isExpression(node.parent) && !ts.isCallExpression(node.parent)) node = node.parent;
  const instance = instanceOf(node);
  if (instance !== undefined) names.add(instance);
  const { parent } = node;
  if (ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name)) names.add(parent.name.text);
  if (ts.isBinaryExpression(parent) && ts.isIdentifier(parent.left)) names.add(parent.left.text);
  if (ts.isIdentifier(origin)) names.add(origin.text);
  if (ts.isPropertyAccessExpression(origin)) names.add(origin.expression.getText());
  const pattern = ts.isVariableDeclaration(parent) ? parent.name : origin;
  return { whole: names, parts: new Set(ts.isObjectBindingPattern(pattern) ? namesIn(pattern) : names) };
}

/** `dto` of `const dto = plainToInstance(OrderDto, req.body)`, of `Object.assign(new OrderDto(), req.body)`. */
function instanceOf(node: ts.Node): string | undefined {
  const call = node.parent;
  const makes = ts.isCallExpression(call) && /\b(?:plainTo\w+|Object\.assign)$/.test(call.expression.getText());
  const declaration = makes ? call.parent : undefined;
  return declaration && ts.isVariableDeclaration(declaration) && ts.isIdentifier(declaration.name)
    ? declaration.name.text
    : undefined;
}

interface Names {
  readonly whole: ReadonlySet<string>;
  /** Of its fields. */
  readonly parts: ReadonlySet<string>;
}

const namesIn = (name: ts.BindingName): readonly string[] =>
  ts.isIdentifier(name)
    ? [name.text]
    : name.elements.flatMap((element) => (ts.isOmittedExpression(element) ? [] : namesIn(element.name)));
