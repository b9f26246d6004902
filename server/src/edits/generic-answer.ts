import type { TextEdit } from '../../../shared/src/finding.ts';
import { spanOf } from '../engine/places.ts';
import { ts } from '../engine/syntax.ts';
import type { Answer } from '../semantics/answer-forms.ts';
import type { ErrorDetail } from '../semantics/error-details.ts';
import { isFunctionNode, propertyNameText, unwrap } from '../semantics/nodes.ts';
import type { Binding } from '../semantics/scopes.ts';
import { beforeStatementEdits } from './before-statement.ts';
import { loggerAt } from './logging.ts';
import { quoted } from './style.ts';

const generic = 'Internal server error';

/** The plain words that an answer gets in place of an error's: those that the code has ready, or none of its own. */
export const plainWords = (details: readonly ErrorDetail[]): string => {
  const [words = generic] = details.flatMap((detail) => {
    const text = textAround(detail);
    return wordsIn(text) ?? siblingWords(text) ?? [];
  });
  return words;
};

/** Takes an error's details out of an answer and gives them to the log, if it has them not yet. */
export function genericAnswerEdits(answer: Answer, details: readonly ErrorDetail[]): readonly TextEdit[] {
  const [first] = details;
  if (first === undefined) return [];
  const removed = once(details.flatMap((detail) => withoutDetail(detail)));
  const { binding } = first.error;
  if (isKnownToLog(binding, answer, details)) return removed;
  const words = plainWords(details);
  const subject = words === generic ? 'The request failed' : words;
  return [...beforeStatementEdits(answer.node, loggerAt(answer.node).report(subject, binding.name)), ...removed];
}

/** `error?.message || String(error)` are two details of one text. */
const once = (edits: readonly TextEdit[]): readonly TextEdit[] =>
  edits.filter(
    ({ span }, at) => edits.findIndex((each) => each.span.start === span.start && each.span.end === span.end) === at,
  );

/** Whether something other than the answer is given the error: a log, a tracker, `next`. */
export const isKnownToLog = ({ references }: Binding, { node }: Answer, details: readonly ErrorDetail[]): boolean =>
  references.some((reference) => {
    if (reference.pos >= node.pos && reference.end <= node.end) return false;
    if (details.some(({ variable }) => variable?.declarations.some((each) => isWithin(reference, each)))) return false;
    return isArgument(reference);
  });

const isWithin = (inner: ts.Node, outer: ts.Node): boolean => inner.pos >= outer.pos && inner.end <= outer.end;

function isArgument(reference: ts.Node): boolean {
  for (let node = reference; !ts.isStatement(node) && !isFunctionNode(node.parent); node = node.parent) {
    if (ts.isCallExpression(node.parent) && node.parent.expression !== node) return true;
  }
  return false;
}

/** The whole expression of which an error's words are a part: `'Failed: ' + error.message`, `a ? error.message : 'Unknown'`. */
function textAround({ node, variable }: ErrorDetail): ts.Expression {
  const declaration = variable?.declarations[0];
  const initial = declaration && ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
  if (variable?.references.length === 1 && initial) return initial;
  let text: ts.Expression = node;
  for (;;) {
    const { parent } = text;
    if (ts.isTemplateSpan(parent) && !isPage(parent.parent)) text = parent.parent;
    else if (isText(parent, text)) text = parent;
    else return text;
  }
}

/** Of a page only the place of the error is replaced. */
const isPage = (template: ts.TemplateExpression): boolean => /[\r\n]|<\w/.test(template.getText());

const isText = (parent: ts.Node, node: ts.Node): parent is ts.Expression =>
  (ts.isConditionalExpression(parent) && parent.condition !== node) ||
  (ts.isBinaryExpression(parent) && parent.operatorToken.kind !== ts.SyntaxKind.AmpersandAmpersandToken) ||
  ts.isParenthesizedExpression(parent) ||
  ts.isAsExpression(parent) ||
  (ts.isPropertyAccessExpression(parent) && parent.expression === node) ||
  (ts.isCallExpression(parent) && (parent.expression === node || /^String$/.test(parent.expression.getText())));

/** `'Failed to save'` in `error instanceof Error ? error.message : 'Failed to save'` and in `'Failed to save: ' + error`. */
function wordsIn(text: ts.Expression): string | undefined {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node)) found.push(node.text);
    if (!ts.isBinaryExpression(node) || !/instanceof|in|===?/.test(node.operatorToken.getText()))
      ts.forEachChild(node, visit);
  };
  visit(text);
  const words = found.map((each) => each.replace(/[\s:([–—-]+$/, '').trim());
  return words.find((each) => /\p{L}{3}/u.test(each) && !/\b(?:unknown|unexpected error)\b/i.test(each));
}

/** `'Failed to load'` in `{ message: 'Failed to load', error: error.message }`, so that the detail can go without replacement. */
function siblingWords(text: ts.Node): string | undefined {
  const property = propertyAround(text);
  if (property === undefined) return undefined;
  for (const each of property.parent.properties) {
    const value = each !== property && ts.isPropertyAssignment(each) ? unwrap(each.initializer) : undefined;
    const name = propertyNameText(each.name) ?? '';
    if (value && /^(?:message|error|msg|title|detail|reason)$/i.test(name) && ts.isStringLiteralLike(value))
      return value.text;
  }
  return undefined;
}

type ObjectProperty = (ts.PropertyAssignment | ts.ShorthandPropertyAssignment | ts.SpreadAssignment) & {
  readonly parent: ts.ObjectLiteralExpression;
};

function propertyAround(text: ts.Node): ObjectProperty | undefined {
  const { parent } = text;
  const isProperty =
    ts.isPropertyAssignment(parent) || ts.isShorthandPropertyAssignment(parent) || ts.isSpreadAssignment(parent);
  return isProperty && ts.isObjectLiteralExpression(parent.parent) ? parent : undefined;
}

function withoutDetail(detail: ErrorDetail): readonly TextEdit[] {
  const text = textAround(detail);
  const tree = text.getSourceFile();
  const property = propertyAround(text);
  const isStack = detail.words.endsWith('.stack');
  if (property && wordsIn(text) === undefined && (isStack || siblingWords(text) !== undefined))
    return [withoutProperty(property)];
  const words = quoted(tree, wordsIn(text) ?? generic);
  if (property && ts.isShorthandPropertyAssignment(property))
    return [{ span: spanOf(property), text: `${property.name.text}: ${words}` }];
  if (property && ts.isSpreadAssignment(property)) return [{ span: spanOf(property), text: `error: ${words}` }];
  if (ts.isTemplateSpan(text.parent)) return [inPage(text, tree)];
  const isBare = ts.isIdentifier(text) && ts.isCallExpression(text.parent) && detail.variable === undefined;
  return [{ span: spanOf(text), text: isBare ? `{ error: ${words} }` : words }];
}

/** With its `${` and `}`, where nothing stands between. */
function inPage(text: ts.Expression, { text: whole }: ts.SourceFile): TextEdit {
  const { start, end } = spanOf(text);
  const isWhole = whole.slice(start - 2, start) === '${' && whole[end] === '}';
  return isWhole
    ? { span: { start: start - 2, end: end + 1 }, text: generic }
    : { span: { start, end }, text: `'${generic}'` };
}

function withoutProperty(property: ObjectProperty): TextEdit {
  const { properties } = property.parent;
  const at = properties.indexOf(property);
  const before = properties[at - 1];
  const after = properties[at + 1];
  if (before) return { span: { start: before.end, end: property.end }, text: '' };
  return { span: { start: property.getStart(), end: after ? after.getStart() : property.end }, text: '' };
}
