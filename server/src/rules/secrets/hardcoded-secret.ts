import type { Severity } from '../../../../shared/src/finding.ts';
import { environmentFix } from '../../edits/environment/environment-fix.ts';
import { environmentRefusal } from '../../edits/environment/move-to-environment.ts';
import { placeOf } from '../../engine/places.ts';
import { defineRule, type RuleContext, type TextContext } from '../../engine/rule.ts';
import { ts } from '../../engine/syntax.ts';
import { environmentNameOf, secretNameOf } from '../../secrets/secret-names.ts';
import {
  isCommonPassword,
  isForDemonstration,
  isForDevelopment,
  isForTests,
  isGivenOnce,
  namedSecret,
} from '../../secrets/named-secret.ts';
import { madeUp } from '../../secrets/made-up.ts';
import { findPublishable, textKindOf } from '../../secrets/secret.ts';
import { shapeOf } from '../../secrets/value-shape.ts';
import { toldSecrets } from '../../semantics/told-secrets.ts';
import { type DeclaredSecret, declaredSecret } from '../../semantics/declared-secrets.ts';
import { isGuessedFromAccount, isMadeUpLogin, isOfNobody } from '../../semantics/made-up-logins.ts';
import { isTrialPlace } from '../../semantics/trial-places.ts';
import { isSentAsBearer } from '../../semantics/bearer-tokens.ts';
import { acceptsAsCredential } from '../../semantics/credential-roles.ts';
import { placeOfLiteral } from '../../semantics/literal-places.ts';
import { calleeWords, propertyNameText, unwrap } from '../../semantics/nodes.ts';
import { isForDevelopmentOnly } from '../../semantics/running-mode.ts';
import { isOfOwnMachine, isSentToOwnMachine } from '../../semantics/own-machine.ts';
import type { KnownText } from '../../semantics/texts.ts';

/** How it is known that a text is a secret: by its own format, or by what the code does with it. */
type Use = 'format' | 'made' | 'account' | 'issued' | DeclaredSecret['how'];

type Data = {
  /** In a sentence: `JWT secret`. */
  readonly label: string;
  /** The name it would get in the environment. */
  readonly variable: string;
  readonly format: string;
  /** The last characters of a long value, so that it can be told from others; never more. */
  readonly shown: string;
  readonly use: Use;
  /** The call that takes it, or the name that says so. */
  readonly owner: string;
  /** What to do where it cannot be moved to the environment; empty where it can. */
  readonly refusal: string;
};

export const hardcodedSecret = defineRule<Data>({
  meta: {
    id: 'hardcoded-secret',
    family: 'secrets',
    severity: 'error',
    needs: 'flow',
    docs: {
      why: 'Everybody who can read the repository, a copy of it or the built files has the secret, and it stays in the history of Git after it is removed. A signing key that can be guessed lets anybody sign in as anybody.',
      bad: `const token = jwt.sign({ sub: user.id }, 'secret');`,
      good: `const token = jwt.sign({ sub: user.id }, requireEnv('JWT_SECRET'));`,
      silent: [
        'placeholders, examples, labels, messages, names of fields, headers and storage keys, patterns',
        'public and publishable keys, hashes, alphabets, ids',
        'a key whose checksum fails, which only `strict` tells of, as information',
        'environment files: secrets belong there, and the file outside of Git, see `committed-env-file`',
        'a key that a component is given: it is one for browsers',
        'a fallback for a missing setting: see `default-secret-fallback`',
      ],
    },
  },
  checkText: ofText,
  check(ctx) {
    const reporter = new Reporter(ctx);
    return {
      StringLiteral: (node) => reporter.ofLiteral(node),
      NoSubstitutionTemplateLiteral: (node) => reporter.ofLiteral(node),
      CallExpression: (node) => reporter.ofCall(node),
      NewExpression: (node) => reporter.ofCall(node),
      PropertyAssignment: (node) => reporter.ofHeld(propertyNameText(node.name), node.initializer),
      ShorthandPropertyAssignment: (node) => reporter.ofHeld(node.name.text, node.name),
    };
  },
  message: (data) =>
    `${data.use === 'format' ? asItLooks(data) : messages[data.use](data.label, data.owner)}${data.refusal === '' ? '' : ` ${data.refusal}`}`,
  fixes: [environmentFix],
});

