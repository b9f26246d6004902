import { ts } from '../../engine/syntax.ts';
import { functionName, isFunctionNode, memberName, unwrap } from '../nodes.ts';
import { scopesOf } from '../scopes.ts';

const forStaff = /admin|staff|requireRole|permission|restrictTo/i;

/** Whether a router asks who may before it gets to the route of a handler: `router.use(requireAdmin)` above `router.post('/refund', refund)`. */
export function isBehindRouterGuard(fn: ts.Node): boolean {
  const routes = routesOf(fn);
  return routes.length > 0 && routes.every((route) => guardsOf(route.router).some((guard) => guard < route.at));
}

interface Route {
  readonly router: ts.Identifier;
  readonly at: number;
}

/** The calls by which routers are given the function, itself or by its name. */
function routesOf(fn: ts.Node): readonly Route[] {
  const name = isFunctionNode(fn) ? functionName(fn) : undefined;
  const named = name && scopesOf(fn.getSourceFile()).bindingOf(name)?.references;
  return [fn, ...(named ?? [])].flatMap((given) => {
    const router = isGivenToCall(given) ? routerOf(given.parent) : undefined;
    return router ? [{ router, at: given.pos }] : [];
  });
}

const isGivenToCall = (given: ts.Node): given is ts.Expression & { readonly parent: ts.CallExpression } =>
  ts.isCallExpression(given.parent) && given.parent.expression !== given;

/** `router` of `router.post(…)`, `router.route('/refund').post(…)`. */
function routerOf(call: ts.CallExpression): ts.Identifier | undefined {
  let node: ts.Expression = unwrap(call.expression);
  while (ts.isPropertyAccessExpression(node) || ts.isCallExpression(node)) node = unwrap(node.expression);
  return ts.isIdentifier(node) ? node : undefined;
}

/** Where the router is given a function for all its routes that says it is for staff. */
function guardsOf(router: ts.Identifier): readonly number[] {
  const references = scopesOf(router.getSourceFile()).bindingOf(router)?.references ?? [];
  return references.flatMap(({ parent }) => {
    const call = ts.isPropertyAccessExpression(parent) && memberName(parent) === 'use' ? parent.parent : undefined;
    if (call === undefined || !ts.isCallExpression(call)) return [];
    const [first] = call.arguments;
    const isForAll = first !== undefined && !ts.isStringLiteralLike(first);
    return isForAll && call.arguments.some((each) => forStaff.test(each.getText())) ? [call.pos] : [];
  });
}
