import { ts } from '../../engine/syntax.ts';
import type { FunctionNode } from '../../semantics/nodes.ts';

/** What a handler is mounted with: `router.post('/offers', …)`. */
export interface Route {
  readonly route: string;
  readonly method: string;
}

export function routeOf(handler: FunctionNode): Route | undefined {
  for (let node: ts.Node = handler; !ts.isSourceFile(node.parent); node = node.parent) {
    const { parent } = node;
    if (!ts.isCallExpression(parent) || !ts.isPropertyAccessExpression(parent.expression)) continue;
    const [route] = parent.arguments;
    if (route && ts.isStringLiteralLike(route) && route.text.includes('/'))
      return { route: route.text, method: parent.expression.name.text };
  }
  return undefined;
}

/** The route that the place of the file is: `app/api/offers/route.ts`, `supabase/functions/create-offer/index.ts`. */
export function placeOf(handler: FunctionNode): string | undefined {
  const { fileName } = handler.getSourceFile();
  return /\/(?:api|functions|routes)\/(.+?)\/?(?:route|index|\+server)?\.[cm]?[jt]sx?$/.exec(fileName)?.[1];
}

/** `fees` of `routes/fees.js` and `routes/fees.routes.js`, where the router stands that is mounted somewhere else. */
export function routerName(handler: FunctionNode): string {
  const { fileName } = handler.getSourceFile();
  const [stem = ''] = fileName.slice(fileName.lastIndexOf('/') + 1).split('.');
  return /^(?:index|server|app|main|routes?|routers?|api)$/i.test(stem)
    ? ''
    : stem.replace(/[-_]?(?:routes?|router)$/i, '');
}

/** The words of a route that say what it is about, the last first. */
export const wordsOf = (route: string): readonly string[] =>
  route
    .split('/')
    .filter((each) => /^[a-z]/i.test(each) && !/^(?:api|v\d+)$/i.test(each))
    .reverse();

/** Words for what a request is about, the best first: `order-items`, `items`. */
export function subjectsOf(handler: FunctionNode): readonly string[] {
  const words = [routeOf(handler)?.route, placeOf(handler), routerName(handler)]
    .map((route) => wordsOf(route ?? ''))
    .find((each) => each.length > 0);
  const [last, before] = words ?? [];
  if (last === undefined) return [];
  const bare = last.replace(withVerb, '');
  return before === undefined ? [bare] : [`${before}-${bare}`, bare];
}

export const verb = /^(?:create|update|delete|add|remove|send|submit|set|save|sign|log|register|subscribe|verify)/i;
/** `create-` of `create-offer`. */
const withVerb = /^(?:create|update|delete|add|remove|send|submit|set|save)[-_]?(?=[A-Za-z])/i;

export const capital = (text: string): string => (text[0] ?? '').toUpperCase() + text.slice(1);
/** `order` of `orders`. */
export const singular = (name: string): string => name.replace(/ies$/, 'y').replace(/s$/, '');
