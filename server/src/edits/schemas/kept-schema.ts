import type { FileEdit, TextEdit } from '../../../../shared/src/finding.ts';
import { ts } from '../../engine/syntax.ts';
import type { FunctionNode } from '../../semantics/nodes.ts';
import { moduleFactsOf } from '../../semantics/module-facts.ts';
import type { Shape } from '../../semantics/shapes/shape.ts';
import { insertion } from '../handling.ts';
import { importedName } from '../imports.ts';
import { styleOf } from '../style.ts';
import type { InputPlace } from '../../semantics/shapes/input-place.ts';
import { subjectsOf } from './route-words.ts';
import { type SchemaHome, schemaHome } from './schema-home.ts';
import { schemaName } from './schema-names.ts';
import { type ChosenValidator, importedAs, type ValidatorContext, validatorFor } from './validators.ts';

interface Keeping {
  /** The schema's name. */
  readonly schema: string;
  readonly handler: FunctionNode;
  readonly validator: ChosenValidator;
  readonly home: SchemaHome | undefined;
  readonly ctx: ValidatorContext;
}

/** What declares a schema: in the handler's file, and in others. */
interface KeptSchema {
  readonly own: readonly TextEdit[];
  readonly files: readonly FileEdit[];
}

/** A schema with a name, and the edits that declare it. */
export interface NamedSchema extends KeptSchema {
  readonly schema: string;
  readonly validator: ChosenValidator;
}

/**
 * Declares a schema where the project keeps its own, else above its handler. Undefined where no name is free, or where the library
 * cannot say it.
 */
export function namedSchema(place: InputPlace, shape: Shape, ctx: ValidatorContext): NamedSchema | undefined {
  const validator = validatorFor(ctx);
  const { handler } = place;
  if (validator === undefined) return undefined;
  const home = usesNames(shape) ? undefined : schemaHome(ctx.tree, validator.is, subjectsOf(handler), ctx.snapshot);
  const schema = schemaName(place, ctx.tree, home?.like);
  if (schema === undefined) return undefined;
  const keeping: Keeping = { schema, handler, validator, home, ctx };
  const kept = home === undefined ? aboveHandler(shape, keeping) : inHome(shape, keeping, home);
  return kept && { ...kept, schema, validator };
}

/** Names of the file's own, such as an enum's, may be out of reach elsewhere. */
function usesNames(shape: Shape): boolean {
  switch (shape.is) {
    case 'enum':
      return true;
    case 'list':
    case 'record':
      return usesNames(shape.of);
    case 'tuple':
    case 'union':
      return shape.of.some(usesNames);
    case 'object':
      return shape.fields.some((field) => usesNames(field.shape));
    default:
      return false;
  }
}

function aboveHandler(shape: Shape, { schema, handler, validator, ctx }: Keeping): KeptSchema | undefined {
  const printed = validator.is.schema(shape, { ...validator.writing, style: styleOf(ctx.tree) });
  if (printed === undefined) return undefined;
  return { own: [...validator.edits, declarationBefore(handler, `const ${schema} = ${printed}`)], files: [] };
}

function inHome(shape: Shape, keeping: Keeping, home: SchemaHome): KeptSchema | undefined {
  const { schema, validator, ctx } = keeping;
  const style = styleOf(home.like);
  const there = validatorFor({ ...ctx, file: home.like.fileName, tree: home.like });
  const printed = there?.is === validator.is && there.is.schema(shape, { ...there.writing, style });
  const name = importedName(ctx.tree, home.file, schema, ctx.snapshot);
  if (!printed || name?.name !== schema) return undefined;
  const declaration = `export const ${schema} = ${printed}${style.semicolon}${style.lineEnd}`;
  return {
    own: [...validator.editsToCheck, ...name.edits],
    files: [{ file: home.file, edits: [home.isNew ? atStart(declaration, keeping, home) : atEnd(declaration, home)] }],
  };
}

function atEnd(declaration: string, { like }: SchemaHome): TextEdit {
  const { lineEnd } = styleOf(like);
  return insertion(like.text.length, `${like.text.endsWith('\n') ? '' : lineEnd}${lineEnd}${declaration}`);
}

/** The new module loads the library as the one beside it does. */
function atStart(declaration: string, { validator }: Keeping, { like }: SchemaHome): TextEdit {
  const { lineEnd } = styleOf(like);
  const library = importedAs(like, validator.is);
  const load = [...moduleFactsOf(like).imports].find(([binding]) => binding.name === library && binding.scope === like);
  const text = load?.[0].declarations.map(importText).find((each) => each !== undefined) ?? '';
  return insertion(0, `${text}${lineEnd}${lineEnd}${declaration}`);
}

function importText(node: ts.Node): string | undefined {
  const declaration = ts.findAncestor(node, ts.isImportDeclaration);
  return declaration?.getText();
}

/** Above the statement at the top of the file that holds the handler. */
function declarationBefore(handler: ts.Node, declaration: string): TextEdit {
  const tree = handler.getSourceFile();
  let top: ts.Node = handler;
  while (!ts.isSourceFile(top.parent)) top = top.parent;
  const { lineEnd, semicolon } = styleOf(tree);
  return insertion(startWithComments(top, tree), `${declaration}${semicolon}${lineEnd}${lineEnd}`);
}

/** A comment right above a function belongs to it. */
function startWithComments(node: ts.Node, tree: ts.SourceFile): number {
  const start = node.getStart(tree);
  const comments = ts.getLeadingCommentRanges(tree.text, node.pos) ?? [];
  let first = start;
  for (const comment of [...comments].reverse()) {
    const between = tree.text.slice(comment.end, first);
    if (between.split('\n').length > 2) break;
    first = comment.pos;
  }
  return first;
}
