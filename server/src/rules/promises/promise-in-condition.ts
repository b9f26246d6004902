import { awaitSuccessEdits, awaitValueEdits } from '../../edits/await-value.ts';
import { asyncEdit, awaitPlace } from '../../edits/awaiting.ts';
import { firstLineOf } from '../../engine/places.ts';
import { defineRule, type FixContext, type RuleContext } from '../../engine/rule.ts';
import { ts } from '../../engine/syntax.ts';
import { isLogCall } from '../../semantics/log-calls.ts';
import { calleeWords, enclosingFunction, functionName, unwrap } from '../../semantics/nodes.ts';
import { possibleValues } from '../../semantics/possible-values.ts';
import {
  isAccessCheck,
  isKnownAsPromise,
  isMade,
  isTestedPromise,
  isUsedPromise,
  resolvesToNothing,
} from '../../semantics/promise-operands.ts';
import { scopesOf } from '../../semantics/scopes.ts';

/** Where the promise stands. */
type Use =
  | 'condition'
  | 'loop'
  | 'not'
  | 'truth'
  | 'and'
  | 'or'
  | 'nullish'
  | 'missing'
  | 'spread'
  | 'iterate'
  | 'text'
  | 'number'
  | 'compare'
  | 'switch'
  | 'key'
  | 'in'
  | 'json';

type Data = {
  readonly name: string;
  readonly use: Use;
  /** The variable that could hold what the promise resolves to; empty for a value on the spot. */
  readonly variable: string;
  /** What makes the variable's promise. */
  readonly maker: string;
  readonly canAwait: boolean;
  /** Whether its success is what is asked for. */
  readonly canSucceed: boolean;
  /** The function that waiting would make async; empty when it is async already. */
  readonly makesAsync: string;
};

export const promiseInCondition = defineRule<Data>({
  meta: {
    id: 'promise-in-condition',
    family: 'promises',
    severity: 'error',
    needs: 'flow',
    docs: {
      why: 'The code looks at the promise instead of what it resolves to. A promise is always true, never null, equal to nothing, and “[object Promise]” as text, so a check lets everybody through and data goes missing, without an error.',
      bad: `if (!isAdmin(user)) return response.status(403).end(); // isAdmin is async`,
      good: `if (!(await isAdmin(user))) return response.status(403).end();`,
      silent: [
        'a value that may be missing: `Promise | undefined`, a record or list that holds promises, a field that is set later',
        'a variable that is awaited or chained elsewhere: the test asks whether there is a promise',
        '`condition && load()` as a value: the promise is only handed on',
        'types that say promise in projects without `strictNullChecks`, since there everything may be missing',
      ],
    },
  },
  check: (ctx) => visitors(ctx),
  message: ({ name, use }) => `${name} is a promise here, ${consequences[use]}.`,
  fixes: [
    {
      id: 'await-declaration',
      safety: 'unsafe',
      title: ({ variable, maker, makesAsync }) =>
        `Await ${maker} where \`${variable}\` is made${makesAsync === '' ? '' : `, and make ${makesAsync} async`}`,
      appliesTo: ({ variable }) => variable !== '',
      edits(node, _data, ctx) {
        const declaration = ts.isIdentifier(node) ? declarationOf(node, ctx) : undefined;
        const initial = declaration?.initializer;
        return initial && withAsync(initial, awaitValueEdits(initial), ctx);
      },
    },
    {
      id: 'await',
      safety: 'unsafe',
      title: ({ name, makesAsync }) => `Await ${name}${makesAsync === '' ? '' : ` and make ${makesAsync} async`}`,
      appliesTo: ({ canAwait, variable }) => canAwait && variable === '',
      edits: (node, _data, ctx) => (ts.isExpression(node) ? withAsync(node, awaitValueEdits(node), ctx) : undefined),
    },
    {
      id: 'await-success',
      safety: 'unsafe',
      title: ({ name, makesAsync }) =>
        `Await whether ${name} succeeds${makesAsync === '' ? '' : ` and make ${makesAsync} async`}`,
      appliesTo: ({ canSucceed }) => canSucceed,
      edits: (node, _data, ctx) => (ts.isExpression(node) ? withAsync(node, awaitSuccessEdits(node), ctx) : undefined),
    },
  ],
});

