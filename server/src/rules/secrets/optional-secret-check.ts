import { rejectEdits, throwEdits } from '../../edits/secret-checks.ts';
import { firstLineOf } from '../../engine/places.ts';
import { defineRule, type RuleContext } from '../../engine/rule.ts';
import { ts } from '../../engine/syntax.ts';
import { lastOperand, operandsOf } from '../../semantics/condition-operands.ts';
import { isInsistedOn } from '../../semantics/insisted-secrets.ts';
import { isLesserCheck } from '../../semantics/lesser-checks.ts';
import { accepts, letsIn, refuses } from '../../semantics/letting-in.ts';
import { unwrap } from '../../semantics/nodes.ts';
import { isRefusedWithout } from '../../semantics/refused-without.ts';
import {
  carriersOf,
  checks,
  type ConfiguredSecret,
  functionAround,
  isChecker,
  isMatch,
  isMismatch,
  leaves,
  mentions,
  missingSecret,
  presentSecret,
} from '../../semantics/optional-secrets.ts';

/**
 * How the check is skipped. `and`: `SECRET && given !== SECRET`. `nested`: `if (SECRET) { …check… }`. `early`: `if (!SECRET) return
 * true`. `or`: `!SECRET || given === SECRET`. `choice`: `SECRET ? check() : true`.
 */
type Form = 'and' | 'nested' | 'early' | 'or' | 'choice';

type Data = {
  /** The variable of the environment, or the secret's name in the code. */
  readonly secret: string;
  readonly form: Form;
};

export const optionalSecretCheck = defineRule<Data>({
  meta: {
    id: 'optional-secret-check',
    family: 'secrets',
    severity: 'error',
    needs: 'flow',
    docs: {
      why: 'The check runs only where the secret is configured. A deployment that lacks it, a preview, a new server, a variable with a typo, takes every request for genuine.',
      bad: `if (process.env.CRON_SECRET && given !== process.env.CRON_SECRET) return new Response(null, { status: 401 });`,
      good: `if (!process.env.CRON_SECRET || given !== process.env.CRON_SECRET) return new Response(null, { status: 401 });`,
      silent: [
        'a secret that the code insists on before, so that it is never missing there',
        'a secret that is given by the caller or kept with the data, where having none is a choice',
        'a check that is left out in development alone, and scripts that are run by hand',
        'information alone: a check that no code of the project names yet, or that stands in a copy',
      ],
    },
  },
  check: (ctx) => ({
    BinaryExpression: (node) => ofBinary(node, ctx),
    ConditionalExpression: (node) => ofChoice(node, ctx),
    IfStatement: (node) => ofIf(node, ctx),
  }),
  message: ({ secret, form }) => `Where \`${secret}\` is not set, ${consequences[form]}, and everybody gets in.`,
  fixes: [
    {
      id: 'reject-without-secret',
      safety: 'unsafe',
      title: ({ secret }) =>
        `Reject when \`${secret}\` is not set: a deployment without it turns from letting all in to letting nobody in`,
      appliesTo: ({ form }) => form !== 'nested',
      edits: (node) => rejectEdits(node),
    },
    {
      id: 'throw-without-secret',
      safety: 'unsafe',
      title: ({ secret }) =>
        `Throw when \`${secret}\` is not set: a deployment without it turns from letting all in to failing`,
      appliesTo: ({ form }) => form === 'nested',
      edits: (node, { secret }) => throwEdits(node, secret),
    },
  ],
});

const consequences: Readonly<Record<Form, string>> = {
  and: 'this check never strikes',
  nested: 'what is given is not checked at all',
  early: 'this returns before anything is checked',
  or: 'this check always passes',
  choice: 'this check always passes',
};

function ofBinary(node: ts.BinaryExpression, ctx: RuleContext<Data>): void {
  const { kind } = node.operatorToken;
  if (kind === ts.SyntaxKind.AmpersandAmpersandToken) ofAnd(node, ctx);
  if (kind === ts.SyntaxKind.BarBarToken) ofOr(node, ctx);
}

