import type { TextEdit } from '../../../shared/src/finding.ts';
import type { FileFacts } from '../engine/snapshot.ts';
import { ts } from '../engine/syntax.ts';
import { chainNames, propertyNameText } from '../semantics/nodes.ts';
import { missingDataAt } from '../semantics/missing-data.ts';
import { dataUses, type IgnoredError, type ResultQuestions } from '../semantics/results.ts';
import { insertion } from './handling.ts';
import type { ResultAnswer } from './result-answer.ts';
import { errorNameFor } from './result-names.ts';
import { quoted, styleOf } from './style.ts';

export interface ResultCheck {
  readonly answer: ResultAnswer['id'];
  /** Made when they are asked for, since a free name is dear. */
  readonly edits: () => readonly TextEdit[] | undefined;
}

export interface CheckContext {
  readonly facts: FileFacts;
  readonly results: ResultQuestions;
  /** Whether the compiler knows what the call gives. */
  readonly isTyped: () => boolean;
  /** Whether it is certain that somebody is ready for what is thrown at a place. */
  readonly isExpected: (node: ts.Node) => boolean;
}

/** How to name the error of a value that a pattern or a name takes. */
export function errorIn(
  name: ts.BindingName,
  ignored: IgnoredError,
  ctx: CheckContext,
): { readonly error: string; readonly edits: readonly TextEdit[] } | undefined {
  const { field } = ignored.told;
  if (ts.isIdentifier(name)) return { error: field === '0' ? `${name.text}[0]` : `${name.text}.${field}`, edits: [] };
  if (ts.isArrayBindingPattern(name)) return errorInTuple(name, ignored, ctx);
  const bound = name.elements.find(
    (element) => propertyNameText(element.propertyName ?? (element.name as ts.PropertyName)) === field,
  );
  if (bound) return ts.isIdentifier(bound.name) ? { error: bound.name.text, edits: [] } : undefined;
  const error = errorNameFor(ignored, ctx.results);
  const last = name.elements.at(-1);
  if (error === undefined) return undefined;
  const place = last
    ? insertion(last.end, `, ${boundAs(field, error)}`)
    : { span: { start: name.getStart(), end: name.end }, text: `{ ${boundAs(field, error)} }` };
  return { error, edits: [place] };
}

function errorInTuple(name: ts.ArrayBindingPattern, ignored: IgnoredError, ctx: CheckContext) {
  const [first] = name.elements;
  const error = errorNameFor(ignored, ctx.results);
  if (first === undefined || error === undefined) return undefined;
  if (ts.isOmittedExpression(first)) return { error, edits: [insertion(name.getStart() + 1, error)] };
  return ts.isIdentifier(first.name) ? { error: first.name.text, edits: [] } : undefined;
}

export const boundAs = (field: string, name: string): string => (field === name ? name : `${field}: ${name}`);

/** `if (error) throw error;`, in a block where there is more to do. */
export function checkLines(
  tree: ts.SourceFile,
  condition: string,
  lines: readonly string[],
  base: string,
): readonly string[] {
  const [only, ...others] = lines;
  if (others.length === 0) return [`${base}if (${condition}) ${only ?? ''}`];
  const { indent } = styleOf(tree);
  return [`${base}if (${condition}) {`, ...lines.map((line) => base + indent + line), `${base}}`];
}

/** `.single()` calls it an error that there is no row, which the code that follows may be ready for. */
export function conditionOf(error: string, { effect, source, told, parts }: IgnoredError): string {
  const isOneRow = effect === 'read' && ts.isCallExpression(source) && chainNames(source)[0] === 'single';
  const uses = dataUses(told, parts);
  if (!isOneRow || uses.length === 0 || missingDataAt(uses) === 'throws') return error;
  return `${error} && ${error}.code !== ${quoted(source.getSourceFile(), 'PGRST116')}`;
}
