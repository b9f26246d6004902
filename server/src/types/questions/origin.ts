import { ts } from '../../engine/syntax.ts';
import type { CheckerPort } from '../checker-port.ts';
import type { Target } from '../oracle.ts';
import { followed, targetsOf, type TargetContext } from './targets.ts';
import { declaredType } from './thenable.ts';

const mostOrigins = 8;
const mostTypes = 64;

/** The nearest first: the type's alias and own name, then those of what it extends and implements. */
export function typeOrigin(context: TargetContext, type: ts.Type): readonly Target[] | 'unknown' {
  if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return 'unknown';
  const { checker } = context;
  const symbols = new Set<ts.Symbol>();
  const seen = new Set<ts.Type>();
  const waiting: ts.Type[] = [type];
  for (let current = waiting.shift(); current !== undefined; current = waiting.shift()) {
    if (seen.has(current) || seen.size >= mostTypes) continue;
    seen.add(current);
    for (const symbol of [current.aliasSymbol, current.symbol]) {
      const declared = followed(checker, symbol);
      if (declared !== undefined && isNamed(declared)) symbols.add(declared);
    }
    waiting.push(...typesBehind(checker, current));
  }
  return targetsOf(context, symbols, mostOrigins);
}

function typesBehind(checker: CheckerPort, type: ts.Type): readonly ts.Type[] {
  if (type.isUnionOrIntersection()) return type.types;
  if (type.flags & ts.TypeFlags.Instantiable) {
    const bound = checker.getBaseConstraintOfType(type);
    return bound === undefined ? [] : [bound];
  }
  const declared = declaredType(type);
  if (!declared.isClassOrInterface()) return [];
  return [...checker.getBaseTypes(declared), ...implemented(checker, declared)];
}

/** The checker does not count them among the base types. */
function implemented(checker: CheckerPort, type: ts.InterfaceType): ts.Type[] {
  const classes = (type.symbol.declarations ?? []).filter(ts.isClassLike);
  const clauses = classes.flatMap((declaration) => declaration.heritageClauses ?? []);
  return clauses
    .filter((clause) => clause.token === ts.SyntaxKind.ImplementsKeyword)
    .flatMap((clause) => clause.types.map((node) => checker.getTypeAtLocation(node)));
}

/** The checker calls type literals, object literals and functions `__type` and the like; it escapes real names so. */
function isNamed(symbol: ts.Symbol): boolean {
  return !/^__[^_]/.test(symbol.escapedName as string) && !(symbol.flags & ts.SymbolFlags.TypeParameter);
}
