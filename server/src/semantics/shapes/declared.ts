import type { Snapshot } from '../../engine/snapshot.ts';
import { ts } from '../../engine/syntax.ts';
import { moduleFactsOf, resolveExport } from '../modules.ts';
import { propertyNameText } from '../nodes.ts';
import { any, type Field, type Shape, text, unionOf, unknown } from './shape.ts';

/** What the type parameters of a declaration stand for. */
type Given = ReadonlyMap<string, Shape | undefined>;

interface Place {
  readonly snapshot: Snapshot;
  readonly given: Given;
  readonly depth: number;
}

const none: Given = new Map();
const maxDepth = 12;

/**
 * The shape that a type says, read from its declarations in the project; undefined where it is more than data, or stands
 * in no file of the project.
 */
export const declaredShape = (type: ts.TypeNode, snapshot: Snapshot): Shape | undefined =>
  shapeOf(type, { snapshot, given: none, depth: 0 });

function shapeOf(type: ts.TypeNode, place: Place): Shape | undefined {
  if (place.depth > maxDepth) return undefined;
  if (ts.isParenthesizedTypeNode(type)) return shapeOf(type.type, place);
  if (ts.isArrayTypeNode(type)) return listOf(type.elementType, place);
  if (ts.isTypeOperatorNode(type))
    return type.operator === ts.SyntaxKind.ReadonlyKeyword ? shapeOf(type.type, place) : undefined;
  if (ts.isLiteralTypeNode(type)) return literalShape(type.literal);
  if (ts.isUnionTypeNode(type)) return unionShape(type.types, place);
  if (ts.isIntersectionTypeNode(type)) return mergedShape(type.types, place);
  if (ts.isTupleTypeNode(type)) return tupleShape(type, place);
  if (ts.isTypeLiteralNode(type)) return objectShape(type.members, place);
  if (ts.isIndexedAccessTypeNode(type)) return memberShape(type, place);
  if (ts.isTypeReferenceNode(type)) return referenceShape(type, place);
  return keywordShapes.get(type.kind);
}

const keywordShapes: ReadonlyMap<ts.SyntaxKind, Shape> = new Map<ts.SyntaxKind, Shape>([
  [ts.SyntaxKind.StringKeyword, text],
  [ts.SyntaxKind.NumberKeyword, { is: 'number' }],
  [ts.SyntaxKind.BooleanKeyword, { is: 'boolean' }],
  [ts.SyntaxKind.UnknownKeyword, unknown],
  [ts.SyntaxKind.AnyKeyword, any],
]);

function literalShape(literal: ts.LiteralTypeNode['literal']): Shape | undefined {
  switch (literal.kind) {
    case ts.SyntaxKind.NullKeyword:
      return { is: 'null' };
    case ts.SyntaxKind.TrueKeyword:
    case ts.SyntaxKind.FalseKeyword:
      return { is: 'literal', value: literal.kind === ts.SyntaxKind.TrueKeyword };
    case ts.SyntaxKind.PrefixUnaryExpression: {
      const value = Number(literal.getText().replaceAll('_', ''));
      return Number.isFinite(value) ? { is: 'literal', value } : undefined;
    }
    default:
      if (ts.isStringLiteralLike(literal)) return { is: 'literal', value: literal.text };
      return ts.isNumericLiteral(literal) ? { is: 'literal', value: Number(literal.text) } : undefined;
  }
}

const deeper = (place: Place): Place => ({ ...place, depth: place.depth + 1 });

function listOf(element: ts.TypeNode, place: Place): Shape | undefined {
  const of = shapeOf(element, deeper(place));
  return of && { is: 'list', of };
}

function unionShape(types: readonly ts.TypeNode[], place: Place): Shape | undefined {
  const shapes = types
    .filter((each) => each.kind !== ts.SyntaxKind.UndefinedKeyword)
    .map((each) => shapeOf(each, place));
  const known = shapes.filter((each) => each !== undefined);
  return known.length === shapes.length ? unionOf(known) : undefined;
}

function mergedShape(types: readonly ts.TypeNode[], place: Place): Shape | undefined {
  const fields: Field[] = [];
  for (const type of types) {
    const shape = shapeOf(type, place);
    if (shape?.is !== 'object') return undefined;
    fields.push(...shape.fields.filter(({ name }) => fields.every((field) => field.name !== name)));
  }
  return { is: 'object', fields };
}

