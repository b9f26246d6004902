import type { Snapshot } from '../../engine/snapshot.ts';
import { ts } from '../../engine/syntax.ts';
import { moduleFactsOf, resolveExport } from '../modules.ts';
import { enclosingFunction, type FunctionNode, isFunctionNode, memberName, unwrap } from '../nodes.ts';
import { usesOf } from '../result-parts.ts';
import { scopesOf } from '../scopes.ts';
import type { Route } from './routes.ts';

/** A part of a request: `x-tenant-id` of its `headers`. */
interface Part {
  readonly of: string;
  readonly name: string;
}

const requestPart = /^request\.Node\(\)\.(headers|params|query|body|cookies)$/;
const asksByValue = /^(?:eq|where|match|find(?:One|Unique|First|By)\w*|get\w*By\w+)$/;
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
    const key = `${part.of}.${part.name}`;
    const answer = answers.get(key) ?? (looksUpItself(fn, part) || (depth < maxDepth && handsOn(fn, part, depth)));
    answers.set(key, answer);
    return answer;
  }

  /** `(req, res, next) => tenantMiddleware(req, res, next)` */
  function handsOn(fn: FunctionNode, part: Part, depth: number): boolean {
    const names = fn.parameters.map(({ name }) => name.getText()).join();
    return callsIn(fn).some(
      (call) =>
        call.arguments.length === 3 &&
        call.arguments.map((each) => each.getText()).join() === names &&
        looksUp(call.expression, part, depth + 1),
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
    if (ts.isExportAssignment(statement)) return statement.expression.getText() === name.text ? ['default'] : [];
    if (
      ts.isVariableStatement(statement) &&
      statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
    )
      return statement.declarationList.declarations.some((each) => each.name.getText() === name.text)
        ? [name.text]
        : [];
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

function callsIn(node: ts.Node): readonly ts.CallExpression[] {
  const calls: ts.CallExpression[] = [];
  const visit = (each: ts.Node): void => {
    if (ts.isCallExpression(each)) calls.push(each);
    ts.forEachChild(each, visit);
  };
  visit(node);
  return calls;
}

/** The request's whole body is given to what asks, and something else than going on comes of it. */
function checksBody(fn: FunctionNode): boolean {
  const [request] = fn.parameters;
  if (request === undefined || !ts.isIdentifier(request.name) || !fn.body) return false;
  const body = `${request.name.text}.body`;
  return (
    refusal.test(fn.body.getText()) &&
    callsIn(fn.body).some(
      (call) =>
        asking.test(memberName(unwrap(call.expression)) ?? call.expression.getText()) &&
        call.arguments.some((each) => unwrap(each).getText() === body),
    )
  );
}

const asking = /^(?:safeParse|parse|validate|check|assert)(?:Async|Sync|Body|Request)?$|^is[A-Z]\w*$/;

/** A row is asked for by the part, and without one the request is turned away. */
function looksUpItself(fn: FunctionNode, part: Part): boolean {
  return namesOf(fn, part).some((name) => {
    const asked = usesOf(name).flatMap((use) => rowsAskedBy(use, fn));
    return asked.some((row) => usesOf(row).some(isRefusedWithout));
  });
}

/** `tenantId` of `const tenantId = req.headers['x-tenant-id'] as string`. */
function namesOf(fn: FunctionNode, { of, name }: Part): readonly ts.Identifier[] {
  const names: ts.Identifier[] = [];
  const visit = (node: ts.Node): void => {
    ts.forEachChild(node, visit);
    if (!ts.isVariableDeclaration(node) || node.initializer === undefined) return;
    const read = unwrap(node.initializer);
    if (ts.isIdentifier(node.name) && isMember(read, name) && memberName(unwrap(read.expression)) === of)
      names.push(node.name);
    if (ts.isObjectBindingPattern(node.name) && memberName(read) === of) {
      const element = node.name.elements.find((each) => (each.propertyName ?? each.name).getText() === name);
      if (element && ts.isIdentifier(element.name)) names.push(element.name);
    }
  };
  if (fn.body) visit(fn.body);
  return names;
}

function isMember(node: ts.Expression, name: string): node is ts.PropertyAccessExpression | ts.ElementAccessExpression {
  if (ts.isPropertyAccessExpression(node)) return node.name.text === name;
  return (
    ts.isElementAccessExpression(node) &&
    ts.isStringLiteralLike(node.argumentExpression) &&
    node.argumentExpression.text === name
  );
}

/** `tenant` of `const [tenant] = await db.select().from(tenants).where(eq(tenants.id, tenantId))`. */
function rowsAskedBy(use: ts.Node, fn: FunctionNode): readonly ts.Identifier[] {
  let isAsked = false;
  for (let node = use; node.parent !== undefined && node !== fn; node = node.parent) {
    const { parent } = node;
    if (ts.isCallExpression(parent) && parent.expression !== node)
      isAsked ||= asksByValue.test(memberName(unwrap(parent.expression)) ?? parent.expression.getText());
    if (ts.isVariableDeclaration(parent)) return isAsked ? identifiersIn(parent.name) : [];
    if (ts.isStatement(parent)) return [];
  }
  return [];
}

const identifiersIn = (name: ts.BindingName): readonly ts.Identifier[] =>
  ts.isIdentifier(name)
    ? [name]
    : name.elements.flatMap((each) => (ts.isOmittedExpression(each) ? [] : identifiersIn(each.name)));

/** `if (!tenant) return res.status(404)…`, `if (tenants.length === 0) throw …` */
function isRefusedWithout(use: ts.Identifier): boolean {
  const condition = ts.findAncestor(use, ({ parent }) => ts.isIfStatement(parent) || isFunctionNode(parent));
  const decision = condition?.parent;
  if (!decision || !ts.isIfStatement(decision) || decision.expression !== condition) return false;
  const text = condition.getText().replace(/\s+/g, ' ');
  const row = use.text;
  const isEmpty = new Set([
    `!${row}`,
    `!${row}[0]`,
    `!${row}.length`,
    `${row}.length === 0`,
    `${row}.rows.length === 0`,
  ]);
  const words = decision.thenStatement.getText();
  return (
    text.split(' || ').some((each) => isEmpty.has(each)) && /\b(?:return|throw)\b/.test(words) && refusal.test(words)
  );
}

const refusal = /\b(?:throw|next\()|status(?:Code)?\b\W*(?:=\s*)?4\d\d|sendStatus\(4\d\d/;
