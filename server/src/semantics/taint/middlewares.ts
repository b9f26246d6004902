import type { Snapshot } from '../../engine/snapshot.ts';
import { ts } from '../../engine/syntax.ts';
import { moduleFactsOf, resolveExport } from '../modules.ts';
import { enclosingFunction, type FunctionNode, isFunctionNode, memberName, unwrap } from '../nodes.ts';
import { usesOf } from '../result-parts.ts';
import { scopesOf } from '../scopes.ts';
import { callsIn, checksBody, isSameName, looksUpItself, type Part } from './middleware-checks.ts';
import type { Route } from './routes.ts';

const requestPart = /^request\.Node\(\)\.(headers|params|query|body|cookies)$/;
const maxDepth = 2;

/**
 * Whether a middleware before the handler has looked a part of the request up, and goes on only where there is a row of it: `where(eq(tenants.id,
 * req.headers['x-tenant-id']))` and an answer of 404. What was found is in the database as it is, and no text of an attacker's.
 */
export function createMiddlewares(snapshot: Snapshot, routesOf: (fn: FunctionNode) => readonly Route[]) {
  const known = new Map<ts.Node, Map<string, boolean>>();

  const isLookedUpBefore = (handler: ts.Node, path: string, members: readonly string[]): boolean => {
    const [, of] = requestPart.exec(path) ?? [];
    const [name] = members;
    if (of === undefined || name === undefined || name === '*') return false;
    return isBefore(handler, (each) => looksUp(each, { of, name }, 0));
  };

  /** Whether a middleware of the project has looked at the whole body: `schema.safeParse(req.body)`, and an answer of 400. */
  const isBodyCheckedBefore = (handler: ts.Node): boolean =>
    isBefore(handler, (each) => {
      const fn = functionBehind(unwrap(each));
      return fn !== undefined && checksBody(fn);
    });

  return { isLookedUpBefore, isBodyCheckedBefore };

  function isBefore(handler: ts.Node, isSuch: (middleware: ts.Expression) => boolean): boolean {
    for (let at: ts.Node | undefined = handler; at !== undefined; at = enclosingFunction(at)) {
      if (!isFunctionNode(at)) continue;
      if (beforeIn(at).some(isSuch)) return true;
      const routes = routesOf(at);
      if (routes.length > 0 && routes.every(({ before }) => before.some(isSuch))) return true;
      const mounts = mountsOf(at);
      if (mounts.length > 0 && mounts.every((before) => before.some(isSuch))) return true;
    }
    return false;
  }

  /** What other files run before a handler's router, for each place where they mount it: `app.use('/api/orders', known, orders)`. */
  function mountsOf(handler: FunctionNode): readonly (readonly ts.Expression[])[] {
    const router = routerOf(handler);
    if (router === undefined) return [];
    const own = router.getSourceFile();
    const names = exportedAs(router, own);
    return names.length === 0
      ? []
      : (snapshot.routeFiles?.(own.fileName) ?? []).flatMap((file) => mountsIn(file, own.fileName, names));
  }

  function mountsIn(file: string, own: string, names: readonly string[]): readonly (readonly ts.Expression[])[] {
    const tree = file === own || !/\.use\(/.test(snapshot.text(file) ?? '') ? undefined : snapshot.tree(file);
    if (tree === undefined) return [];
    return [...moduleFactsOf(tree).imports].flatMap(([binding, { specifier, exported }]) => {
      if (!names.includes(exported)) return [];
      const target = snapshot.resolveModule(specifier, file);
      if (target.kind !== 'file' || target.file !== own) return [];
      return binding.references.flatMap((use) => {
        const call = use.parent;
        const app = ts.isCallExpression(call) && memberName(call.expression) === 'use' ? receiverOf(call) : undefined;
        if (app === undefined || !ts.isCallExpression(call)) return [];
        return [[...call.arguments.filter((each) => each.pos < use.pos), ...usedBefore(app, call)]];
      });
    });
  }

  function looksUp(middleware: ts.Expression, part: Part, depth: number): boolean {
    const fn = functionBehind(unwrap(middleware));
    if (fn === undefined) return false;
    const answers = known.get(fn) ?? new Map<string, boolean>();
    known.set(fn, answers);
    const key = `${part.of}.${part.name ?? ''}`;
    const answer = answers.get(key) ?? (looksUpItself(fn, part) || (depth < maxDepth && handsOn(fn, part, depth)));
    answers.set(key, answer);
    return answer;
  }

  /** `(req, res, next) => tenantMiddleware(req, res, next)` */
  function handsOn(fn: FunctionNode, part: Part, depth: number): boolean {
    return callsIn(fn).some(
      ({ expression, arguments: given }) =>
        given.length === 3 &&
        given.every((each, at) => {
          const parameter = fn.parameters[at];
          return parameter !== undefined && isSameName(each, parameter.name);
        }) &&
        looksUp(expression, part, depth + 1),
    );
  }

  function functionBehind(node: ts.Expression): FunctionNode | undefined {
    if (isFunctionNode(node)) return node;
    if (!ts.isIdentifier(node)) return undefined;
    const tree = node.getSourceFile();
    const binding = scopesOf(tree).bindingOf(node);
    const imported = binding && moduleFactsOf(tree).imports.get(binding);
    const declaration = imported ? exportBehind(imported, tree.fileName) : binding?.declarations[0];
    const made = declaration && ts.isVariableDeclaration(declaration) ? declaration.initializer : declaration;
    return made && isFunctionNode(made) ? made : undefined;
  }

  function exportBehind({ specifier, exported }: { specifier: string; exported: string }, file: string) {
    const target = snapshot.resolveModule(specifier, file);
    const found = target.kind === 'file' ? resolveExport(snapshot, target.file, exported) : undefined;
    return found && 'node' in found ? found.node : undefined;
  }
}

const routing = /^(?:get|post|put|patch|delete|all)$/;

/** `app` of `app.use(…)`. */
function receiverOf({ expression }: ts.CallExpression): ts.Identifier | undefined {
  const owner = ts.isPropertyAccessExpression(expression) ? unwrap(expression.expression) : undefined;
  return owner && ts.isIdentifier(owner) ? owner : undefined;
}

/** The router that is given the handler for a route. */
function routerOf({ parent: call }: FunctionNode): ts.Identifier | undefined {
  const isRoute = ts.isCallExpression(call) && routing.test(memberName(unwrap(call.expression)) ?? '');
  return isRoute ? receiverOf(call) : undefined;
}

/** Under which names other files get what is called so. */
function exportedAs(name: ts.Identifier, tree: ts.SourceFile): readonly string[] {
  return tree.statements.flatMap((statement) => {
    if (ts.isExportAssignment(statement)) return isSameName(statement.expression, name) ? ['default'] : [];
    if (
      ts.isVariableStatement(statement) &&
      statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
    )
      return statement.declarationList.declarations.some((each) => isSameName(each.name, name)) ? [name.text] : [];
    const { exportClause } = ts.isExportDeclaration(statement) ? statement : {};
    return exportClause && ts.isNamedExports(exportClause)
      ? exportClause.elements.flatMap((each) =>
          (each.propertyName ?? each.name).text === name.text ? [each.name.text] : [],
        )
      : [];
  });
}

/** What a router of the handler's own file runs before it: what else it is given for the route, and for all routes above. */
function beforeIn(handler: FunctionNode): readonly ts.Expression[] {
  const router = routerOf(handler);
  const call = handler.parent;
  if (router === undefined || !ts.isCallExpression(call)) return [];
  const own = call.arguments.filter((each) => each.pos < handler.pos);
  return [...own, ...usedBefore(router, call)].filter((each) => !ts.isStringLiteralLike(each));
}

/** `router.use(tenantMiddleware)` above a route. */
function usedBefore(router: ts.Identifier, route: ts.CallExpression): readonly ts.Expression[] {
  const [path] = route.arguments;
  return usesOf(router).flatMap(({ parent }) => {
    const call = ts.isPropertyAccessExpression(parent) && parent.name.text === 'use' ? parent.parent : undefined;
    if (!call || !ts.isCallExpression(call) || call.pos > route.pos) return [];
    const [first] = call.arguments;
    const isForRoute =
      first !== undefined &&
      (!ts.isStringLiteralLike(first) ||
        (path !== undefined && ts.isStringLiteralLike(path) && `${path.text}/`.startsWith(`${first.text}/`)));
    return isForRoute ? call.arguments : [];
  });
}
