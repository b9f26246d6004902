import type { TextEdit } from '../../../shared/src/finding.ts';
import { ts } from '../engine/syntax.ts';
import type { UncountedWrite } from '../semantics/affected-rows.ts';
import { memberName, unwrap } from '../semantics/nodes.ts';
import { freeName } from './free-name.ts';
import { insertion } from './handling.ts';
import { importEdit } from './imports.ts';
import { optionEdits } from './option-edits.ts';
import { quoted } from './style.ts';

/** How a write is made to tell that it found nothing. */
export interface CountedWrite {
  readonly edits: readonly TextEdit[];
  /** Holds where there was no row. */
  readonly foundNothing: string;
}

export function countedWrite(write: UncountedWrite): CountedWrite | undefined {
  const { told } = write.count;
  if (told === undefined || !ts.isAwaitExpression(write.place)) return undefined;
  if (told === 'option') return byOption(write);
  if (told === 'returning') return byReturning(write);
  if (told === 'pair' || told === 'untyped-pair') return byPair(write, told === 'pair');
  const name = resultName(write);
  if (name === undefined) return undefined;
  const isNothing =
    told === 'null' ? `!${name.text}` : `${name.text}${told === 'itself' ? '' : `.${told.field}`} === 0`;
  return { edits: name.edits, foundNothing: isNothing };
}

interface ResultName {
  readonly text: string;
  readonly edits: readonly TextEdit[];
}

/** The variable that holds the result, or a new one. */
function resultName({ place, statement }: UncountedWrite): ResultName | undefined {
  const { parent } = place;
  if (ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name)) return { text: parent.name.text, edits: [] };
  return ts.isExpressionStatement(statement)
    ? named(place, ['result', 'written', 'outcome'], (name) => name)
    : undefined;
}

function named(place: ts.Node, names: readonly string[], pattern: (name: string) => string): ResultName | undefined {
  const text = freeName(names, place.getSourceFile());
  return text === undefined ? undefined : { text, edits: [insertion(place.getStart(), `const ${pattern(text)} = `)] };
}

/** Supabase counts when it is asked to. */
function byOption(write: UncountedWrite): CountedWrite | undefined {
  const { count, place } = write;
  const writing = linkOf(write, count.does);
  const asked =
    writing &&
    optionEdits(writing, [count.does === 'update' ? 1 : 0], `count: ${quoted(place.getSourceFile(), 'exact')}`);
  const name = asked && countName(write);
  return name && { edits: [...name.edits, ...asked], foundNothing: `${name.text} === 0` };
}

function countName(write: UncountedWrite): ResultName | undefined {
  const { place, statement } = write;
  const { parent } = place;
  const names = ['count', 'found', 'rowCount'];
  const pattern = (name: string): string => (name === 'count' ? name : `count: ${name}`);
  if (ts.isExpressionStatement(statement)) return named(place, names, (name) => `{ ${pattern(name)} }`);
  if (!ts.isVariableDeclaration(parent)) return undefined;
  if (ts.isIdentifier(parent.name)) return { text: `${parent.name.text}.count`, edits: [] };
  const last = ts.isObjectBindingPattern(parent.name) ? parent.name.elements.at(-1) : undefined;
  const text = freeName(names, place.getSourceFile());
  return last && text !== undefined ? { text, edits: [insertion(last.end, `, ${pattern(text)}`)] } : undefined;
}

/** Drizzle gives back the rows of PostgreSQL and SQLite when it is asked to. */
function byReturning({ place, call, statement }: UncountedWrite): CountedWrite | undefined {
  // What is handed on would be another thing.
  const name = ts.isExpressionStatement(statement) ? named(place, ['updated', 'written'], (each) => each) : undefined;
  return (
    name && { edits: [...name.edits, insertion(call.end, '.returning()')], foundNothing: `${name.text}.length === 0` }
  );
}

/** MySQL's client gives two values, of which types know the first only when they are told. */
function byPair({ place, call, statement }: UncountedWrite, isTyped: boolean): CountedWrite | undefined {
  const tree = place.getSourceFile();
  const name = ts.isExpressionStatement(statement)
    ? named(place, ['result', 'written'], (each) => `[${each}]`)
    : undefined;
  if (name === undefined || !ts.isCallExpression(call)) return undefined;
  const foundNothing = `${name.text}.affectedRows === 0`;
  if (isTyped || !/\.[cm]?tsx?$/.test(tree.fileName)) return { edits: name.edits, foundNothing };
  if (call.typeArguments !== undefined) return undefined;
  const edits = [...name.edits, ...typeEdits(tree), insertion(call.expression.end, '<ResultSetHeader>')];
  return { edits, foundNothing };
}

/** Beside what is imported of the client already. */
function typeEdits(tree: ts.SourceFile): readonly TextEdit[] {
  const imports = tree.statements.filter(ts.isImportDeclaration);
  if (imports.some((each) => /\bResultSetHeader\b/.test(each.getText()))) return [];
  const own = imports.find(({ moduleSpecifier }) => /^['"]mysql2\b/.test(moduleSpecifier.getText()))?.importClause;
  const bindings = own?.namedBindings;
  const last = bindings && ts.isNamedImports(bindings) ? bindings.elements.at(-1) : undefined;
  if (last) return [insertion(last.end, ', type ResultSetHeader')];
  if (own?.name && bindings === undefined) return [insertion(own.name.end, ', { type ResultSetHeader }')];
  return [importEdit(tree, 'type { ResultSetHeader }', 'mysql2')];
}

/** The call of that name in the chain. */
function linkOf({ call }: UncountedWrite, name: string): ts.CallExpression | undefined {
  for (let node: ts.Expression = call; ts.isCallExpression(node) || ts.isPropertyAccessExpression(node);) {
    if (ts.isCallExpression(node) && memberName(node.expression) === name) return node;
    node = unwrap(node.expression);
  }
  return undefined;
}