/** `SECRET && given !== SECRET`, with the secret as the operand right before. */
function ofAnd(node: ts.BinaryExpression, ctx: RuleContext<Data>): void {
  const secret = presentSecret(lastOperand(node.left), ctx.semantics.values);
  if (
    secret === undefined ||
    !isMismatch(node.right, carriersAt(node, secret)) ||
    isInsistedOn(node, secret, ctx.semantics.values)
  )
    return;
  if (isWithLiteral(node.right) || isLeftToCaller(node)) return;
  const guarded = ifOf(node);
  if (guarded !== undefined && !leaves(guarded.thenStatement)) return;
  // `if (KEY && KEY !== lastKey) { client = connect(KEY); return client; }` works with the secret and refuses nobody.
  if (guarded !== undefined && mentions(guarded.thenStatement, carriersAt(node, secret))) return;
  report(node, secret, 'and', ctx);
}

/** `KEY && KEY !== 'your_key'` and `!KEY || KEY === 'your_key'` ask whether it was filled in. */
function isWithLiteral(expression: ts.Expression): boolean {
  const node = unwrap(expression);
  return ts.isBinaryExpression(node) && [node.left, node.right].some((each) => ts.isStringLiteralLike(unwrap(each)));
}

/** `given && SECRET && given !== SECRET`: whoever gives none gets in anyway, with or without the secret. */
function isLeftToCaller({ left, right }: ts.BinaryExpression): boolean {
  const compared = unwrap(right);
  if (!ts.isBinaryExpression(compared)) return false;
  const sides = new Set([compared.left, compared.right].map((each) => each.getText()));
  return operandsOf(left)
    .slice(0, -1)
    .some((operand) => sides.has(operand.getText()));
}

/** `!SECRET || given === SECRET` */
function ofOr(node: ts.BinaryExpression, ctx: RuleContext<Data>): void {
  const secret = missingSecret(node.left, ctx.semantics.values);
  if (
    secret === undefined ||
    !isMatch(node.right, carriersAt(node, secret)) ||
    isInsistedOn(node, secret, ctx.semantics.values)
  )
    return;
  if (isWithLiteral(node.right)) return;
  report(node, secret, 'or', ctx);
}

/** `SECRET ? verify(…) : true` */
function ofChoice(node: ts.ConditionalExpression, ctx: RuleContext<Data>): void {
  const present = presentSecret(node.condition, ctx.semantics.values);
  const secret = present ?? missingSecret(node.condition, ctx.semantics.values);
  if (secret === undefined) return;
  const [checked, skipped] = present ? [node.whenTrue, node.whenFalse] : [node.whenFalse, node.whenTrue];
  if (
    !accepts(skipped) ||
    !isMatch(checked, carriersAt(node, secret)) ||
    isInsistedOn(node, secret, ctx.semantics.values)
  )
    return;
  report(node, secret, 'choice', ctx);
}

function ofIf(node: ts.IfStatement, ctx: RuleContext<Data>): void {
  const { values } = ctx.semantics;
  const present = presentSecret(node.expression, values);
  if (present !== undefined) return ofNested(node, present, ctx);
  const missing = missingSecret(node.expression, values);
  if (missing !== undefined) ofEarly(node, missing, ctx);
}

/** `if (SECRET) { if (given !== SECRET) return reject(); }` with the work behind it, or an `else` that takes what came. */
function ofNested(node: ts.IfStatement, secret: ConfiguredSecret, ctx: RuleContext<Data>): void {
  const { thenStatement, elseStatement } = node;
  if (!checks(thenStatement, carriersAt(node, secret)) || isInsistedOn(node, secret, ctx.semantics.values)) return;
  if (isAttempt(node) || isCheckedBefore(node) || isRefusedWithout(node)) return;
  if (
    elseStatement &&
    (leaves(elseStatement) || ts.isIfStatement(elseStatement) || /\bthrow\b/.test(elseStatement.getText()))
  )
    return;
  // What is returned inside is the work itself, which then nobody gets without the secret.
  if (leaves(thenStatement) && (!goesOn(node) || isCheckedBehind(node))) return;
  report(node, secret, 'nested', ctx);
}

