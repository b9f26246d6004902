import { ts } from '../engine/syntax.ts';
import { secretNameOf, wordsOfName } from '../secrets/secret-names.ts';
import { enclosingFunction, memberName, unwrap } from './nodes.ts';
import { type Binding, scopesOf } from './scopes.ts';

export interface LoggedSecret {
  /** In a sentence: `the password`. */
  readonly what: string;
  /** `password`: what a person types or reads. `body`: all that somebody sent. */
  readonly kind: 'password' | 'token' | 'body';
}

/** What secret a part of a log line is, by its name and by where it comes from. */
export function loggedSecret(part: ts.Node): LoggedSecret | undefined {
  if (ts.isShorthandPropertyAssignment(part)) return ofName(part.name);
  if (!ts.isExpression(part)) return undefined;
  return wholeOf(part) ?? (nameIn(part) === undefined ? undefined : ofName(part));
}

/** The last name of `config.db.password`. */
const nameIn = (node: ts.Expression): string | undefined => (ts.isIdentifier(node) ? node.text : memberName(node));

const codes =
  /^(?:(?:user|login|email|sms|generated|new)_?)?(?:otp|totp|mfa_?code|otp_?code|one_?time_?(?:code|password)|verification_?code|totp_?code)$/i;
const cards = /^(?:card_?number|cc_?number|credit_?card(?:_?number)?|cvv2?|cvc|card_?cvc|card_?cvv)$/i;
const links = /^(?:password)?_?(?:reset|magic)_?(?:password)?_?(?:link|url)$/i;
const connections = /^(?:database|db|postgres|pg|mongo|mongodb|redis)_?(?:url|uri)$|^connection_?string$/i;

function ofName(node: ts.Expression): LoggedSecret | undefined {
  const name = nameIn(node);
  const secret = name === undefined ? undefined : secretOfName(name, node);
  return secret === undefined || isHarmlessValue(node) ? undefined : secret;
}

function secretOfName(name: string, node: ts.Node): LoggedSecret | undefined {
  if (codes.test(name)) return { what: 'the one-time code', kind: 'password' };
  if (cards.test(name)) return { what: 'card data', kind: 'password' };
  if (links.test(name)) return { what: 'the link that signs in without a password', kind: 'token' };
  if (connections.test(name)) return { what: 'the connection string', kind: 'token' };
  const said = secretNameOf(name);
  if (said === undefined) return undefined;
  const isTold =
    (said.strength === 'strong' && said.label !== 'auth key') || (said.label === 'token' && isSignInToken(name, node));
  if (!isTold) return undefined;
  return { what: `the ${said.label}`, kind: /pass/.test(said.label) ? 'password' : 'token' };
}

/** Words in front of `token` that make it one to sign in with; models and parsers have tokens, too. */
const owners =
  /^(?:session|jwt|id|invite|invitation|reset|verification|login|oauth|user|admin|client|personal|service|tenant|github|gitlab|slack|discord|telegram|stripe|supabase)$/;

function isSignInToken(name: string, node: ts.Node): boolean {
  const before = wordsOfName(name).filter((word) => word !== 'token');
  if (before.length > 0) return before.every((word) => owners.test(word));
  if (isWord(name, node)) return false;
  return /authori[sz]ation|bearer|\bjwt\b|\bsign_?-?in|log_?-?in\b|password|session/i.test(node.getSourceFile().text);
}

/** A token that the code compares with words is one itself, of a text or a language. */
function isWord(name: string, node: ts.Node): boolean {
  const around = enclosingFunction(node) ?? node.getSourceFile();
  return new RegExp(`(?:^|[^\\w$.])${name.replaceAll('$', '\\$')}\\s*={2,3}\\s*(["'\`])[^"'\`\\s]{1,16}\\1`).test(
    around.getText(),
  );
}

/** All of a request's body or headers, or of the environment. */
function wholeOf(node: ts.Expression, depth = 0): LoggedSecret | undefined {
  const expression = unwrap(node);
  if (ts.isAwaitExpression(expression)) return wholeOf(expression.expression, depth);
  if (ts.isCallExpression(expression)) {
    const callee = unwrap(expression.expression);
    const reads = ts.isPropertyAccessExpression(callee) && /^(?:json|text|formData)$/.test(callee.name.text);
    return reads && isRequest(callee.expression) ? wholeBody(node) : undefined;
  }
  if (ts.isIdentifier(expression)) {
    const initializer = depth < 3 ? initializerOf(expression) : undefined;
    return initializer === undefined || isHarmless(initializer) ? undefined : wholeOf(initializer, depth + 1);
  }
  if (!ts.isPropertyAccessExpression(expression)) return undefined;
  if (expression.getText() === 'process.env') return { what: 'the whole environment', kind: 'token' };
  if (!isRequest(expression.expression)) return undefined;
  if (expression.name.text === 'headers')
    return { what: 'all headers of a request, the sign-in among them,', kind: 'token' };
  return expression.name.text === 'body' ? wholeBody(node) : undefined;
}

