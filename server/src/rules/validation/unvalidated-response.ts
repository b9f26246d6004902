import { defineRule, type RuleContext } from '../../engine/rule.ts';
import { ts } from '../../engine/syntax.ts';
import { responseFix } from '../../edits/schemas/response-fix.ts';
import { shortText } from '../../semantics/nodes.ts';
import { isRunByHand } from '../../semantics/timeouts.ts';
import {
  decidingResponse,
  deepResponse,
  keptResponse,
  type UnvalidatedResponse,
} from '../../semantics/unvalidated-responses.ts';

type Data = {
  /** The host that has answered; empty for a language model. */
  readonly host: string;
  readonly effect: UnvalidatedResponse['effect'];
  /** What the code takes of the answer. */
  readonly what: string;
  /** The package that a schema can be written for; empty where none can. */
  readonly validator: string;
  /** The project has yet to install it. */
  readonly isAdded: boolean;
};

export const unvalidatedResponse = defineRule<Data>({
  meta: {
    id: 'unvalidated-response',
    family: 'validation',
    severity: 'information',
    needs: 'flow',
    docs: {
      why: 'A type that the code claims for an answer changes nothing of what comes. A field that a service renames, or that a model leaves out, is stored as `null`, charged as `NaN` or taken for a yes, and nobody hears of it.',
      bad: `const rates = (await response.json()) as Rates;\nawait db.insert(prices).values({ euro: rates.eur });`,
      good: `const rates = ratesSchema.parse(await response.json());\nawait db.insert(prices).values({ euro: rates.eur });`,
      silent: [
        'answers that a schema, a type guard or the code itself looks at, wherever it does',
        'the project’s own servers, and addresses that only the environment knows',
        'what is shown, logged, handed on or kept whole',
        'the id of what a service made or found, where its status was asked',
        'values with another one in their place where there is none',
      ],
    },
  },
  check(ctx) {
    if (!isShipped(ctx)) return {};
    const { semantics } = ctx;
    return {
      CallExpression: (node) => report(keptResponse(node, semantics), ctx),
      IfStatement: ({ expression }) => report(decidingResponse(expression, semantics), ctx),
      ConditionalExpression: ({ condition }) => report(decidingResponse(condition, semantics), ctx),
      VariableDeclaration: (node) => report(deepResponse(node, semantics), ctx),
    };
  },
  message: ({ host, effect, what }) => {
    const who = host === '' ? 'the model wrote' : `\`${host}\` answered`;
    if (effect === 'decides') {
      return `\`${what}\` is what ${who}: \`"no"\` counts as much as \`true\`, and nobody has looked at which it is.`;
    }
    if (effect === 'deep')
      return `Where ${who.replace('answered', 'answers').replace('wrote', 'writes')} anything else, \`${what}\` throws an error that does not name it.`;
    return effect === 'paid'
      ? `\`${what}\` is charged as ${who}: nobody has looked at what it is.`
      : `\`${what}\` is stored as ${who}: where it is missing or something else, that is what is stored.`;
  },
  fixes: [
    {
      id: 'validate-response',
      safety: 'unsafe',
      title: ({ validator }) => `Check the answer with ${validator}`,
      appliesTo: ({ validator }) => validator !== '',
      edits: (node, _data, ctx) => responseFix(node, ctx)?.files,
      afterwards: ({ validator, isAdded }) =>
        isAdded ? { message: `${validator} stands in package.json now: install it before the code runs.` } : undefined,
    },
  ],
});

const ownRuns: ReadonlySet<string> = new Set(['cli', 'build', 'test']);

/** Who runs a script sees what comes of it. */
function isShipped({ facts, file, snapshot }: RuleContext<Data>): boolean {
  return !ownRuns.has(facts.runtime) && !isRunByHand(file.slice((snapshot.rootOf(file) ?? '').length));
}

function report(found: UnvalidatedResponse | undefined, ctx: RuleContext<Data>): void {
  if (found === undefined) return;
  const { answer, node, effect, what } = found;
  const words = shortText(ts.isParenthesizedExpression(what) ? what.expression : what);
  const fix = responseFix(node, ctx);
  const offered = { validator: fix?.validator ?? '', isAdded: fix?.isAdded ?? false };
  ctx.report(node, { host: answer.host ?? '', effect, what: words, ...offered }, { about: [answer.read] });
}
