import { spanOf } from '../../engine/places.ts';
import { defineRule } from '../../engine/rule.ts';
import { staleEffect } from '../../semantics/stale-effects.ts';

type Data = {
  readonly dependency: string;
  readonly state: string;
};

export const missingAbort = defineRule<Data>({
  meta: {
    id: 'missing-abort',
    family: 'integration',
    severity: 'information',
    needs: 'flow',
    onlyIn: 'strict',
    docs: {
      why: 'Answers do not come in the order of the questions. Whoever types on, or goes on to the next page, may in the end see what belongs to the question before: the slower answer wins.',
      bad: `useEffect(() => {\n  fetch(\`/api/search?q=\${query}\`).then((response) => response.json()).then(setResults);\n}, [query]);`,
      good: `useEffect(() => {\n  const controller = new AbortController();\n  fetch(\`/api/search?q=\${query}\`, { signal: controller.signal }).then((response) => response.json()).then(setResults, ignoreAbort);\n  return () => controller.abort();\n}, [query]);`,
      silent: [
        'effects that run once, and effects with a clean-up',
        'a signal, a flag such as `ignore` or `mounted`, a number of the request, a pause while somebody types',
        'what is asked does not depend on what the effect depends on',
        'what does not change while somebody looks at a page: who is logged in, addresses, functions',
        'libraries that keep answers apart by themselves, such as TanStack Query and SWR',
      ],
    },
    withoutFix:
      'Whether a question that is no longer wanted is broken off or its answer left out, and what is shown meanwhile, is a decision about the page.',
  },
  check(ctx) {
    if (!/\buseEffect\b/.test(ctx.tree.text)) return {};
    return {
      CallExpression(call) {
        const found = staleEffect(call, ctx.semantics.callees);
        if (found) ctx.report(call, { ...found }, { span: spanOf(call.expression, ctx.tree) });
      },
    };
  },
  message: ({ dependency, state }) =>
    `When \`${dependency}\` changes before the answer is here, both answers come to \`${state}\`, and the later one stays, whichever question it belongs to.`,
  fixes: [],
});
