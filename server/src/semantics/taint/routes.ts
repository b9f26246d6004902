import type { Snapshot } from '../../engine/snapshot.ts';
import { ts } from '../../engine/syntax.ts';
import { moduleFactsOf, resolveExport } from '../modules.ts';
import { type FunctionNode, functionName, memberName, propertyNameText, unwrap } from '../nodes.ts';
import { scopesOf } from '../scopes.ts';
import { exportedNameOf } from './handler-places.ts';

/** A call in another file by which a router is given a handler. */
export interface Route {
  readonly call: ts.CallExpression;
  /** What runs before the handler: what else the call is given, and what the router was given for all its routes above it. */
  readonly before: readonly ts.Expression[];
}

/** The routes that other files of the project give a handler: `router.post('/orders', validate(order), orders.create)`. */
export function createRoutes(snapshot: Snapshot): (fn: FunctionNode) => readonly Route[] {
  const known = new Map<FunctionNode, readonly Route[]>();

  return (fn) => {
    let routes = known.get(fn);
    if (routes === undefined) known.set(fn, (routes = routesOf(fn)));
    return routes;
  };

  function routesOf(fn: FunctionNode): readonly Route[] {
    const name = nameOf(fn);
    const own = fn.getSourceFile().fileName;
    if (name === undefined) return [];
    const word = new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`);
    return (snapshot.routeFiles?.(own) ?? []).flatMap((file) => {
      const tree = file !== own && word.test(snapshot.text(file) ?? '') ? snapshot.tree(file) : undefined;
      return tree === undefined ? [] : routesIn(tree).filter(({ given }) => given.some((each) => is(each, name, own)));
    });
  }

  /** Whether an expression stands for what a file declares under a name, wrapped or not: `asyncHandler(orders.create)`. */
  function is(expression: ts.Expression, name: string, file: string): boolean {
    const node = unwrap(expression);
    if (ts.isCallExpression(node))
      return [bound(node.expression), ...node.arguments].some((each) => is(each, name, file));
    if (ts.isIdentifier(node)) return originOf(node)?.file === file && originOf(node)?.name === name;
    if (!ts.isPropertyAccessExpression(node) || node.name.text !== name) return false;
    const owner = unwrap(node.expression);
    return ts.isIdentifier(owner) && originOf(owner, name)?.file === file;
  }

  /** The file and the name that an imported name leads to; for the instance of a class, those of the class. */
  function originOf(name: ts.Identifier, member?: string): { file: string; name: string } | undefined {
    const tree = name.getSourceFile();
    const binding = scopesOf(tree).bindingOf(name);
    const imported = binding && moduleFactsOf(tree).imports.get(binding);
    if (imported === undefined) {
      const [declaration] = binding?.declarations ?? [];
      const made = declaration && ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
      const of = made && ts.isNewExpression(made) ? unwrap(made.expression) : undefined;
      return of && ts.isIdentifier(of) && of.text !== name.text ? originOf(of) : undefined;
    }
    const target = snapshot.resolveModule(imported.specifier, tree.fileName);
    if (target.kind !== 'file') return undefined;
    const isModule = imported.exported === '*' || imported.exported === 'default';
    const exported = isModule && member !== undefined ? member : imported.exported;
    const found = resolveExport(snapshot, target.file, exported) ?? resolveExport(snapshot, target.file, '*');
    return found && 'file' in found ? { file: found.file, name: imported.exported } : undefined;
  }
}

/** `controller.create` of `controller.create.bind`. */
const bound = (callee: ts.Expression): ts.Expression =>
  ts.isPropertyAccessExpression(callee) && callee.name.text === 'bind' ? callee.expression : callee;

/** Under which name other files take it: what it is exported as, or its own as a method. */
function nameOf(fn: FunctionNode): string | undefined {
  const exported = exportedNameOf(fn);
  if (exported !== undefined && exported !== 'default') return exported;
  const own = functionName(fn)?.text;
  if (own !== undefined) return own;
  let node: ts.Node = fn;
  while (ts.isCallExpression(node.parent)) node = node.parent;
  const { parent } = node;
  if (ts.isMethodDeclaration(fn)) return propertyNameText(fn.name);
  return ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent)
    ? propertyNameText(parent.name)
    : undefined;
}

interface FoundRoute extends Route {
  readonly given: readonly ts.Expression[];
}

const remembered = new WeakMap<ts.SourceFile, readonly FoundRoute[]>();

function routesIn(tree: ts.SourceFile): readonly FoundRoute[] {
  let routes = remembered.get(tree);
  if (routes === undefined) remembered.set(tree, (routes = foundIn(tree)));
  return routes;
}

const method = /^(?:get|post|put|patch|delete|all|use)$/;

function foundIn(tree: ts.SourceFile): readonly FoundRoute[] {
  const routes: FoundRoute[] = [];
  const forAll: ts.Expression[] = [];
  const visit = (node: ts.Node): void => {
    ts.forEachChild(node, visit);
    if (!ts.isCallExpression(node) || !method.test(memberName(unwrap(node.expression)) ?? '')) return;
    const given = node.arguments.flatMap(elementsOf).filter((each) => !ts.isStringLiteralLike(each));
    routes.push({ call: node, given, before: [...forAll, ...given.slice(0, -1)] });
    const [first] = node.arguments;
    if (memberName(unwrap(node.expression)) === 'use' && first && !ts.isStringLiteralLike(first)) forAll.push(...given);
  };
  visit(tree);
  return routes;
}

const elementsOf = (argument: ts.Expression): readonly ts.Expression[] => {
  const node = unwrap(argument);
  return ts.isArrayLiteralExpression(node) ? node.elements : [node];
};
