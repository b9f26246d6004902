import type { TextEdit } from '../../../../shared/src/finding.ts';
import { spanOf } from '../../engine/places.ts';
import { ts } from '../../engine/syntax.ts';
import type { FormField } from '../../semantics/shapes/form-reads.ts';
import { type Shape, withoutNull } from '../../semantics/shapes/shape.ts';
import { freeName } from '../free-name.ts';
import { insertion } from '../handling.ts';
import { type FileStyle, styleOf } from '../style.ts';
import { fieldsIn, keyIn, quotedIn } from './printing.ts';
import { checkLines, lineAt, type PlaceOf, type Wording } from './check-lines.ts';

/** The fields that the code reads of a form are checked together, before the first of them is read. */
export function formEdits(
  { handler, fields, first }: PlaceOf<'form'>,
  wording: Wording,
): readonly TextEdit[] | undefined {
  const { tree } = wording.ctx;
  const check = wording.check(formText(fields, tree));
  const isPlain = /^[\w$.]+$/.test(check.value);
  const values = isPlain ? check.value : freeName(['values', 'input', 'given'], handler);
  if (values === undefined) return undefined;
  const named = isPlain ? '' : lineAt(first, `const ${values} = ${check.value}`, wording);
  return [
    insertion(first.getStart(tree), checkLines(check, first, wording) + named),
    ...fields.flatMap((field) =>
      field.calls.map((call) => ({
        span: spanOf(claimed(call, shapeOf(field, wording)), tree),
        text: values + memberIn(styleOf(tree), field.name),
      })),
    ),
  ];
}

/** `{ title: form.get('title') }` */
function formText(fields: readonly FormField[], tree: ts.SourceFile): string {
  const style = styleOf(tree);
  const read = fields.map(({ name, calls: [call] }) => ({ name, text: call?.getText(tree) ?? '' }));
  const line = `{ ${read.map(({ name, text }) => `${keyIn(style, name)}: ${text}`).join(', ')} }`;
  return line.length <= longestLine ? line : fieldsIn(style, read, ({ text }) => text);
}

const longestLine = 60;

const memberIn = (style: FileStyle, name: string): string =>
  /^[A-Za-z_$][\w$]*$/.test(name) ? `.${name}` : `[${quotedIn(style, name)}]`;

function shapeOf({ name }: FormField, { shape }: Wording): Shape | undefined {
  return shape.is === 'object' ? shape.fields.find((field) => field.name === name)?.shape : undefined;
}

/** With what claims the type that the schema has: of `form.get('title') as string`. */
function claimed(call: ts.Expression, shape: Shape | undefined): ts.Expression {
  const { parent } = call;
  const isSaid =
    ts.isParenthesizedExpression(parent) ||
    (ts.isNonNullExpression(parent) && !(shape && withoutNull(shape).isNullable)) ||
    (ts.isAsExpression(parent) && says(parent.type, shape));
  return isSaid ? claimed(parent, shape) : call;
}

function says(type: ts.TypeNode, shape: Shape | undefined): boolean {
  const text = type.getText();
  if (shape?.is === 'list') return text === 'string[]';
  if (shape?.is === 'text') return text === 'string';
  const isText = shape !== undefined && withoutNull(shape).shape.is === 'text';
  return isText && /^(?:string\s*\|\s*null|null\s*\|\s*string)$/.test(text);
}