function tupleShape(type: ts.TupleTypeNode, place: Place): Shape | undefined {
  const of: Shape[] = [];
  for (const element of type.elements) {
    if (ts.isRestTypeNode(element) || ts.isOptionalTypeNode(element)) return undefined;
    const shape = shapeOf(ts.isNamedTupleMember(element) ? element.type : element, deeper(place));
    if (shape === undefined) return undefined;
    of.push(shape);
  }
  return { is: 'tuple', of };
}

function objectShape(members: readonly (ts.TypeElement | ts.PropertyDeclaration)[], place: Place): Shape | undefined {
  const [only] = members;
  if (members.length === 1 && only && ts.isIndexSignatureDeclaration(only)) {
    const of = shapeOf(only.type, deeper(place));
    return of && { is: 'record', of };
  }
  const fields: Field[] = [];
  for (const member of members) {
    if (!ts.isPropertySignature(member) && !ts.isPropertyDeclaration(member)) return undefined;
    const name = propertyNameText(member.name);
    const shape = member.type && shapeOf(member.type, deeper(place));
    if (name === undefined || member.type === undefined || shape === undefined) return undefined;
    // A class fills in what has an initializer.
    const mayLack = member.questionToken !== undefined || ('initializer' in member && member.initializer !== undefined);
    fields.push({ name, shape, isOptional: mayLack || mayBeUndefined(member.type) });
  }
  return { is: 'object', fields };
}

const mayBeUndefined = (type: ts.TypeNode): boolean =>
  ts.isUnionTypeNode(type) && type.types.some(({ kind }) => kind === ts.SyntaxKind.UndefinedKeyword);

/** `Order['items']`, and `Order['items'][number]`. */
function memberShape(type: ts.IndexedAccessTypeNode, place: Place): Shape | undefined {
  const owner = shapeOf(type.objectType, deeper(place));
  const index = type.indexType;
  if (owner?.is === 'list' && index.kind === ts.SyntaxKind.NumberKeyword) return owner.of;
  if (owner?.is !== 'object' || !ts.isLiteralTypeNode(index) || !ts.isStringLiteral(index.literal)) return undefined;
  const { text: name } = index.literal;
  return owner.fields.find((field) => field.name === name)?.shape;
}

function referenceShape(type: ts.TypeReferenceNode, place: Place): Shape | undefined {
  const { typeName, typeArguments = [] } = type;
  if (!ts.isIdentifier(typeName)) return undefined;
  const name = typeName.text;
  if (place.given.has(name)) return place.given.get(name);
  const declaration = declarationOf(typeName, place.snapshot);
  if (declaration === undefined) return builtInShape(name, typeArguments, place);
  // One within a function has no name at the top of the file.
  if (ts.isEnumDeclaration(declaration)) return ts.isSourceFile(declaration.parent) ? { is: 'enum', name } : undefined;
  const given = givenTo(declaration, typeArguments, place);
  const inside: Place = { snapshot: place.snapshot, given, depth: place.depth + 1 };
  if (ts.isTypeAliasDeclaration(declaration)) return shapeOf(declaration.type, inside);
  if (ts.isClassDeclaration(declaration)) return classShape(declaration, inside);
  return ts.isInterfaceDeclaration(declaration) ? interfaceShape(declaration, inside) : undefined;
}

/** A class that only holds data. */
function classShape({ members, heritageClauses }: ts.ClassDeclaration, place: Place): Shape | undefined {
  return heritageClauses === undefined && members.every(ts.isPropertyDeclaration) && members.length > 0
    ? objectShape(members, place)
    : undefined;
}

function givenTo(declaration: TypeDeclaration, types: readonly ts.TypeNode[], place: Place): Given {
  const parameters = ts.isEnumDeclaration(declaration) ? [] : (declaration.typeParameters ?? []);
  return new Map(
    parameters.map((parameter, at) => {
      const type = types[at];
      if (type) return [parameter.name.text, shapeOf(type, deeper(place))];
      return [parameter.name.text, parameter.default && shapeOf(parameter.default, deeper(place))];
    }),
  );
}

function interfaceShape(declaration: ts.InterfaceDeclaration, place: Place): Shape | undefined {
  const own =
    declaration.members.length === 0
      ? ({ is: 'object', fields: [] } as const)
      : objectShape(declaration.members, place);
  const bases = (declaration.heritageClauses ?? []).flatMap(({ types }) => types);
  if (own === undefined || bases.length === 0) return own;
  if (own.is !== 'object') return undefined;
  const fields: Field[] = [...own.fields];
  for (const { expression } of bases) {
    if (!ts.isIdentifier(expression)) return undefined;
    const base = declarationOf(expression, place.snapshot);
    const shape = base && ts.isInterfaceDeclaration(base) ? interfaceShape(base, deeper(place)) : undefined;
    if (shape?.is !== 'object') return undefined;
    fields.unshift(...shape.fields.filter(({ name }) => fields.every((field) => field.name !== name)));
  }
  return { is: 'object', fields };
}