const asItLooks = ({ label, shown }: Data): string =>
  `${capital(withArticle(label))}${shown === '' ? '' : ` that ends in \`${shown}\``} stands here. Whoever reads the repository, now or in its history, has it.`;

function ofText(ctx: TextContext<Data>): void {
  for (const { span, severity: level, certainty, ...found } of toldSecrets(ctx)) {
    const refusal = textKindOf(ctx.file) === 'code' ? (environmentRefusal(ctx) ?? '') : '';
    // Who wants everything is to see a failed checksum in the list of problems, which leaves hints out.
    const severity = certainty === 'doubtful' && ctx.showsHints ? 'information' : level;
    ctx.report(span, { ...found, use: 'format', owner: '', refusal }, { severity });
  }
}

const lastOf = (text: string): string => (text.length >= 20 && /^\S+$/.test(text) ? text.slice(-4) : '');

const messages: Readonly<Record<Exclude<Use, 'format'>, (label: string, owner: string) => string>> = {
  made: (label, owner) =>
    `\`${owner}\` takes the ${label} from the code. Whoever reads or guesses it can ${harmOf(label)}.`,
  account: (label, owner) =>
    `\`${owner}\` takes the ${label} from the code. Whoever reads the repository can sign in with it.`,
  issued: (label, owner) =>
    `\`${owner}\` takes the ${label} from the code. Whoever reads the repository can act, and spend, in your name.`,
  named: (label, owner) =>
    `\`${owner}\` holds ${withArticle(label)} in the code. Whoever reads the repository, now or in its history, has it.`,
  compared: (label, owner) =>
    `\`${owner}\` is compared with ${withArticle(label)} that stands in the code. Whoever reads the repository gets in.`,
  header: (label) =>
    `${capital(withArticle(label))} is written into the \`Authorization\` header. Whoever reads the repository can send it, too.`,
};

const withArticle = (label: string): string => `${/^[aeiouAEIO]/.test(label) ? 'an' : 'a'} ${label}`;
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function harmOf(label: string): string {
  if (/JWT/.test(label)) return 'make tokens for any user';
  if (/session|cookie/.test(label)) return 'forge the session of any user';
  if (/signing|CSRF/.test(label)) return 'sign as your server does';
  if (/private key|seed phrase/.test(label)) return 'spend what the account holds';
  return /secret/.test(label) ? 'pass for somebody who knows it' : 'read what is encrypted with it';
}

type Said = Omit<Data, 'format' | 'shown' | 'refusal'>;

class Reporter {
  readonly #ctx: RuleContext<Data>;

  constructor(ctx: RuleContext<Data>) {
    this.#ctx = ctx;
  }

  ofLiteral(literal: ts.StringLiteral | ts.NoSubstitutionTemplateLiteral): void {
    const placed = placeOfLiteral(literal);
    if (placed === undefined) return;
    const text = placed.isJoined ? this.#ctx.semantics.texts.of(placed.whole)[0]?.text : literal.text;
    const secret = text === undefined ? undefined : declaredSecret(placed, text);
    if (secret !== undefined && text !== undefined) this.#declared(placed.whole, text, secret);
  }

  /** A text from elsewhere under a name that says what its own does not: `{ apiKey: value }`. */
  ofHeld(name: string | undefined, initializer: ts.Expression): void {
    const node = unwrap(initializer);
    if (name === undefined || ts.isStringLiteralLike(node) || secretNameOf(name) === undefined) return;
    if (!ts.isIdentifier(node) && !ts.isPropertyAccessExpression(node)) return;
    const own = (ts.isIdentifier(node) ? node : node.name).text;
    if (namedForTests.test(own) || isForAll.test(own)) return;
    for (const known of this.#ctx.semantics.texts.of(node)) {
      const said = namedSecret(name, known.text);
      if (said)
        this.#known(known, node, { label: said.label, variable: environmentNameOf(name), use: 'named', owner: name });
    }
  }

  ofCall(call: ts.CallExpression | ts.NewExpression): void {
    const { credentials, texts } = this.#ctx.semantics;
    for (const { role, expression } of credentials.usesIn(call)) {
      for (const known of texts.of(expression)) {
        if (!acceptsAsCredential(role.kind, known.text)) continue;
        const { label, variable } = role;
        this.#known(known, expression, { label, variable, use: role.kind, owner: calleeWords(call.expression) });
      }
    }
    this.#ofParameters(call);
  }

