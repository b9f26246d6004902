import type { FileEdit, TextEdit } from '../../../../shared/src/finding.ts';
import { spanOf } from '../../engine/places.ts';
import { ts } from '../../engine/syntax.ts';
import { unwrap } from '../../semantics/nodes.ts';
import { type InputPlace, inputPlaceOf } from '../../semantics/shapes/input-place.ts';
import { freeName } from '../free-name.ts';
import { insertion } from '../handling.ts';
import { styleOf } from '../style.ts';
import { type Asked, askedOf, type SchemaContext, startOf } from './asked-shape.ts';
import { checkLines, lineAt, type PlaceOf, type Wording } from './check-lines.ts';
import { formEdits } from './form-edits.ts';
import { dtoFix, isDtoPlace } from './dto-fix.ts';
import { type NamedSchema, namedSchema } from './kept-schema.ts';
import { refusalIn } from './refusal.ts';

export interface SchemaFix {
  readonly files: readonly FileEdit[];
  /** The package that checks. */
  readonly validator: string;
  /** The project has yet to install it. */
  readonly isAdded: boolean;
}

/**
 * Checks what came against a schema made from its declared type and from how its fields are used, and turns away what does
 * not fit. Undefined where not enough is known of what came.
 */
export function schemaFix(origin: ts.Node, ctx: SchemaContext): SchemaFix | undefined {
  const place = inputPlaceOf(origin);
  const asked = place && askedOf(place, ctx);
  if (asked && place.kind === 'parameter' && isDtoPlace(place.parameter, ctx))
    return dtoFixAt(place.parameter, asked, ctx);
  const at = place && placeOf(place);
  const refusal = place && at && refusalIn(place.handler, at, ctx.semantics.answers);
  if (!place || !asked || !at || !refusal) return undefined;
  const named = namedSchema(place, asked.shape, ctx);
  const result = freeName(['parsed', 'checked', 'parsedInput', 'checkedInput'], place.handler);
  if (named === undefined || result === undefined) return undefined;
  const { schema, validator } = named;
  const writing = { ...validator.writing, style: styleOf(ctx.tree) };
  const written = editsAt(place, {
    ctx,
    refusal: refusal.lines,
    shape: asked.shape,
    type: validator.is.mayLack?.(asked.shape, writing) ? undefined : asked.type,
    check: (input) =>
      validator.is.check(
        { schema, input: asked.mayBeNothing ? `(${input}) ?? {}` : input, result, also: validator.also },
        writing,
      ),
  });
  return written && fixOf(named, [...refusal.edits, ...written], ctx);
}

export function fixOf(
  { own, files, validator }: NamedSchema,
  edits: readonly TextEdit[],
  { file }: SchemaContext,
): SchemaFix {
  return {
    files: [{ file, edits: [...own, ...edits] }, ...files, ...validator.files],
    validator: validator.is.packages[0] ?? '',
    isAdded: validator.files.length > 0,
  };
}

function dtoFixAt(parameter: ts.ParameterDeclaration, { shape }: Asked, ctx: SchemaContext): SchemaFix | undefined {
  const files = dtoFix(parameter, shape, ctx);
  return files && { files, validator: 'class-validator', isAdded: false };
}

/** Where the check goes. */
function placeOf(place: InputPlace): ts.Node | undefined {
  return place.kind === 'parameter' ? place.body.statements[0] : startOf(place);
}

function editsAt(place: InputPlace, wording: Wording): readonly TextEdit[] | undefined {
  switch (place.kind) {
    case 'declared':
      return declaredEdits(place, wording);
    case 'assigned':
      return assignedEdits(place, wording);
    case 'members':
      return memberEdits(place, wording);
    case 'form':
      return formEdits(place, wording);
    default:
      return parameterEdits(place, wording);
  }
}

function declaredEdits({ declaration, statement, input }: PlaceOf<'declared'>, wording: Wording): readonly TextEdit[] {
  const { tree } = wording.ctx;
  const check = wording.check(inputText(input, tree));
  const start = statement.getStart(tree);
  // What names the value stays as it is, comments and line breaks included.
  const named = declaration.type ?? declaration.name;
  const after = `${declaration.type ? '' : annotation(wording)} = ${check.value}${styleOf(tree).semicolon}`;
  return [
    insertion(start, checkLines(check, statement, wording)),
    ...withoutType(declaration, wording),
    { span: { start: named.end, end: statement.end }, text: after },
  ];
}

/** What it is assigned to keeps its type, which the schema has to fit. */
function assignedEdits({ statement, input, name, type }: PlaceOf<'assigned'>, wording: Wording) {
  if (type && type.kind !== ts.SyntaxKind.AnyKeyword && wording.type === undefined) return undefined;
  const { tree } = wording.ctx;
  const check = wording.check(isInTry(statement) ? input.getText(tree) : inputText(input, tree));
  const { semicolon } = styleOf(tree);
  return [
    insertion(statement.getStart(tree), checkLines(check, statement, wording)),
    { span: spanOf(statement, tree), text: `${name.text} = ${check.value}${semicolon}` },
  ];
}

/** Where the handler catches what is no JSON by itself. */
const isInTry = ({ parent }: ts.Statement): boolean =>
  ts.isTryStatement(parent.parent) && parent.parent.tryBlock === parent;

/** A type that asks for more than the schema no longer fits. */
export function withoutType(
  { name, type }: ts.VariableDeclaration,
  { type: kept }: Pick<Wording, 'type'>,
): readonly TextEdit[] {
  return type && kept === undefined ? [{ span: { start: name.end, end: type.end }, text: '' }] : [];
}

function memberEdits(
  { handler, members, first }: PlaceOf<'members'>,
  wording: Wording,
): readonly TextEdit[] | undefined {
  const { tree } = wording.ctx;
  const [one] = members;
  const name = freeName(['body', 'input', 'given'], handler);
  if (one === undefined || name === undefined) return undefined;
  const check = wording.check(one.getText(tree));
  const lines = checkLines(check, first, wording) + lineAt(first, `const ${name} = ${check.value}`, wording);
  return [insertion(first.getStart(tree), lines), ...members.map((each) => ({ span: spanOf(each, tree), text: name }))];
}

function parameterEdits(
  { parameter, body, handler }: PlaceOf<'parameter'>,
  wording: Wording,
): readonly TextEdit[] | undefined {
  const { tree } = wording.ctx;
  const given = freeName(['input', 'given', 'received'], handler);
  const [first] = body.statements;
  if (given === undefined || first === undefined) return undefined;
  const check = wording.check(given);
  const line = `const ${parameter.name.getText(tree)}${annotation(wording)} = ${check.value}`;
  return [
    { span: spanOf(parameter.name, tree), text: given },
    insertion(first.getStart(tree), checkLines(check, first, wording) + lineAt(first, line, wording)),
  ];
}

export const annotation = ({ type, ctx }: Pick<Wording, 'type' | 'ctx'>): string =>
  type && styleOf(ctx.tree).isTypeScript ? `: ${type.getText(ctx.tree)}` : '';

/** What is no JSON at all is turned away, too. */
function inputText(input: ts.Expression, tree: ts.SourceFile): string {
  const text = input.getText(tree);
  const call = ts.isAwaitExpression(input) ? unwrap(input.expression) : undefined;
  const isBare = call && ts.isCallExpression(call) && call.getText(tree).endsWith('.json()');
  return isBare ? `${text}.catch(() => null)` : text;
}
