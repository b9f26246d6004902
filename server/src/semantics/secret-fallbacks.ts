import { ts } from '../engine/syntax.ts';
import { madeUp } from '../secrets/made-up.ts';
import { namedSecret } from '../secrets/named-secret.ts';
import { type SecretName, secretNameOf, wordsOfName } from '../secrets/secret-names.ts';
import { shapeOf, type ValueShape } from '../secrets/value-shape.ts';
import { isCheckedHere } from './checked-here.ts';
import { destructuredVariable, environmentVariable } from './environment-reads.ts';
import { isFunctionNode, memberName, propertyNameText, unwrap } from './nodes.ts';
import { placeOfLiteral } from './literal-places.ts';

/** A text that takes the place of a secret which nobody has configured. */
export interface SecretFallback {
  /** In a sentence: `JWT secret`. */
  readonly label: string;
  /** The variable of the environment, or the name of the parameter. */
  readonly name: string;
  readonly isVariable: boolean;
  /** The expression with the fallback in it: `process.env.KEY ?? 'dev'`, `.default('dev')`, the parameter. */
  readonly owner: ts.Node;
}

interface Candidate {
  readonly name: string;
  readonly isVariable: boolean;
  readonly owner: ts.Node;
}

export function secretFallback(literal: ts.Expression, text: string): SecretFallback | undefined {
  const candidate = candidateOf(literal);
  if (candidate === undefined || dependsOnMode(candidate.owner)) return undefined;
  const label = candidate.isVariable ? ofVariable(candidate, text) : ofParameter(candidate, text);
  return label === undefined ? undefined : { ...candidate, label };
}

function candidateOf(literal: ts.Expression): Candidate | undefined {
  const place = placeOfLiteral(literal)?.place;
  if (place?.kind === 'fallback') return ofFallback(place.owner, place.name);
  if (place?.kind === 'argument') return ofDefaultArgument(place.call, place.at);
  return place?.kind === 'named' && place.name === 'default' ? ofDefaultOption(place.owner) : undefined;
}

function ofFallback(owner: ts.Node, name: string | undefined): Candidate | undefined {
  if (ts.isBinaryExpression(owner)) {
    const variable = lastVariable(owner.left);
    if (variable !== undefined) return { name: variable, isVariable: true, owner };
  }
  if (ts.isConditionalExpression(owner)) {
    const variable = environmentVariable(owner.condition);
    // `SECRET ? 'set' : 'not set'` stands in for nothing: the secret itself has to be the other branch.
    const isOtherBranch = [owner.whenTrue, owner.whenFalse].some((each) => environmentVariable(each) === variable);
    return variable === undefined || !isOtherBranch ? undefined : { name: variable, isVariable: true, owner };
  }
  const variable = ts.isBindingElement(owner) ? destructuredVariable(owner) : undefined;
  if (variable !== undefined) return { name: variable, isVariable: true, owner };
  return name === undefined ? undefined : { name, isVariable: false, owner };
}

/** Of `process.env.A || process.env.B || 'text'` it is B whose place the text takes. */
function lastVariable(expression: ts.Expression): string | undefined {
  const node = unwrap(expression);
  if (ts.isBinaryExpression(node)) return lastVariable(node.right) ?? lastVariable(node.left);
  return environmentVariable(node);
}

const variableLike = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/;

/** `config.get('JWT_SECRET', 'text')` and `JWT_SECRET: z.string().default('text')` */
function ofDefaultArgument(call: ts.CallExpression | ts.NewExpression, at: number): Candidate | undefined {
  if (ts.isNewExpression(call)) return undefined;
  if (at === 1) {
    // `Buffer.from(process.env.KEY, 'base64')` hands the variable on.
    const isNamed = call.arguments[0] !== undefined && ts.isStringLiteralLike(call.arguments[0]);
    const variable = isNamed ? environmentVariable(call) : undefined;
    return variable === undefined ? undefined : { name: variable, isVariable: true, owner: call };
  }
  const method = memberName(unwrap(call.expression));
  if (at !== 0 || (method !== 'default' && method !== 'catch')) return undefined;
  return ofSetting(call, call);
}

/** `JWT_SECRET: str({ default: 'text' })` and `{ default: 'text', env: 'JWT_SECRET' }` */
function ofDefaultOption(owner: ts.Node): Candidate | undefined {
  if (!ts.isPropertyAssignment(owner) || !ts.isObjectLiteralExpression(owner.parent)) return undefined;
  const options = owner.parent;
  const variable = options.properties.flatMap((each) =>
    ts.isPropertyAssignment(each) && propertyNameText(each.name) === 'env' && ts.isStringLiteralLike(each.initializer)
      ? [each.initializer.text]
      : [],
  )[0];
  if (variable !== undefined) return { name: variable, isVariable: true, owner };
  return ts.isCallExpression(options.parent) ? ofSetting(options.parent, owner) : undefined;
}