/** Most bodies hold nothing secret: those of a function that takes secrets out of them do. */
function wholeBody(node: ts.Node): LoggedSecret | undefined {
  const fn = enclosingFunction(node);
  const isTelling =
    fn !== undefined &&
    /\b(?:password|passwd|otp|cvv|cardNumber|card_number|refreshToken|refresh_token)\b/i.test(fn.getText());
  return isTelling ? { what: 'the whole body of a request, secrets included,', kind: 'body' } : undefined;
}

function isRequest(expression: ts.Expression): boolean {
  const node = unwrap(expression);
  const name = ts.isIdentifier(node) ? node.text : memberName(node);
  return name !== undefined && /^_?(?:req|request|incoming\w*)$/i.test(name);
}

function bindingOf(node: ts.Identifier): Binding | undefined {
  const scopes = scopesOf(node.getSourceFile());
  return scopes.bindingOf(node) ?? scopes.lookup(node.text, node);
}

function initializerOf(node: ts.Identifier): ts.Expression | undefined {
  const binding = bindingOf(node);
  const [declaration] = binding?.declarations ?? [];
  const isKept = binding?.kind === 'const' && declaration !== undefined && ts.isVariableDeclaration(declaration);
  return isKept ? declaration.initializer : undefined;
}

/** By its declaration: a mask, a yes or no, a piece of a stream. */
function isHarmlessValue(node: ts.Expression): boolean {
  if (!ts.isIdentifier(node)) return false;
  const [declaration] = bindingOf(node)?.declarations ?? [];
  if (declaration === undefined) return false;
  if (ts.isVariableDeclaration(declaration) || ts.isParameter(declaration)) {
    const type = declaration.type?.getText();
    if (type === 'boolean' || type === 'number') return /^(?!.*(?:otp|code|cvv)).*$/i.test(node.text);
  }
  if (!ts.isVariableDeclaration(declaration)) return false;
  if (ts.isForOfStatement(declaration.parent.parent)) return true;
  return declaration.initializer !== undefined && isHarmless(declaration.initializer);
}

const asking =
  /^(?:mask|redact|obfuscat|sanitiz|censor|hide|hash|digest|slice|substr|substring|at|charAt|repeat|truncate|shorten|has|includes|startsWith|endsWith|compare|compareSync|is[A-Z_]|test|every|some|count|encrypt|createHash|Boolean|Number|useState|useRef)/;

/** Gives nothing of the secret away. */
function isHarmless(expression: ts.Expression): boolean {
  const node = unwrap(expression);
  if (ts.isAwaitExpression(node)) return isHarmless(node.expression);
  if (ts.isPrefixUnaryExpression(node) || ts.isTypeOfExpression(node) || ts.isStringLiteralLike(node)) return true;
  if (ts.isNumericLiteral(node) || node.kind === ts.SyntaxKind.TrueKeyword || node.kind === ts.SyntaxKind.FalseKeyword)
    return true;
  if (ts.isConditionalExpression(node)) return isHarmless(node.whenTrue) && isHarmless(node.whenFalse);
  if (ts.isTemplateExpression(node)) return node.templateSpans.every((span) => isHarmless(span.expression));
  if (ts.isBinaryExpression(node)) {
    const { kind } = node.operatorToken;
    const joins =
      kind === ts.SyntaxKind.PlusToken ||
      kind === ts.SyntaxKind.BarBarToken ||
      kind === ts.SyntaxKind.QuestionQuestionToken;
    return joins
      ? isHarmless(node.left) && isHarmless(node.right)
      : kind !== ts.SyntaxKind.AmpersandAmpersandToken || isHarmless(node.right);
  }
  if (!ts.isCallExpression(node)) return memberName(node) === 'length';
  const name = nameIn(unwrap(node.expression)) ?? '';
  return asking.test(name) || (/^replace(?:All)?$/.test(name) && isMask(node.arguments[1]));
}

/** What replaces the characters of a secret; nothing replaces the scheme in front of it. */
const isMask = (node: ts.Expression | undefined): boolean =>
  node === undefined || !ts.isStringLiteralLike(node) || /[*•#x.…]/i.test(node.text);
