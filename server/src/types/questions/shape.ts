import { ts } from '../../engine/syntax.ts';
import type { CheckerPort } from '../checker-port.ts';
import type { Shape, ShapeKind, ShapeMember } from '../oracle.ts';

const mostMembers = 100;
const longestText = 200;

export function textOf(checker: CheckerPort, type: ts.Type, at: ts.Node): string {
  const text = checker.typeToString(type, at);
  return text.length > longestText ? `${text.slice(0, longestText - 1)}…` : text;
}

export function shapeOf(checker: CheckerPort, type: ts.Type, at: ts.Node, depth: number): Shape {
  const literal = literalShape(type);
  if (literal !== undefined) return literal;
  const simple = simpleKinds.find(([flags]) => type.flags & flags);
  if (simple !== undefined) return { kind: simple[1] };
  const below = (part: ts.Type): Shape => shapeOf(checker, part, at, depth - 1);
  const text = textOf(checker, type, at);
  if (type.isUnionOrIntersection()) {
    const kind = type.isUnion() ? 'union' : 'intersection';
    return depth <= 0 ? { kind, text } : { kind, text, of: sorted(withBooleans(type.types.map(below))) };
  }
  if (type.flags & ts.TypeFlags.Instantiable) return { kind: 'parameter', text };
  if (checker.isTupleType(type)) {
    const elements = checker.getTypeArguments(type as ts.TypeReference);
    return depth <= 0 ? { kind: 'tuple', text } : { kind: 'tuple', text, of: elements.map(below) };
  }
  if (checker.isArrayType(type)) return arrayShape(checker, type, text, depth, below);
  if (type.getCallSignatures().length > 0) return { kind: 'function', text };
  if (!(type.flags & ts.TypeFlags.Object)) return { kind: 'other', text };
  return depth <= 0 ? { kind: 'object', text } : objectShape(checker, type, at, text, below);
}

const simpleKinds: readonly (readonly [ts.TypeFlags, ShapeKind])[] = [
  [ts.TypeFlags.Any, 'any'],
  [ts.TypeFlags.Unknown, 'unknown'],
  [ts.TypeFlags.Never, 'never'],
  [ts.TypeFlags.Void, 'void'],
  [ts.TypeFlags.Null, 'null'],
  [ts.TypeFlags.Undefined, 'undefined'],
  [ts.TypeFlags.BooleanLike, 'boolean'],
  [ts.TypeFlags.NumberLike, 'number'],
  [ts.TypeFlags.BigIntLike, 'bigint'],
  [ts.TypeFlags.ESSymbolLike, 'symbol'],
  [ts.TypeFlags.StringLike, 'string'],
];

function literalShape(type: ts.Type): Shape | undefined {
  if (type.isStringLiteral() || type.isNumberLiteral()) return { kind: 'literal', value: type.value };
  if (!(type.flags & ts.TypeFlags.BooleanLiteral)) return undefined;
  return { kind: 'literal', value: (type as { intrinsicName?: string }).intrinsicName === 'true' };
}

function arrayShape(
  checker: CheckerPort,
  type: ts.Type,
  text: string,
  depth: number,
  below: (part: ts.Type) => Shape,
): Shape {
  const element = checker.getIndexTypeOfType(type, ts.IndexKind.Number);
  return depth <= 0 || element === undefined ? { kind: 'array', text } : { kind: 'array', text, of: below(element) };
}

function objectShape(
  checker: CheckerPort,
  type: ts.Type,
  at: ts.Node,
  text: string,
  below: (part: ts.Type) => Shape,
): Shape {
  // Members named by a symbol, such as iterators, say nothing about data.
  const properties = checker.getPropertiesOfType(type).filter(({ escapedName }) => !isHidden(escapedName as string));
  properties.sort((a, b) => (a.name < b.name ? -1 : 1));
  const members = properties.slice(0, mostMembers).map((property): ShapeMember => {
    const optional = (property.flags & ts.SymbolFlags.Optional) !== 0;
    const memberType = checker.getTypeOfSymbol(property);
    const shown = { text: textOf(checker, memberType, at), type: below(memberType) };
    return { name: property.name, optional, ...(optional ? withoutUndefined(shown) : shown) };
  });
  const truncated = properties.length > members.length;
  return { kind: 'object', text, members, ...(truncated ? { truncated } : {}) };
}

/** An optional member says by being optional that it may be undefined. */
function withoutUndefined(member: Pick<ShapeMember, 'text' | 'type'>): Pick<ShapeMember, 'text' | 'type'> {
  const text = member.text.replace(/ \| undefined$/, '');
  const { type } = member;
  if (type.kind !== 'union') return { text, type };
  const rest = isList(type.of) ? type.of.filter(({ kind }) => kind !== 'undefined') : undefined;
  const [only, ...others] = rest ?? [];
  if (only !== undefined && others.length === 0) return { text, type: only };
  return { text, type: { kind: 'union', text, ...(rest === undefined ? {} : { of: rest }) } };
}

/** To the checker `boolean` is the union of its literals. */
function withBooleans(shapes: readonly Shape[]): readonly Shape[] {
  const booleans = shapes.filter(({ value }) => typeof value === 'boolean');
  return booleans.length < 2 ? shapes : [...shapes.filter((s) => !booleans.includes(s)), { kind: 'boolean' }];
}

function isList(of: Shape['of']): of is readonly Shape[] {
  return Array.isArray(of);
}

function isHidden(name: string): boolean {
  return name.startsWith('__@') || name.startsWith('__#');
}

/** The checker's order depends on what it met first. */
function sorted(shapes: readonly Shape[]): Shape[] {
  const key = ({ kind, value, text }: Shape): string => `${kind} ${typeof value} ${String(value ?? text ?? '')}`;
  return [...shapes].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}
