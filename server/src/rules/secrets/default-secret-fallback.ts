import type { FileEdit, Severity, Span } from '../../../../shared/src/finding.ts';
import { canInsistOn, withoutFallbackEdits } from '../../edits/environment/insisting.ts';
import { spanOf } from '../../engine/places.ts';
import { defineRule, type FixContext, type RuleContext } from '../../engine/rule.ts';
import { ts } from '../../engine/syntax.ts';
import { isCommonPassword, isForTests } from '../../secrets/named-secret.ts';
import { findPublishable, findSecrets } from '../../secrets/secret.ts';
import { shapeOf } from '../../secrets/value-shape.ts';
import { memberName, propertyNameText, unwrap } from '../../semantics/nodes.ts';
import { isOfOwnMachine } from '../../semantics/own-machine.ts';
import { secretFallback, type SecretFallback } from '../../semantics/secret-fallbacks.ts';
import { isJudgedByCode } from '../../semantics/told-secrets.ts';
import { isTrialPlace } from '../../semantics/trial-places.ts';
import { holdersOf, isCheckedAtStart, isValidated } from '../../semantics/validated-environment.ts';

type Data = {
  readonly canInsist: boolean;
  /** In a sentence: `JWT secret`. */
  readonly label: string;
  /** The variable of the environment, or the parameter. */
  readonly name: string;
  readonly isVariable: boolean;
};

export const defaultSecretFallback = defineRule<Data>({
  meta: {
    id: 'default-secret-fallback',
    family: 'secrets',
    severity: 'error',
    needs: 'flow',
    docs: {
      why: 'A deployment that lacks the setting starts all the same, with a secret that everybody who has seen the code knows. Nothing fails, so nobody notices, until somebody signs a token of his own.',
      bad: `const secret = process.env.JWT_SECRET || 'dev-secret';`,
      good: `const secret = requireEnv('JWT_SECRET'); // throws when it is missing`,
      silent: [
        'settings that are no secrets, such as ports and addresses',
        'a placeholder for the key of a service, which refuses it',
        'a default for development or tests alone, and one that is never used since the file leaves without the setting',
      ],
    },
  },
  check: (ctx) => ({
    StringLiteral: (node) => ofText(node, node.text, ctx),
    NoSubstitutionTemplateLiteral: (node) => ofText(node, node.text, ctx),
    BinaryExpression: (node) => ofConstant(node, ctx),
  }),
  message: ({ label, name, isVariable }) =>
    isVariable
      ? `Without \`${name}\` in its environment, the program goes on with ${/^[aeiouAEIO]/.test(label) ? 'an' : 'a'} ${label} that stands in the code, and whoever reads the code knows it.`
      : `Where \`${name}\` is not given, the ${label} is one that stands in the code, and whoever reads the code knows it.`,
  fixes: [
    {
      id: 'require-variable',
      safety: 'unsafe',
      title: ({ name }) => `Throw when \`${name}\` is missing, instead of going on with the default`,
      appliesTo: ({ canInsist }) => canInsist,
      edits: (node, { name }, ctx) => requireEdits(node, name, ctx),
    },
  ],
});

function requireEdits(node: ts.Node, name: string, ctx: FixContext): readonly FileEdit[] | undefined {
  const text = ts.isExpression(node) ? textOf(node, ctx) : undefined;
  const owner = ts.isExpression(node) && text !== undefined ? secretFallback(node, text)?.owner : undefined;
  return owner && withoutFallbackEdits(owner, name, ctx);
}

function textOf(node: ts.Expression, { semantics }: FixContext): string | undefined {
  return semantics.texts.of(node)[0]?.text;
}

function ofText(literal: ts.Expression, text: string, ctx: RuleContext<Data>): void {
  const fallback = secretFallback(literal, text);
  if (fallback === undefined || ctx.facts.fileClass !== 'source') return;
  if (isToldByFormat(literal, ctx)) return;
  const { label, name, isVariable } = fallback;
  // A browser checks nobody: there, it is something to show, unless it is sent.
  const isInBrowser = !isVariable && ctx.facts.runtime === 'browser';
  if (isInBrowser && !isSentPassword(fallback, text)) return;
  if (isVariable && isKnownToBeSet(fallback, ctx)) return;
  if (isElsewhere(fallback) && shapeOf(text) === 'stand-in') return;
  const canInsist = canInsistOn(fallback.owner);
  ctx.report(
    literal,
    { label, name, isVariable, canInsist },
    { span: spanOf(literal, ctx.tree), severity: isInBrowser ? 'warning' : severityOf(fallback, text, ctx) },
  );
}