const consequences: Readonly<Record<Use, string>> = {
  condition: 'which is always true: the condition holds whatever it resolves to',
  loop: 'which is always true: the condition of the loop holds whatever it resolves to',
  not: 'which is always true: the check never strikes, whatever it resolves to',
  truth: 'which is always true: `!!` makes `true` of it, whatever it resolves to',
  and: 'which is always true: what follows `&&` runs whatever it resolves to',
  or: 'which is always true: what follows `||` is never used, whatever it resolves to',
  nullish: 'which is never null: what follows `??` is never used, whatever it resolves to',
  missing: 'which is never null: the check for a missing value never strikes',
  spread: 'and spreading a promise adds nothing: what it resolves to is missing',
  iterate: 'and a promise is not iterable: this throws',
  text: 'so the text reads “[object Promise]”',
  number: 'so the result is not a number',
  compare: 'and equals nothing but itself: the comparison comes out the same whatever it resolves to',
  switch: 'and equals nothing but itself: no case ever fits',
  key: 'so the key reads “[object Promise]”',
  in: 'and what it resolves to is not looked at: nothing is ever in it',
  json: 'and `JSON.stringify` writes a promise as `{}`',
};

type Reporting = (value: ts.Expression, use: Use) => void;

function visitors(ctx: RuleContext<Data>) {
  const seen = new Set<ts.Expression>();
  const report: Reporting = (value, use) => {
    if (seen.has(value)) return;
    seen.add(value);
    const span = firstLineOf(value, ctx.tree);
    ctx.report(value, dataOf(value, use, ctx), isOnlyLogged(value) ? { span, severity: 'information' } : { span });
  };
  const tested: Reporting = (value, use) => {
    if (isTestedPromise(value, ctx)) report(value, use);
  };
  const used: Reporting = (value, use) => {
    for (const each of possibleValues(value)) if (isUsedPromise(each, ctx)) report(each, use);
  };
  const test = (condition: ts.Expression, use: Use): void => {
    for (const value of testedValues(condition)) tested(value, use);
  };
  return {
    IfStatement: (node: ts.IfStatement) => test(node.expression, 'condition'),
    ConditionalExpression: (node: ts.ConditionalExpression) => test(node.condition, 'condition'),
    WhileStatement: (node: ts.WhileStatement) => test(node.expression, 'loop'),
    DoStatement: (node: ts.DoStatement) => test(node.expression, 'loop'),
    ForStatement: (node: ts.ForStatement) => node.condition && test(node.condition, 'loop'),
    PrefixUnaryExpression: (node: ts.PrefixUnaryExpression) => {
      if (node.operator === ts.SyntaxKind.ExclamationToken) test(node.operand, isNegated(node) ? 'truth' : 'not');
    },
    BinaryExpression: (node: ts.BinaryExpression) => ofBinary(node, { tested, used, ctx }),
    SpreadAssignment: (node: ts.SpreadAssignment) => used(node.expression, 'spread'),
    SpreadElement: (node: ts.SpreadElement) => used(node.expression, 'iterate'),
    ForOfStatement: (node: ts.ForOfStatement) => node.awaitModifier ?? used(node.expression, 'iterate'),
    TemplateSpan: (node: ts.TemplateSpan) => {
      if (!ts.isTaggedTemplateExpression(node.parent.parent)) used(node.expression, 'text');
    },
    SwitchStatement: (node: ts.SwitchStatement) => used(node.expression, 'switch'),
    ElementAccessExpression: (node: ts.ElementAccessExpression) => used(node.argumentExpression, 'key'),
    CallExpression: (node: ts.CallExpression) => ofCall(node, { tested, used, ctx }),
  };
}

const isNegated = ({ parent }: ts.PrefixUnaryExpression): boolean =>
  ts.isPrefixUnaryExpression(parent) && parent.operator === ts.SyntaxKind.ExclamationToken;

/** `console.log({ isSignedIn: !!auth.getUser() })`: the log is wrong, and nothing is decided by it. */
function isOnlyLogged(value: ts.Node): boolean {
  const { parent } = value;
  if (ts.isCallExpression(parent)) return parent.expression !== value && isLogCall(parent);
  return isHandedOn(parent) && isOnlyLogged(parent);
}