/** The setting of a schema that a chain of calls describes. */
function ofSetting(call: ts.CallExpression, owner: ts.Node): Candidate | undefined {
  let node: ts.Node = call;
  while (ts.isCallExpression(node.parent) || ts.isPropertyAccessExpression(node.parent)) node = node.parent;
  const { parent } = node;
  const name = ts.isPropertyAssignment(parent) ? propertyNameText(parent.name) : undefined;
  return name !== undefined && variableLike.test(name) ? { name, isVariable: true, owner } : undefined;
}

/** Secrets that the program checks against, so that any text in their place opens the door to whoever knows it. */
const checked =
  /^(JWT|session|cookie|signing|webhook|encryption|HMAC|admin|master|secret$|passphrase|pepper|auth key|password)/;
const ownSecretKeys = new Set([
  'app',
  'application',
  'jwt',
  'session',
  'auth',
  'token',
  'my',
  'server',
  'django',
  'nextauth',
  'the',
  'api',
]);

function ofVariable({ name, owner }: Candidate, text: string): string | undefined {
  const said = secretNameOf(name);
  if (said === undefined || unusable.has(shapeOf(text))) return undefined;
  return (isOwn(said.label, name) && !isGivenToClient(owner)) || isCheckedHere(owner) ? said.label : undefined;
}

/** `new Client({ apiKey: process.env.PROXY_MASTER_KEY || 'none' })`: whom it is sent to says what is right. */
const isGivenToClient = ({ parent }: ts.Node): boolean =>
  ts.isPropertyAssignment(parent) &&
  /^(?:apiKey|token|accessToken|authToken)$/.test(propertyNameText(parent.name) ?? '') &&
  ts.isNewExpression(parent.parent.parent);

/** `new Mailer(apiKey || 're_123456789')` only keeps the client from throwing; the service refuses such a key. */
function ofParameter({ name }: Candidate, text: string): string | undefined {
  const said = namedSecret(name, text);
  const isStandIn = said !== undefined && !isOwn(said.label, name) && madeUp(text) !== 'no';
  return isStandIn ? undefined : said?.label;
}

const unusable: ReadonlySet<ValueShape> = new Set([
  'empty',
  'blank',
  'public-key',
  'location',
  'markup',
  'json-web-token',
]);

/** The real key of a service as a fallback: a secret in the code like any other. */
export function issuedFallback(name: string, text: string): SecretName | undefined {
  const said = secretNameOf(name);
  return said !== undefined && !isOwn(said.label, name) && shapeOf(text) === 'random'
    ? namedSecret(name, text)
    : undefined;
}

/** `STRIPE_SECRET_KEY` is checked by Stripe; `SECRET_KEY` and `CRON_SECRET` by the program itself. */
function isOwn(label: string, name: string): boolean {
  if (label === 'service role key') return false;
  if (checked.test(label)) return true;
  const words = wordsOfName(name);
  const before = words[words.indexOf('secret') - 1];
  if (label === 'secret key') return before === undefined || ownSecretKeys.has(before);
  return (
    /\b(cron|internal|admin|verify|shared|service|auth|session|webhook)\b/.test(words.join(' ')) &&
    /token|key|credential/.test(label)
  );
}

const mode = /NODE_ENV|\bis_?(prod|dev|test|local)\w*|\b(DEV|PROD|CI|VITEST|JEST_WORKER_ID)\b|production|development/i;

/** `devSecret`; what a function of such a name does may be meant for more. */
const isForDevelopment = (node: ts.Node): boolean =>
  ts.isVariableDeclaration(node) &&
  (node.initializer === undefined || !isFunctionNode(node.initializer)) &&
  /^(?:dev|DEV|development|local|LOCAL)(?=[A-Z_])/.test(node.name.getText());

/** Somewhere around it, the code has asked whether it runs in production. */
function dependsOnMode(owner: ts.Node): boolean {
  for (let node: ts.Node = owner; !ts.isSourceFile(node); node = node.parent) {
    const { parent } = node;
    if (ts.isConditionalExpression(parent) && parent.condition !== node && mode.test(parent.condition.getText()))
      return true;
    if (ts.isIfStatement(parent) && parent.expression !== node && mode.test(parent.expression.getText())) return true;
    if (ts.isConditionalExpression(node) && mode.test(node.condition.getText())) return true;
    if (isForDevelopment(node)) return true;
  }
  return false;
}