/** What its format gives away is told by `hardcoded-secret`, and a key for browsers is no secret. */
function isToldByFormat(literal: ts.Expression, { tree }: RuleContext<Data>): boolean {
  const isHere = ({ start, end }: Span): boolean => start >= literal.getStart() && end <= literal.end;
  const told = findSecrets(tree.text, 'code').filter(
    ({ format, certainty }) => !isJudgedByCode(format) && certainty !== 'doubtful',
  );
  return told.some(({ span }) => isHere(span)) || findPublishable(tree.text, 'code').some(isHere);
}

/** `process.env.JWT_SECRET ?? DEFAULT_SECRET` */
function ofConstant({ operatorToken, right }: ts.BinaryExpression, ctx: RuleContext<Data>): void {
  const { kind } = operatorToken;
  if (kind !== ts.SyntaxKind.BarBarToken && kind !== ts.SyntaxKind.QuestionQuestionToken) return;
  const node = unwrap(right);
  if (!ts.isIdentifier(node) && !ts.isPropertyAccessExpression(node)) return;
  const [known] = ctx.semantics.texts.of(node);
  if (known !== undefined) ofText(right, known.text, ctx);
}

/** `invoke('create-user', { body: { password: user.password || 'Autumn-2024' } })` */
function isSentPassword({ label, owner }: SecretFallback, text: string): boolean {
  if (label !== 'password' || isCommonPassword(text)) return false;
  let node = owner.parent;
  while (ts.isPropertyAssignment(node) || ts.isObjectLiteralExpression(node) || ts.isParenthesizedExpression(node))
    node = node.parent;
  return ts.isCallExpression(node);
}

const isKnownToBeSet = ({ name, owner }: SecretFallback, { tree, snapshot }: RuleContext<Data>): boolean =>
  isValidated(name, holdersOf(owner), tree, snapshot) || isCheckedAtStart(name, tree, snapshot);

/** `{ headers: { Authorization: `Bearer ${process.env.TOKEN ?? 'dev'}` } }`: whoever gets it says what is right. */
function isSentInHeader(owner: ts.Node): boolean {
  for (let { parent } = owner; !ts.isStatement(parent) && !ts.isFunctionLike(parent); parent = parent.parent) {
    if (ts.isPropertyAssignment(parent) && isHeader(propertyNameText(parent.name))) return true;
    if (ts.isBinaryExpression(parent) && isHeader(memberName(parent.left))) return true;
  }
  return false;
}

const isHeader = (name: string | undefined): boolean =>
  name !== undefined && /^(?:headers|authorization|x-[\w-]+)$/i.test(name);

function severityOf(fallback: SecretFallback, text: string, { facts, file, snapshot }: RuleContext<Data>): Severity {
  const { name, owner } = fallback;
  if (isSentInHeader(owner)) return 'information';
  // What a service asks once, to see that the address is meant, guards nothing behind it.
  if (/verify_?token$/i.test(name) || isTrialPlace(file, snapshot.rootOf(file))) return 'information';
  // A script that calls the program as a test would: who signs with such a word gets in nowhere.
  if (facts.runtime === 'cli' && isForTests(text)) return 'information';
  if (!isElsewhere(fallback)) return 'error';
  return ts.isExpression(owner) && isOfOwnMachine(owner) ? 'information' : 'warning';
}

/** The password of a database or a mail server opens nothing here: where it is wrong, the program fails. */
const isElsewhere = ({ label, name }: SecretFallback): boolean =>
  label === 'password' &&
  /(^|_)(db|database|pg|postgres\w*|mysql|mariadb|mssql|mongo\w*|neo4j|redis|smtp|mail|email|rabbit\w*)(_|$)/i.test(
    name,
  );