const isHandedOn = (node: ts.Node): boolean =>
  ts.isPropertyAssignment(node) ||
  ts.isObjectLiteralExpression(node) ||
  ts.isPrefixUnaryExpression(node) ||
  ts.isParenthesizedExpression(node) ||
  ts.isTemplateSpan(node) ||
  ts.isTemplateExpression(node);

/** The values a condition comes down to; `!` is a condition of its own. */
function testedValues(condition: ts.Expression): readonly ts.Expression[] {
  const node = ts.isParenthesizedExpression(condition) ? condition.expression : condition;
  if (ts.isParenthesizedExpression(node)) return testedValues(node);
  if (ts.isConditionalExpression(node)) return [...testedValues(node.whenTrue), ...testedValues(node.whenFalse)];
  if (ts.isBinaryExpression(node) && logical.has(node.operatorToken.kind))
    return [...testedValues(node.left), ...testedValues(node.right)];
  return [node];
}

const logical: ReadonlyMap<ts.SyntaxKind, Use> = new Map([
  [ts.SyntaxKind.AmpersandAmpersandToken, 'and'],
  [ts.SyntaxKind.BarBarToken, 'or'],
  [ts.SyntaxKind.QuestionQuestionToken, 'nullish'],
]);

const arithmetic: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.MinusToken,
  ts.SyntaxKind.AsteriskToken,
  ts.SyntaxKind.SlashToken,
  ts.SyntaxKind.PercentToken,
]);

const relational: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.LessThanToken,
  ts.SyntaxKind.LessThanEqualsToken,
  ts.SyntaxKind.GreaterThanToken,
  ts.SyntaxKind.GreaterThanEqualsToken,
]);

const equality: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
]);

interface Asking {
  readonly tested: Reporting;
  readonly used: Reporting;
  readonly ctx: RuleContext<Data>;
}

function ofBinary(node: ts.BinaryExpression, { tested, used, ctx }: Asking): void {
  const { kind } = node.operatorToken;
  const use = logical.get(kind);
  if (use) tested(withoutParentheses(node.left), use);
  else if (kind === ts.SyntaxKind.PlusToken) both(node, used, 'text');
  else if (kind === ts.SyntaxKind.PlusEqualsToken) used(node.right, 'text');
  else if (arithmetic.has(kind)) both(node, used, 'number');
  else if (relational.has(kind)) both(node, used, 'compare');
  else if (kind === ts.SyntaxKind.InKeyword) used(node.right, 'in');
  else if (equality.has(kind)) {
    compared(node.left, node.right, { tested, used, ctx });
    compared(node.right, node.left, { tested, used, ctx });
  }
}

const withoutParentheses = (node: ts.Expression): ts.Expression =>
  ts.isParenthesizedExpression(node) ? withoutParentheses(node.expression) : node;

function both({ left, right }: ts.BinaryExpression, used: Reporting, use: Use): void {
  used(left, use);
  used(right, use);
}

/** Against null it is a test for being there; against anything but a promise it never comes out otherwise. */
function compared(value: ts.Expression, other: ts.Expression, { tested, used, ctx }: Asking): void {
  const node = unwrap(other);
  if (node.kind === ts.SyntaxKind.NullKeyword || (ts.isIdentifier(node) && node.text === 'undefined')) {
    tested(withoutParentheses(value), 'missing');
  } else if (isPlain(node)) used(value, 'compare');
  // What it is compared to is asked for last: the types of most comparisons are never looked at.
  else if (mayBePromise(value, ctx)) {
    const thenable = ctx.semantics.thenables.isThenable(node);
    // `running.get(key) === mine`: whether it is still the same one.
    if (thenable === 'no' || (thenable === 'unknown' && isMade(unwrap(value)))) used(value, 'compare');
  }
}

const mayBePromise = (value: ts.Expression, ctx: RuleContext<Data>): boolean =>
  possibleValues(value).some((each) => isUsedPromise(each, ctx));

