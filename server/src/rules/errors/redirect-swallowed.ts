import { afterTryEdits, canFollowTry, passSignalEdits } from '../../edits/passing-signals.ts';
import { placeOf, spanOf } from '../../engine/places.ts';
import { defineRule, type RuleContext } from '../../engine/rule.ts';
import { ts } from '../../engine/syntax.ts';
import type { LostSignal } from '../../semantics/framework-signals.ts';
import { calleeWords, shortText } from '../../semantics/nodes.ts';
import type { Semantics } from '../../semantics/semantics.ts';

type Data = {
  /** The framework's call in the code's own words. */
  readonly signal: string;
  readonly kind: LostSignal['model']['kind'];
  /** The function of the project through which it comes; empty where it is called here. */
  readonly through: string;
  /** The function that was given the code and catches what it throws; empty where the `catch` stands here. */
  readonly wrapper: string;
  readonly isHandler: boolean;
  readonly canMove: boolean;
};

export const redirectSwallowed = defineRule<Data>({
  meta: {
    id: 'redirect-swallowed',
    family: 'errors',
    severity: 'error',
    needs: 'flow',
    docs: {
      why: 'Frameworks redirect and answer 404 by throwing. A `catch` on the way takes that for a failure: the order is saved, and the user sees "Something went wrong" and orders again.',
      bad: `try {\n  await saveOrder(form);\n  redirect('/thanks');\n} catch {\n  return { error: 'Could not save' };\n}`,
      good: `try {\n  await saveOrder(form);\n} catch {\n  return { error: 'Could not save' };\n}\nredirect('/thanks');`,
      silent: [
        'a `catch` that throws on what it caught, calls `unstable_rethrow`, or asks whether it is a redirect and throws then',
        'a call after the `try`, in the `catch` or in the `finally`',
        'a `catch` that does the same for a failure',
        'a promise that the `try` does not wait for',
        "SvelteKit's `error` in a function that is called for its answer: whoever calls it is ready for that",
        'actions of a server that a page calls: the router has its answer already',
      ],
    },
  },
  check(ctx) {
    const { signals } = ctx.semantics;
    if (!signals.isUsedIn(ctx.tree)) return {};
    return {
      CatchClause: (clause) => report(signals.lostInCatch(clause), ctx),
      CallExpression: (call) => report(signals.lostInCall(call), ctx),
    };
  },
  message({ signal, kind, through, wrapper, isHandler }) {
    const what = through === '' ? `\`${signal}\`` : `\`${through}\`, which calls \`${signal}\`,`;
    const catcher = wrapper === '' ? (isHandler ? 'the handler' : 'the `catch` below') : `\`${wrapper}\``;
    const result = kind === 'redirect' ? 'nobody is sent on' : 'the page or status that it asks for never appears';
    return `${what} works by throwing, and ${catcher} takes that for a failure: ${result}.`;
  },
  fixes: [
    {
      id: 'move',
      safety: 'unsafe',
      title: ({ signal }) => `Call \`${signal}\` after the \`try\``,
      appliesTo: ({ canMove }) => canMove,
      edits: (node, _data, { semantics }) => {
        const lost = lostAt(node, semantics);
        return lost && afterTryEdits(lost);
      },
    },
    {
      id: 'rethrow',
      safety: 'unsafe',
      title: ({ signal }) => `Let the \`catch\` throw on what \`${signal}\` throws`,
      appliesTo: ({ isHandler }) => !isHandler,
      edits: (node, _data, { semantics, snapshot }) => {
        const lost = lostAt(node, semantics);
        return lost && passSignalEdits(lost, snapshot);
      },
    },
  ],
});

function report(lost: readonly LostSignal[], ctx: RuleContext<Data>): void {
  const [first] = lost;
  if (first === undefined) return;
  const { at, origin, model, by, wrapper } = first;
  const isHere = at === origin;
  ctx.report(
    at,
    {
      signal: shortText(origin),
      kind: model.kind,
      through: isHere ? '' : calleeWords(at.expression),
      wrapper: wrapper === undefined ? '' : calleeWords(wrapper.expression),
      isHandler: !ts.isCatchClause(by),
      canMove: lost.length === 1 && canFollowTry(first),
    },
    {
      span: spanOf(at, ctx.tree),
      about: [by],
      related: [
        ...(isHere ? [] : [{ ...placeOf(origin), message: 'It throws here' }]),
        { ...placeOf(ts.isCatchClause(by) ? by.parent : by), message: 'It is caught here' },
      ],
    },
  );
}

/** What is lost of a call, found again around it. */
function lostAt(node: ts.Node, { signals }: Semantics): LostSignal | undefined {
  for (let current = node; current.parent; current = current.parent) {
    const { parent } = current;
    const lost =
      ts.isTryStatement(parent) && parent.tryBlock === current && parent.catchClause
        ? signals.lostInCatch(parent.catchClause)
        : ts.isCallExpression(parent)
          ? signals.lostInCall(parent)
          : [];
    const found = lost.find(({ at }) => at === node);
    if (found) return found;
  }
  return undefined;
}
