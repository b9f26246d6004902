import type { Snapshot } from '../../../engine/snapshot.ts';
import { ts } from '../../../engine/syntax.ts';
import { propertyNameText, unwrap } from '../../nodes.ts';
import { declarationOf, declaredShape } from '../declared.ts';
import { nullable, type Shape, withoutNull } from '../shape.ts';
import type { Column } from './column.ts';
import { declarationOfName } from './declared-value.ts';

/** A column as the entity of a repository of TypeORM declares it. */
export function typeormColumn(repository: ts.Expression, column: string, snapshot: Snapshot): Column | undefined {
  const entity = entityOf(unwrap(repository), snapshot);
  const property = entity?.members.find(
    (member): member is ts.PropertyDeclaration =>
      ts.isPropertyDeclaration(member) && propertyNameText(member.name) === column,
  );
  return property && columnOf(property, snapshot);
}

function columnOf(property: ts.PropertyDeclaration, snapshot: Snapshot): Column | undefined {
  const made = (ts.getDecorators(property) ?? []).map(({ expression }) => expression).find(isColumn);
  const declared = property.type && declaredShape(property.type, snapshot);
  if (made === undefined || declared === undefined || declared.is === 'enum') return undefined;
  const options = made.arguments.find(ts.isObjectLiteralExpression);
  const isNullable = isTrue(options, 'nullable') || withoutNull(declared).isNullable;
  const shape = limited(withoutNull(declared).shape, optionOf(options, 'length'));
  const isFilled = made.expression.getText() !== 'Column' || optionOf(options, 'default') !== undefined;
  return { shape: isNullable ? nullable(shape) : shape, isOptional: isNullable || isFilled };
}

const isColumn = (decorator: ts.Expression): decorator is ts.CallExpression =>
  ts.isCallExpression(decorator) && /^(?:\w*Column)$/.test(decorator.expression.getText());

function optionOf(options: ts.ObjectLiteralExpression | undefined, name: string): ts.Expression | undefined {
  const property = options?.properties.find((each) => propertyNameText(each.name) === name);
  return property && ts.isPropertyAssignment(property) ? unwrap(property.initializer) : undefined;
}

const isTrue = (options: ts.ObjectLiteralExpression | undefined, name: string): boolean =>
  optionOf(options, name)?.kind === ts.SyntaxKind.TrueKeyword;

const limited = (shape: Shape, length: ts.Expression | undefined): Shape =>
  shape.is === 'text' && length && /^['"]?\d+['"]?$/.test(length.getText())
    ? { ...shape, max: Number(length.getText().replace(/['"]/g, '')) }
    : shape;

/** Of `this.orders` in a class that is given a `Repository<Order>`, and of `dataSource.getRepository(Order)`. */
function entityOf(repository: ts.Expression, snapshot: Snapshot): ts.ClassDeclaration | undefined {
  if (ts.isCallExpression(repository)) return entityGiven(repository, snapshot);
  if (ts.isPropertyAccessExpression(repository) && repository.expression.kind === ts.SyntaxKind.ThisKeyword) {
    const holder = memberOf(repository);
    return holder?.type ? entityNamed(holder.type, snapshot) : initialEntity(holder, snapshot);
  }
  const declaration = ts.isIdentifier(repository) ? declarationOfName(repository, snapshot) : undefined;
  if (declaration === undefined) return undefined;
  if (ts.isCallExpression(declaration)) return entityGiven(declaration, snapshot);
  if (!ts.isVariableDeclaration(declaration) && !ts.isParameter(declaration)) return undefined;
  return declaration.type ? entityNamed(declaration.type, snapshot) : initialEntity(declaration, snapshot);
}

function initialEntity(holder: { readonly initializer?: ts.Expression } | undefined, snapshot: Snapshot) {
  const value = holder?.initializer && unwrap(holder.initializer);
  return value && ts.isCallExpression(value) ? entityGiven(value, snapshot) : undefined;
}

function memberOf({ name }: ts.PropertyAccessExpression): ts.ParameterDeclaration | ts.PropertyDeclaration | undefined {
  const owner = ts.findAncestor(name, ts.isClassLike);
  const parameters = owner?.members.find(ts.isConstructorDeclaration)?.parameters ?? [];
  return (
    parameters.find((each) => each.modifiers?.some(isAccess) && each.name.getText() === name.text) ??
    owner?.members.filter(ts.isPropertyDeclaration).find((each) => propertyNameText(each.name) === name.text)
  );
}

const isAccess = ({ kind }: ts.ModifierLike): boolean =>
  kind === ts.SyntaxKind.PrivateKeyword ||
  kind === ts.SyntaxKind.ProtectedKeyword ||
  kind === ts.SyntaxKind.PublicKeyword ||
  kind === ts.SyntaxKind.ReadonlyKeyword;

/** `Repository<Order>` */
function entityNamed(type: ts.TypeNode, snapshot: Snapshot): ts.ClassDeclaration | undefined {
  const [of] =
    ts.isTypeReferenceNode(type) && type.typeName.getText().endsWith('Repository') ? (type.typeArguments ?? []) : [];
  const declaration =
    of && ts.isTypeReferenceNode(of) && ts.isIdentifier(of.typeName) ? declarationOf(of.typeName, snapshot) : undefined;
  return declaration && ts.isClassDeclaration(declaration) ? declaration : undefined;
}

/** `getRepository(Order)` */
function entityGiven(call: ts.CallExpression, snapshot: Snapshot): ts.ClassDeclaration | undefined {
  const [given] = call.arguments;
  if (!/(?:^|\.)get\w*Repository$/.test(call.expression.getText()) || !given || !ts.isIdentifier(given))
    return undefined;
  const declaration = declarationOfName(given, snapshot);
  return declaration && ts.isClassDeclaration(declaration) ? declaration : undefined;
}
