import type { Snapshot } from '../../engine/snapshot.ts';
import { ts } from '../../engine/syntax.ts';
import { loadsAny, moduleFactsOf } from '../module-facts.ts';
import { canonicalModule } from '../module-names.ts';
import { memberName, unwrap } from '../nodes.ts';
import { scopesOf } from '../scopes.ts';

/** Middlewares that take keys such as `$ne` out of whatever a request holds. */
const filtering = /^(?:@exortek\/)?express-mongo-sanitize$/;

/**
 * Whether the application takes operators of MongoDB out of requests before they get to the handlers of a file: where the
 * handlers stand, or where routers are put together.
 */
export function createOperatorFilters(snapshot: Snapshot): (at: ts.Node) => boolean {
  const known = new Map<string, boolean>();
  return (at) => {
    const tree = at.getSourceFile();
    let filters = known.get(tree.fileName);
    if (filters === undefined) known.set(tree.fileName, (filters = filtersIn(tree) || areFiltered(tree, snapshot)));
    return filters;
  };
}

const areFiltered = ({ fileName }: ts.SourceFile, snapshot: Snapshot): boolean =>
  (snapshot.routeFiles?.(fileName) ?? []).some((file) => {
    const tree =
      file !== fileName && /mongo-sanitize/.test(snapshot.text(file) ?? '') ? snapshot.tree(file) : undefined;
    return tree !== undefined && filtersIn(tree);
  });

/** `app.use(mongoSanitize())`, for all paths. */
function filtersIn(tree: ts.SourceFile): boolean {
  if (!loadsAny(tree, filtering)) return false;
  const { imports } = moduleFactsOf(tree);
  const isFilter = (name: ts.Expression): boolean => {
    const binding = ts.isIdentifier(name) ? scopesOf(tree).bindingOf(name) : undefined;
    const imported = binding && imports.get(binding);
    return imported !== undefined && filtering.test(canonicalModule(imported.specifier)?.name ?? '');
  };
  let found = false;
  const visit = (node: ts.Node): void => {
    if (found) return;
    if (ts.isCallExpression(node) && memberName(unwrap(node.expression)) === 'use') {
      const [first] = node.arguments;
      const isForAll = first !== undefined && !ts.isStringLiteralLike(first);
      found = isForAll && node.arguments.some((each) => isMadeBy(unwrap(each), isFilter));
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

const isMadeBy = (node: ts.Expression, isFilter: (name: ts.Expression) => boolean): boolean =>
  ts.isCallExpression(node) && isFilter(unwrap(node.expression));
