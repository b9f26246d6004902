import type { TextEdit } from '../../../shared/src/finding.ts';
import { ts } from '../engine/syntax.ts';
import { isFunctionNode } from '../semantics/nodes.ts';
import { scopesOf } from '../semantics/scopes.ts';
import type { Making, UnheardError } from '../semantics/unheard-errors.ts';
import { insertion, reporter } from './handling.ts';
import { indentationAt, quoted, styleOf } from './style.ts';

/** Adds a listener that logs: behind the statement that makes the emitter, in the listener that is given it, or in its chain. */
export function errorListenerEdits(call: Making, { name, place }: UnheardError): readonly TextEdit[] | undefined {
  const tree = call.getSourceFile();
  const { lineEnd, indent, semicolon } = styleOf(tree);
  const event = quoted(tree, 'error');
  const subject = name ?? 'stream';
  if (place && isFunctionNode(place)) {
    const { body } = place;
    if (body === undefined || !ts.isBlock(body) || place.getSourceFile() !== tree) return undefined;
    const inner = indentationAt(tree, place.getStart(tree)) + indent;
    const lines = reporter(call, subject).split(lineEnd);
    const listener = lines.map((line, at) => (at === 0 ? line : indent + line)).join(lineEnd);
    return [insertion(body.getStart(tree) + 1, `${lineEnd}${inner}${subject}.on(${event}, ${listener})${semicolon}`)];
  }
  if (name !== undefined && place !== undefined && isInList(place)) {
    const base = indentationAt(tree, place.getStart(tree));
    const own = reporter(call, subject, endOf(targetOf(place, name)));
    const listener = `${name}.on(${event}, ${own})${semicolon}`;
    return [insertion(place.end, lineEnd + base + listener)];
  }
  const own = reporter(call, subjectOf(call), endOf(pipedInto(call)));
  return [insertion(call.end, `.on(${event}, ${own})`)];
}

const endOf = (target: string | undefined): readonly string[] => (target ? [`${target}.destroy()`] : []);

const isInList = ({ parent }: ts.Node): boolean =>
  ts.isBlock(parent) || ts.isSourceFile(parent) || ts.isCaseOrDefaultClause(parent);

/** `file.pipe(response)` further down. */
function targetOf(place: ts.Node, name: string): string | undefined {
  const declaration = ts.isVariableStatement(place) ? place.declarationList.declarations[0] : undefined;
  if (declaration === undefined || !ts.isIdentifier(declaration.name) || declaration.name.text !== name)
    return undefined;
  const { references = [] } = scopesOf(place.getSourceFile()).bindingOf(declaration.name) ?? {};
  return references.map(pipedInto).find((each) => each !== undefined);
}

/** What is piped into a response would leave it open for ever. */
function pipedInto({ parent }: ts.Node): string | undefined {
  const call = parent.parent;
  const isPiped = ts.isPropertyAccessExpression(parent) && parent.name.text === 'pipe' && ts.isCallExpression(call);
  const target = isPiped ? call.arguments[0] : undefined;
  return target && ts.isIdentifier(target) ? target.text : undefined;
}

const subjectOf = ({ expression }: Making): string =>
  ts.isPropertyAccessExpression(expression) ? expression.name.text : expression.getText();
