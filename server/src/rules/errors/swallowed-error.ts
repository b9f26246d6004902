import type { Severity } from '../../../../shared/src/finding.ts';
import { isFailureHeard } from '../../edits/awaiting.ts';
import { leaveEdits, logCaughtEdits, rethrowEdits, sayWhyEdits } from '../../edits/caught-errors.ts';
import { reporter } from '../../edits/handling.ts';
import { firstLineOf } from '../../engine/places.ts';
import { defineRule, type RuleContext } from '../../engine/rule.ts';
import { ts } from '../../engine/syntax.ts';
import type { MayThrow } from '../../semantics/caught-work.ts';
import { calleeWords, enclosingFunction, isAsync } from '../../semantics/nodes.ts';
import { givesFailureBack } from '../../semantics/own-failures.ts';
import { type Swallowing, swallowedByCatch, swallowedByHandler } from '../../semantics/swallowing.ts';

type Data = {
  readonly kind: Swallowing['kind'];
  /** What can fail, in the code's own words. */
  readonly work: string;
  readonly isWrite: boolean;
  /** What is answered in place of the failure, in the code's own words; the line that says that all went well. */
  readonly answer: string;
  readonly caller: string;
  readonly isHandler: boolean;
  /** Whether the function could stop before it says that all went well. */
  readonly canLeave: boolean;
  /** Somebody hears what the function throws. */
  readonly canThrow: boolean;
};

export const swallowedError = defineRule<Data>({
  meta: {
    id: 'swallowed-error',
    family: 'errors',
    severity: 'warning',
    needs: 'flow',
    docs: {
      why: 'The failure ends here: no log, no message, no error for the caller. What should have been saved or sent is lost while the program goes on as if it had worked, and an empty list looks like a customer without orders.',
      bad: `try {\n  await db.insert(orders).values(order);\n} catch {}\nreturn { success: true };`,
      good: `try {\n  await db.insert(orders).values(order);\n} catch (error) {\n  throw new Error('The order could not be saved', { cause: error });\n}\nreturn { success: true };`,
      silent: [
        'a comment in the `catch` that says why, or a log line that calls the failure harmless',
        'clean-up (`close`, `unlink`, `abort`), clean-up after another failure, analytics, caches, probes such as `isOnline`',
        'parsing, `localStorage`, the clipboard, optional modules, files that need not exist',
        'a `catch` that tells the user, sets a state, or returns `null`, `false` or an error',
        'a `catch` that answers a request, which other rules judge',
        'calls that give their error as a value, such as those of Supabase: no `catch` hears of it, and `ignored-result-error` says so',
        'functions of the project that catch all they do and give back `{ ok: false, error }`',
      ],
    },
  },
  check: (ctx) => ({
    CatchClause(clause) {
      const found = swallowedByCatch(clause, throwingIn(clause.parent.tryBlock, ctx));
      if (found) report(clause, found, ctx);
    },
    CallExpression(call) {
      const found = swallowedByHandler(call, throwingIn(call, ctx));
      if (found) report(call, found, ctx);
    },
  }),
  message: ({ kind, work, isWrite, answer, caller, isHandler }) => {
    const place = isHandler ? 'handler' : '`catch`';
    if (kind === 'made-up')
      return `If ${work} fails, ${caller} gets \`${answer}\`, and cannot tell that from an answer that really is empty.`;
    if (kind === 'claimed')
      return `If ${work} fails, \`${answer}\` still says that it worked: the \`catch\` lets the failure go.`;
    return isWrite
      ? `If ${work} fails, nobody hears it: the ${place} is empty, and the program goes on as if it had worked.`
      : `If ${work} fails, nobody hears it: the ${place} is empty, and the program goes on without what it should have got.`;
  },
  fixes: [
    {
      id: 'leave',
      safety: 'unsafe',
      title: ({ answer }) => `Return from the \`catch\`, before \`${answer}\``,
      appliesTo: ({ canLeave }) => canLeave,
      edits: (node) => (ts.isCatchClause(node) ? leaveEdits(node) : undefined),
    },
    {
      id: 'log',
      safety: 'unsafe',
      title: ({ work }) => `Log it when ${work} fails`,
      appliesTo: ({ kind }) => kind === 'empty',
      edits(node, { work }) {
        if (ts.isCatchClause(node)) return logCaughtEdits(node, plain(work));
        const handler = ts.isCallExpression(node) ? node.arguments[0] : undefined;
        if (handler === undefined || !ts.isCallExpression(node)) return undefined;
        const text = reporter(node, `${plain(work)} failed`);
        return [{ span: { start: handler.getStart(), end: handler.end }, text }];
      },
    },
    {
      id: 'rethrow',
      safety: 'unsafe',
      title: ({ kind }) => (kind === 'empty' ? 'Log the error and throw it on' : 'Throw the error on to the caller'),
      appliesTo: ({ isHandler, canThrow }) => !isHandler && canThrow,
      edits: (node, { work }) => (ts.isCatchClause(node) ? rethrowEdits(node, plain(work)) : undefined),
    },
    {
      id: 'say-why',
      safety: 'unsafe',
      title: () => 'Say in a comment why nobody needs to hear of it',
      appliesTo: ({ kind, isHandler }) => kind === 'empty' && !isHandler,
      edits: (node) => (ts.isCatchClause(node) ? sayWhyEdits(node.block) : undefined),
    },
  ],
});

