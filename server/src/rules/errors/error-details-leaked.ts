import { genericAnswerEdits, isKnownToLog, plainWords } from '../../edits/generic-answer.ts';
import { defineRule, type RuleContext } from '../../engine/rule.ts';
import { spanOf } from '../../engine/places.ts';
import { ts } from '../../engine/syntax.ts';
import type { Answer, AnswerNode } from '../../semantics/answer-forms.ts';
import { isChosen } from '../../semantics/chosen-errors.ts';
import { type ErrorDetail, errorDetailsIn } from '../../semantics/error-details.ts';
import { readerOf } from '../../semantics/answer-readers.ts';
import { runsInDevelopmentOnly } from '../../semantics/running-mode.ts';
import { isFunctionNode } from '../../semantics/nodes.ts';
import type { Semantics } from '../../semantics/semantics.ts';

type Data = {
  /** `error.message` */
  readonly detail: string;
  readonly error: string;
  /** What the answer will say instead. */
  readonly words: string;
  readonly isLogged: boolean;
};

export const errorDetailsLeaked = defineRule<Data>({
  meta: {
    id: 'error-details-leaked',
    family: 'errors',
    severity: 'warning',
    needs: 'flow',
    docs: {
      why: 'What an error says is written for the log: a table and its constraint, a file, a host, sometimes the whole query. In an answer it shows a stranger how the inside is made, and tells your user nothing.',
      bad: `catch (error) { res.status(500).json({ error: error.message }); }`,
      good: `catch (error) { console.error('Saving the order failed:', error); res.status(500).json({ error: 'Internal server error' }); }`,
      silent: [
        'an error that the code has looked at: `instanceof NotFoundError`, a code, a name, a word in its message',
        'details that only development gets to see',
        'a refusal, such as 400 or 401, that no database stands behind',
        'what a page shows its own user',
        'only a note: what administrators alone may ask, and what answers a webhook whose signature was checked',
      ],
    },
  },
  check: (ctx) => ({
    CallExpression: (node) => ofAnswer(node, ctx),
    NewExpression: (node) => ofAnswer(node, ctx),
    ReturnStatement({ expression }) {
      if (expression && ts.isObjectLiteralExpression(expression)) ofAnswer(expression, ctx);
    },
  }),
  message: ({ detail, error }) =>
    detail === error
      ? `Whoever calls this reads all that \`${error}\` holds: table names, queries, hosts and paths that were meant for your log.`
      : `Whoever calls this reads \`${detail}\`: table names, queries, hosts and paths that were meant for your log.`,
  fixes: [
    {
      id: 'generic-answer',
      safety: 'unsafe',
      title: ({ words, error, isLogged }) =>
        isLogged
          ? `Answer '${words}' alone; the log has \`${error}\` already`
          : `Answer '${words}', and log \`${error}\``,
      edits: (node, _data, { semantics }) => {
        const answer = semantics.answers.answerOf(node);
        return answer && genericAnswerEdits(answer, leaksOf(answer, semantics));
      },
    },
  ],
});

function ofAnswer(node: AnswerNode, ctx: RuleContext<Data>): void {
  if (!mayHoldError(node) || !isServed(ctx)) return;
  const answer = ctx.semantics.answers.answerOf(node);
  if (answer === undefined || runsInDevelopmentOnly(node)) return;
  const leaks = leaksOf(answer, ctx.semantics);
  const [first] = leaks;
  if (first === undefined) return;
  const { binding } = first.error;
  ctx.report(
    node,
    {
      detail: first.words,
      error: binding.name,
      words: plainWords(leaks),
      isLogged: isKnownToLog(binding, answer, leaks),
    },
    {
      span: spanOf(first.node, ctx.tree),
      ...(readerOf(node) !== 'anybody' && { severity: 'information' as const }),
    },
  );
}

/** What runs on a developer's machine, or on the user's own, answers nobody else. */
const isServed = ({ facts }: RuleContext<Data>): boolean => facts.runtime !== 'browser' && facts.runtime !== 'build';

/** Few calls are given what sounds like an error, and only those are worth a question. */
function mayHoldError(node: AnswerNode): boolean {
  if (ts.isObjectLiteralExpression(node)) return soundsLikeError(node);
  return (node.arguments ?? []).some((argument) => soundsLikeError(argument));
}

const errorWords = /^(?:e|ex)$|err|message|msg|exception|reason|cause|detail/i;

/** Functions among the arguments say nothing of what the call itself hands on. */
function soundsLikeError(node: ts.Node): boolean {
  if (ts.isIdentifier(node)) return errorWords.test(node.text);
  if (isFunctionNode(node)) return false;
  return ts.forEachChild(node, (child) => soundsLikeError(child) || undefined) ?? false;
}

function leaksOf(answer: Answer, semantics: Semantics): readonly ErrorDetail[] {
  return answer.contents
    .flatMap((content) => errorDetailsIn(content, semantics.callees))
    .filter((detail) => isLeak(detail, answer, semantics));
}

function isLeak(detail: ErrorDetail, answer: Answer, semantics: Semantics): boolean {
  const { error, variable } = detail;
  const within = scopeOf(detail);
  if (isChosen(detail.node, within) || isChosen(answer.node, within)) return false;
  const declaration = variable?.declarations[0];
  if (declaration && isChosenIn(declaration, within)) return false;
  if (error.origin === 'result') return true;
  const isRefusal = answer.status !== undefined && answer.status >= 400 && answer.status < 500;
  if (error.failing === undefined) return !isRefusal;
  return isRefusal ? asksDatabase(error.failing, semantics) : reachesOut(error.failing);
}

function scopeOf({ error }: ErrorDetail): ts.Node | undefined {
  return error.origin === 'catch' ? error.binding.scope : undefined;
}

/** `const shown = error instanceof AppError ? error.message : 'Internal error';` */
function isChosenIn(declaration: ts.Node, within: ts.Node | undefined): boolean {
  let found = false;
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && ts.isPropertyAccessExpression(node.parent)) found ||= isChosen(node, within);
    ts.forEachChild(node, visit);
  };
  visit(declaration);
  return found;
}

function asksDatabase(failing: ts.Node, { callees }: Semantics): boolean {
  return someCall(failing, (call) => callees.bySyntax(call).facts.some((fact) => 'lazy' in fact));
}

/** Reading the request and checking a token fail in words about the request alone. */
const ownWords =
  /\b(?:json|text|formData|arrayBuffer|parse|parseAsync|verify|constructEvent|constructEventAsync|validate|decode)$/;

/** Whether the code does anything whose failure tells of the inside: it waits for something other than the request. */
function reachesOut(failing: ts.Node): boolean {
  if (ts.isCallExpression(failing)) return true;
  return someCall(failing, (call) => {
    const name = call.expression.getText();
    const isWaited = ts.isAwaitExpression(call.parent) || ts.isReturnStatement(call.parent) || name.endsWith('Sync');
    return isWaited && !ownWords.test(name);
  });
}

function someCall(root: ts.Node, test: (call: ts.CallExpression) => boolean): boolean {
  const visit = (node: ts.Node): boolean => {
    if (ts.isCallExpression(node) && test(node)) return true;
    if (node !== root && isFunctionNode(node)) return false;
    return ts.forEachChild(node, (child) => visit(child) || undefined) ?? false;
  };
  return visit(root);
}
