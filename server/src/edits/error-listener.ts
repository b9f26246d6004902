import type { TextEdit } from '../../../shared/src/finding.ts';
import { ts } from '../engine/syntax.ts';
import { isFunctionNode } from '../semantics/nodes.ts';
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
    const listener = `${name}.on(${event}, ${reporter(call, subject)})${semicolon}`;
    return [insertion(place.end, lineEnd + base + listener)];
  }
  const target = pipedInto(call);
  return [
    insertion(call.end, `.on(${event}, ${reporter(call, subjectOf(call), target ? [`${target}.destroy()`] : [])})`),
  ];
}

const isInList = ({ parent }: ts.Node): boolean =>
  ts.isBlock(parent) || ts.isSourceFile(parent) || ts.isCaseOrDefaultClause(parent);

/** What is piped into a response would leave it open for ever. */
function pipedInto({ parent }: Making): string | undefined {
  const call = parent.parent;
  const isPiped = ts.isPropertyAccessExpression(parent) && parent.name.text === 'pipe' && ts.isCallExpression(call);
  const target = isPiped ? call.arguments[0] : undefined;
  return target && ts.isIdentifier(target) ? target.text : undefined;
}

const subjectOf = ({ expression }: Making): string =>
  ts.isPropertyAccessExpression(expression) ? expression.name.text : expression.getText();