/** Types that TypeScript brings. */
function builtInShape(name: string, types: readonly ts.TypeNode[], place: Place): Shape | undefined {
  const [first, second] = types;
  if (name === 'Date' && first === undefined) return { is: 'date' };
  if (first === undefined) return undefined;
  if (name === 'Array' || name === 'ReadonlyArray') return listOf(first, place);
  if (name === 'Readonly') return shapeOf(first, place);
  if (name === 'NonNullable') return withoutNothing(shapeOf(first, place));
  if (name === 'Record' && second) return recordShape(first, second, place);
  const shape = shapeOf(first, deeper(place));
  if (shape?.is !== 'object') return undefined;
  if (name === 'Partial' || name === 'Required')
    return { is: 'object', fields: shape.fields.map((field) => ({ ...field, isOptional: name === 'Partial' })) };
  if ((name !== 'Pick' && name !== 'Omit') || second === undefined) return undefined;
  const names = namesIn(shapeOf(second, deeper(place)));
  return names && { is: 'object', fields: shape.fields.filter((field) => names.has(field.name) === (name === 'Pick')) };
}

function withoutNothing(shape: Shape | undefined): Shape | undefined {
  return shape?.is === 'union' ? unionOf(shape.of.filter(({ is }) => is !== 'null')) : shape;
}

function recordShape(key: ts.TypeNode, value: ts.TypeNode, place: Place): Shape | undefined {
  const of = shapeOf(value, deeper(place));
  if (of === undefined) return undefined;
  if (key.kind === ts.SyntaxKind.StringKeyword) return { is: 'record', of };
  const names = namesIn(shapeOf(key, deeper(place)));
  return names && { is: 'object', fields: [...names].map((name) => ({ name, shape: of, isOptional: false })) };
}

function namesIn(shape: Shape | undefined): ReadonlySet<string> | undefined {
  const parts = shape?.is === 'union' ? shape.of : shape ? [shape] : [];
  const names = parts.flatMap((part) => (part.is === 'literal' && typeof part.value === 'string' ? [part.value] : []));
  return names.length > 0 && names.length === parts.length ? new Set(names) : undefined;
}

export type TypeDeclaration =
  ts.InterfaceDeclaration | ts.TypeAliasDeclaration | ts.EnumDeclaration | ts.ClassDeclaration;

const isTypeDeclaration = (node: ts.Node): node is TypeDeclaration =>
  ts.isInterfaceDeclaration(node) ||
  ts.isTypeAliasDeclaration(node) ||
  ts.isEnumDeclaration(node) ||
  ts.isClassDeclaration(node);

/** The one declaration of a type's name, in its file or the one that it is imported from; undefined where several add up. */
export function declarationOf(name: ts.Identifier, snapshot: Snapshot): TypeDeclaration | undefined {
  const tree = name.getSourceFile();
  for (let node: ts.Node = name; !ts.isSourceFile(node); node = node.parent) {
    const own = isStatementHolder(node.parent) ? declaredIn(node.parent, name.text) : [];
    if (own.length > 0) return own.length === 1 ? own[0] : undefined;
  }
  for (const [binding, { specifier, exported }] of moduleFactsOf(tree).imports) {
    if (binding.name !== name.text) continue;
    return exportedType(snapshot, specifier, tree.fileName, exported);
  }
  return undefined;
}

const isStatementHolder = (node: ts.Node): node is ts.SourceFile | ts.Block =>
  ts.isSourceFile(node) || ts.isBlock(node);

const declaredIn = ({ statements }: ts.SourceFile | ts.Block, name: string): readonly TypeDeclaration[] =>
  (statements as readonly ts.Statement[]).filter(
    (statement): statement is TypeDeclaration => isTypeDeclaration(statement) && statement.name?.text === name,
  );

function exportedType(
  snapshot: Snapshot,
  specifier: string,
  from: string,
  exported: string,
): TypeDeclaration | undefined {
  const target = snapshot.resolveModule(specifier, from);
  if (target.kind !== 'file') return undefined;
  const found = resolveExport(snapshot, target.file, exported);
  if (found !== undefined && 'node' in found && isTypeDeclaration(found.node)) return found.node;
  const tree = snapshot.tree(target.file);
  const declared = tree ? declaredIn(tree, exported) : [];
  return declared.length === 1 ? declared[0] : undefined;
}