const isPlain = (node: ts.Expression): boolean =>
  ts.isLiteralExpression(node) || node.kind === ts.SyntaxKind.TrueKeyword || node.kind === ts.SyntaxKind.FalseKeyword;

function ofCall(node: ts.CallExpression, { tested, used }: Asking): void {
  const [argument] = node.arguments;
  if (argument === undefined || ts.isSpreadElement(argument)) return;
  const { expression } = node;
  if (isGlobal(expression, 'Boolean')) tested(withoutParentheses(argument), 'condition');
  if (!ts.isPropertyAccessExpression(expression) || expression.name.text !== 'stringify') return;
  if (isGlobal(expression.expression, 'JSON')) for (const value of writtenValues(argument)) used(value, 'json');
}

const isGlobal = (node: ts.Expression, name: string): boolean =>
  ts.isIdentifier(node) && node.text === name && scopesOf(node.getSourceFile()).bindingOf(node) === undefined;

/** The values that `JSON.stringify` writes, as far as they stand there. */
function writtenValues(value: ts.Expression): readonly ts.Expression[] {
  const node = unwrap(value);
  if (ts.isArrayLiteralExpression(node))
    return node.elements.filter((each) => !ts.isSpreadElement(each)).flatMap(writtenValues);
  if (!ts.isObjectLiteralExpression(node)) return [value];
  return node.properties.flatMap((property) => {
    if (ts.isPropertyAssignment(property)) return writtenValues(property.initializer);
    return ts.isShorthandPropertyAssignment(property) ? [property.name] : [];
  });
}

function dataOf(value: ts.Expression, use: Use, ctx: RuleContext<Data>): Data {
  const declaration = ts.isIdentifier(value) ? declarationOf(value, ctx) : undefined;
  const place = awaitPlace(declaration?.initializer ?? value, ctx.snapshot, ctx.facts);
  const fn = place?.makesAsync;
  return {
    name: `\`${calleeWords(value)}\``,
    use,
    variable: declaration && place ? declaration.name.getText(ctx.tree) : '',
    maker: declaration?.initializer ? `\`${calleeWords(declaration.initializer)}\`` : '',
    canAwait: place !== undefined && canBeAwaited(value, use, ctx),
    canSucceed: place !== undefined && truths.has(use) && isAccessCheck(value, ctx),
    makesAsync: fn ? nameOf(fn) : '',
  };
}

/** Where the value counts as true or false and as nothing else. */
const truths: ReadonlySet<Use> = new Set<Use>(['condition', 'loop', 'not', 'truth']);

function nameOf(fn: ts.SignatureDeclaration): string {
  const name = functionName(fn);
  return name ? `\`${name.text}\`` : 'the callback';
}

/** What resolves to nothing can neither be tested nor spread. */
const canBeAwaited = (value: ts.Expression, use: Use, ctx: RuleContext<Data>): boolean =>
  (use === 'text' || use === 'json' || !resolvesToNothing(value, ctx)) && !isShorthand(value);

const isShorthand = (value: ts.Expression): boolean => ts.isShorthandPropertyAssignment(value.parent);

/** The variable's declaration, where waiting there gives every use of the variable what it expects. */
function declarationOf(name: ts.Identifier, ctx: RuleContext<Data> | FixContext): ts.VariableDeclaration | undefined {
  const binding = scopesOf(name.getSourceFile()).bindingOf(name);
  const declaration = binding?.declarations[0];
  if (binding === undefined || declaration === undefined || !ts.isVariableDeclaration(declaration)) return undefined;
  const { type, initializer } = declaration;
  if (type || initializer === undefined || binding.writes.length > 0 || isKnownAsPromise(binding)) return undefined;
  if (!isMade(unwrap(initializer)) || resolvesToNothing(initializer, ctx)) return undefined;
  return enclosingFunction(declaration) === enclosingFunction(name) ? declaration : undefined;
}

function withAsync(value: ts.Expression, edits: ReturnType<typeof awaitValueEdits>, ctx: FixContext) {
  const place = awaitPlace(value, ctx.snapshot, ctx.facts);
  if (place === undefined) return undefined;
  return place.makesAsync ? [asyncEdit(place.makesAsync), ...edits] : edits;
}
