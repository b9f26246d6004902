import type { TextEdit } from '../../../../shared/src/finding.ts';
import { linesAtEnd } from '../../edits/block-lines.ts';
import { optionEdits } from '../../edits/option-edits.ts';
import { styleOf } from '../../edits/style.ts';
import { firstLineOf, spanOf } from '../../engine/places.ts';
import { defineRule, type FixContext, type RuleContext } from '../../engine/rule.ts';
import { ts } from '../../engine/syntax.ts';
import { calleeWords } from '../../semantics/nodes.ts';
import { type Retry, retryByItself, retryLoop } from '../../semantics/retries.ts';

type Data = {
  readonly request: string;
  readonly pause: Retry['pause'];
  /** The name that counts the attempts; empty where there is none. */
  readonly attempt: string;
};

export const retryWithoutBackoff = defineRule<Data>({
  meta: {
    id: 'retry-without-backoff',
    family: 'integration',
    severity: 'information',
    needs: 'flow',
    docs: {
      why: 'A service that fails is mostly one that has too much to do. To ask it again at once, all attempts within a moment, fails for the same reason, adds to its load, and uses up the limit of requests that it grants.',
      bad: `for (let attempt = 0; attempt < 3; attempt++) {\n  try {\n    return await fetch(url);\n  } catch (error) {\n    if (attempt === 2) throw error;\n  }\n}`,
      good: `for (let attempt = 0; attempt < 3; attempt++) {\n  try {\n    return await fetch(url);\n  } catch (error) {\n    if (attempt === 2) throw error;\n    await sleep(500 * 2 ** attempt);\n  }\n}`,
      silent: [
        'a pause that grows, or that the service names (`Retry-After`)',
        'attempts that ask another service or model each time',
        'attempts at something that no other machine does: a name that is taken, a row that has changed',
        'libraries that pause by themselves',
      ],
    },
  },
  check(ctx) {
    if (ctx.facts.runtime === 'test' || !/attempt|retr(?:y|ies)|\btries\b/i.test(ctx.tree.text)) return {};
    const ofLoop = (loop: ts.IterationStatement): void => report(retryLoop(loop, ctx.semantics.callees), ctx);
    return {
      ForStatement: ofLoop,
      WhileStatement: ofLoop,
      DoStatement: ofLoop,
      CatchClause: (clause) => report(retryByItself(clause, ctx.semantics.callees), ctx),
      CallExpression: (call) => reportLibrary(call, ctx),
    };
  },
  message: ({ request, pause }) =>
    pause === 'none'
      ? `When \`${request}\` fails it is sent again at once: all attempts are over before its service can recover.`
      : `When \`${request}\` fails it is sent again after the same time, by all that failed together, however long the trouble lasts.`,
  fixes: [
    {
      id: 'pause',
      safety: 'unsafe',
      title: ({ pause }) =>
        pause === 'none' ? 'Pause before the next attempt, longer each time' : 'Pause longer each time',
      appliesTo: ({ attempt }) => attempt !== '',
      edits: (node, _data, ctx) => pauseEdits(node, ctx),
    },
    {
      id: 'library-delay',
      safety: 'unsafe',
      title: ({ request }) => `Let \`${request}\` pause, longer each time`,
      appliesTo: ({ attempt, request, pause }) => attempt === '' && pause === 'none' && isAxiosRetry(request),
      edits: (node, { request }) => (ts.isCallExpression(node) ? delayEdits(node, request) : undefined),
    },
  ],
});

const isAxiosRetry = (request: string): boolean => /^\w*axiosRetry$/i.test(request);

function report(retry: Retry | undefined, ctx: RuleContext<Data>): void {
  if (retry === undefined) return;
  const { node, request, pause, attempt, clause } = retry;
  const canPause = attempt !== undefined && (pause === 'fixed' || clause !== undefined);
  ctx.report(
    node,
    { request: calleeWords(request.expression), pause, attempt: canPause ? attempt : '' },
    { span: firstLineOf(node, ctx.tree) },
  );
}

function pauseEdits(node: ts.Node, { semantics, tree }: FixContext): readonly TextEdit[] | undefined {
  const retry = ts.isIterationStatement(node, false) ? retryLoop(node, semantics.callees) : undefined;
  if (retry?.attempt === undefined) return undefined;
  const { time, attempt, clause } = retry;
  if (time) return [{ span: spanOf(time, tree), text: `${time.getText(tree)} * 2 ** ${attempt}` }];
  const wait = `await new Promise((resolve) => setTimeout(resolve, 500 * 2 ** ${attempt}))`;
  return clause && linesAtEnd(clause.block, [wait + styleOf(tree).semicolon]);
}

/** `axiosRetry(axios, { retries: 3 })` retries at once unless it is told otherwise. */
function reportLibrary(call: ts.CallExpression, ctx: RuleContext<Data>): void {
  if (!ts.isIdentifier(call.expression) || !isAxiosRetry(call.expression.text)) return;
  const isLibrary = ctx.semantics.callees.bySyntax(call).paths.includes('axios-retry()');
  const [, options] = call.arguments;
  const isKnown = options === undefined || ts.isObjectLiteralExpression(options);
  if (!isLibrary || !isKnown || /\bretryDelay\b|\.\.\./.test(options?.getText() ?? '')) return;
  ctx.report(call, { request: call.expression.text, pause: 'none', attempt: '' }, { span: spanOf(call, ctx.tree) });
}

function delayEdits(call: ts.CallExpression, name: string): readonly TextEdit[] | undefined {
  return optionEdits(call, [1], `retryDelay: ${name}.exponentialDelay`);
}