  /** `createAdmin('root', 'hunter2')` where the function calls its parameter `password`. */
  #ofParameters(call: ts.CallExpression | ts.NewExpression): void {
    const literals = (call.arguments ?? []).map((argument) =>
      ts.isStringLiteralLike(argument) ? argument : undefined,
    );
    if (!literals.some((literal) => literal !== undefined && mayBeSecret(literal.text))) return;
    for (const fn of this.#ctx.semantics.callees.bySyntax(call).functions) {
      fn.parameters.forEach((parameter, at) => {
        const literal = literals[at];
        const name = ts.isIdentifier(parameter.name) ? parameter.name.text : undefined;
        const said = literal && name ? namedSecret(name, literal.text) : undefined;
        if (literal && name && said) this.#declared(literal, literal.text, { label: said.label, name, how: 'named' });
      });
    }
  }

  #declared(node: ts.Expression, text: string, { label, name, how }: DeclaredSecret): void {
    this.#report(node, text, { label, variable: environmentNameOf(name), use: how, owner: name });
  }

  /** Where the text stands, if in this file; in another file that says itself that it is a secret, it is reported there. */
  #known({ node, text }: KnownText, use: ts.Expression, said: Said): void {
    const placed = placeOfLiteral(node);
    if (placed?.place.kind === 'fallback') return;
    if (node.getSourceFile() === this.#ctx.tree) return this.#report(node, text, said);
    if (placed && declaredSecret(placed, text)) return;
    this.#report(use, text, said, node);
  }

  /** Named like a secret, and known as a key for everybody: `apiKey` of Firebase. */
  #isPublishable(node: ts.Node): boolean {
    const { text } = node.getSourceFile();
    return findPublishable(text, 'code').some(({ start, end }) => start >= node.pos && end <= node.end);
  }

  #report(node: ts.Expression, text: string, said: Said, origin?: ts.Node): void {
    if (!isRealIn(this.#ctx, text, said) || this.#isPublishable(origin ?? node)) return;
    // What only development signs and signs in with, opens nothing that is deployed.
    if (said.use !== 'issued' && isForDevelopmentOnly(origin ?? node)) return;
    const refusal = origin
      ? `It stands in \`${nameOfFile(origin)}\`: move it to the environment there.`
      : isMovable(node)
        ? (environmentRefusal(this.#ctx, node) ?? '')
        : 'Have the program read it from its environment instead.';
    const data: Data = { ...said, format: 'generic', shown: lastOf(text), refusal };
    this.#ctx.report(node, data, {
      severity: severityOf(said, text, node, this.#ctx),
      about: origin ? [node, origin] : [node],
      ...(origin && { related: [{ ...placeOf(origin), message: `The ${said.label} is written here.` }] }),
    });
  }
}

/** Tests make up what they sign, sign in with and compare: only a key that a provider gave may be a real one there. */
const isRealIn = ({ facts }: RuleContext<Data>, text: string, { use, label }: Said): boolean =>
  facts.fileClass === 'source' ||
  (!/^(?:made|account|compared)$/.test(use) && isIssued(label) && text.length >= 16 && shapeOf(text) === 'random');

const isIssued = (label: string): boolean => /API|client|token|access/.test(label);

const nameOfFile = (node: ts.Node): string => node.getSourceFile().fileName.replace(/^.*\//, '');

/** `{ password: testPassword }`: its own name says that it opens nothing. */
const namedForTests = /^(?:[Tt]est|TEST|[Ff]ake|[Mm]ock|[Dd]ummy)(?![a-z])/;

/** `{ 'x-algolia-api-key': SHOP_SEARCH_KEY }` */
const isForAll = /public|publishable|search|anon(?![a-z])/i;

/** `mockUser && password === 'password'`: who gets in that way is nobody. */
function isOfMock(literal: ts.Expression): boolean {
  let whole: ts.Node = literal.parent;
  while (ts.isBinaryExpression(whole.parent) || ts.isParenthesizedExpression(whole.parent)) whole = whole.parent;
  return /\bmock[A-Z_]/.test(whole.getText());
}

/** A literal, or several with `+` between, where an expression may stand. */
const isMovable = (node: ts.Expression): boolean =>
  !ts.isEnumMember(node.parent) &&
  (ts.isStringLiteralLike(node) || (ts.isBinaryExpression(node) && isMovable(node.left) && isMovable(node.right)));

const mayBeSecret = (text: string): boolean => text.length >= 6 && !/\s/.test(text);

/** Most keys in a browser's code are meant for it, so that a name alone says little there. */
function severityOf({ use, label, owner }: Said, text: string, node: ts.Expression, ctx: RuleContext<Data>): Severity {
  if (use === 'compared' && (isForDemonstration(text) || isOfMock(node))) return 'information';
  const isMade = shapeOf(text) === 'random';
  const isPassword = /password/.test(label);
  // What people think of for a password is shorter, however many sorts of characters it has.
  const isOfMachine = isMade && (!isPassword || text.length >= 20);
  if (isPassword && use !== 'compared' && !isOfMachine && isOfOwnMachine(node)) return 'information';
  const { facts, file, snapshot } = ctx;
  // What a script signs opens something only where the program takes the same word, which is told there.
  if (use === 'made' && facts.runtime === 'cli' && !isMade) return 'information';
  if (use !== 'named') return 'error';
  if (isMade && madeUp(text) !== 'no') return 'hint';
  const isForShow = facts.runtime === 'browser' && (isCommonPassword(text) || isGuessedFromAccount(node, text));
  if (isGivenOnce(owner) && !isSentAsBearer(node)) return 'information';
  const isSaid = isForTests(text) || isForDevelopment(text);
  if (!isOfMachine && (isOfNobody(node) || isSentToOwnMachine(node))) return 'information';
  const isTried = isMadeUpLogin(node) || isTrialPlace(file, snapshot.rootOf(file));
  if ((isForShow || isSaid || isTried) && !isMade) return 'information';
  const mayBeForBrowsers = facts.runtime === 'browser' && !/password|secret|private/.test(label);
  return mayBeForBrowsers && !isSentAsBearer(node) ? 'hint' : 'warning';
}