/** `if (!isValid) { if (SECRET) isValid = verify(SECRET); }` is one more chance: without it, what came stays refused. */
function isAttempt(node: ts.IfStatement): boolean {
  const { parent } = ts.isBlock(node.parent) ? node.parent : node;
  const refused = ts.isIfStatement(parent) ? /^!\s*([\w$]+)$/.exec(parent.expression.getText())?.[1] : undefined;
  return (
    refused !== undefined &&
    new RegExp(`(?:^|[^\\w$.])${refused.replaceAll('$', '\\$')}\\s*=[^=]`).test(node.thenStatement.getText())
  );
}

/** `await sync.processWebhook(payload, signature)` stands before it: the signature was looked at already. */
function isCheckedBefore(node: ts.IfStatement): boolean {
  const signature = /\b\w*[sS]ig(?:nature)?\b/.exec(node.thenStatement.getText())?.[0];
  if (signature === undefined || !ts.isBlock(node.parent)) return false;
  const before = node.parent.statements.slice(0, node.parent.statements.indexOf(node));
  return before.some((statement) => isGiven(signature, statement));
}

/** To an awaited call that is a statement of its own, so that it has to throw on what is wrong. */
const isGiven = (name: string, statement: ts.Statement): boolean =>
  ts.isExpressionStatement(statement) &&
  ts.isAwaitExpression(statement.expression) &&
  ts.isCallExpression(statement.expression.expression) &&
  statement.expression.expression.arguments.some((argument) => ts.isIdentifier(argument) && argument.text === name);

const goesOn = (node: ts.IfStatement): boolean => {
  const { parent } = node;
  return ts.isBlock(parent) && parent.statements.indexOf(node) < parent.statements.length - 1;
};

/** What comes without the secret is checked in another way, such as by a public key. */
const isCheckedBehind = (node: ts.IfStatement): boolean =>
  /\b\w*(?:[vV]erify|timingSafeEqual)\w*\(/.test(node.getSourceFile().text.slice(node.end, node.parent.end));

/** `if (!SECRET) return true;` in front of the check. */
function ofEarly(node: ts.IfStatement, secret: ConfiguredSecret, ctx: RuleContext<Data>): void {
  const fn = functionAround(node);
  const last = ts.isBlock(node.thenStatement) ? node.thenStatement.statements.at(-1) : node.thenStatement;
  if (fn === undefined || last === undefined || !letsIn(last, isChecker(fn)) || !ts.isBlock(node.parent)) return;
  if (refuses(node.thenStatement)) return;
  const { statements } = node.parent;
  const after = statements.slice(statements.indexOf(node) + 1);
  const carriers = carriersAt(node, secret);
  if (!after.some((statement) => checks(statement, carriers)) || isInsistedOn(node, secret, ctx.semantics.values))
    return;
  report(node, secret, 'early', ctx);
}

const carriersAt = (node: ts.Node, { expression }: ConfiguredSecret): ReadonlySet<string> =>
  carriersOf(expression, functionAround(node) ?? node.getSourceFile());

/** The `if` whose whole condition ends in the expression. */
function ifOf(node: ts.Node): ts.IfStatement | undefined {
  const { parent } = node;
  if (ts.isParenthesizedExpression(parent) || ts.isBinaryExpression(parent)) return ifOf(parent);
  return ts.isIfStatement(parent) && parent.expression === node ? parent : undefined;
}

function report(node: ts.Node, { name }: ConfiguredSecret, form: Form, ctx: RuleContext<Data>): void {
  const { runtime } = ctx.facts;
  // What is run by hand lets nobody in.
  if (runtime === 'cli' || runtime === 'build') return;
  const span = firstLineOf(node, ctx.tree, ts.isIfStatement(node) ? node.expression.end + 1 : node.end);
  const severity = isLesserCheck(node, name, ctx.snapshot) ? 'information' : 'error';
  ctx.report(node, { secret: name, form }, { span, severity });
}