/** Which calls of some code may throw: what gives its error as a value does so only where the code throws that. */
function throwingIn(code: ts.Node, { semantics: { callees, results } }: RuleContext<Data>): MayThrow {
  return (call) => {
    if (results.givesError(call)) return throwsIn(code) && results.ignoredAt(call) === undefined;
    return !givesFailureBack(call, callees) || throwsIn(code);
  };
}

function throwsIn(node: ts.Node): boolean {
  return ts.isThrowStatement(node) || (ts.forEachChild(node, (child) => throwsIn(child) || undefined) ?? false);
}

function report(node: ts.CatchClause | ts.CallExpression, found: Swallowing, ctx: RuleContext<Data>): void {
  const { runtime } = ctx.facts;
  // Whoever runs a script by hand sees what it did.
  if (runtime === 'build' || runtime === 'cli' || runtime === 'test') return;
  const isHandler = ts.isCallExpression(node);
  const data: Data = {
    kind: found.kind,
    work: `\`${calleeWords(found.work.call)}\``,
    isWrite: found.work.kind === 'write',
    answer: found.answer,
    caller: found.caller === undefined ? 'whoever asks' : `whoever calls \`${found.caller}\``,
    isHandler,
    canLeave: found.canLeave,
    canThrow: isHeard(node, ctx),
  };
  const span = isHandler ? handlerSpan(node) : firstLineOf(node, ctx.tree);
  ctx.report(node, data, { span, severity: severityOf(found) });
}

/** What an event handler throws once more, nobody hears either. */
function isHeard(node: ts.Node, { semantics }: RuleContext<Data>): boolean {
  const fn = enclosingFunction(node);
  return fn === undefined || !isAsync(fn) || isFailureHeard(node, semantics);
}

/** From `.catch` on: what comes before it is no mistake. */
function handlerSpan({ expression, end }: ts.CallExpression): { readonly start: number; readonly end: number } {
  return { start: ts.isPropertyAccessExpression(expression) ? expression.name.getStart() : expression.end, end };
}

/** What is only left out, or is in the log at least, is a decision that somebody may have taken. */
function severityOf({ kind, work, isLogged, isFallback }: Swallowing): Severity {
  if (kind === 'claimed') return 'warning';
  if (kind === 'made-up') return isLogged || isFallback ? 'information' : 'warning';
  return work.kind === 'write' ? 'warning' : 'information';
}

/** As a log line has it. */
const plain = (work: string): string => work.replaceAll(/`|\(…?\)/g, '').replaceAll('…', '...');
