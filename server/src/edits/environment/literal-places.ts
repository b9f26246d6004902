import type { TextEdit } from '../../../../shared/src/finding.ts';
import { ts } from '../../engine/syntax.ts';
import { isFallback, memberName, unwrap } from '../../semantics/nodes.ts';

/** Text that stands in the code as it is. */
export type TextPiece = ts.StringLiteralLike | ts.TemplateHead | ts.TemplateMiddle | ts.TemplateTail;

export function isTextPiece(node: ts.Node): node is TextPiece {
  return ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node);
}

/** What a literal, or literals joined by `+`, say together; undefined for all else. */
export function foldedText(node: ts.Node): string | undefined {
  if (isTextPiece(node)) return node.text;
  if (ts.isParenthesizedExpression(node)) return foldedText(node.expression);
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.PlusToken) return undefined;
  const left = foldedText(node.left);
  const right = foldedText(node.right);
  return left === undefined || right === undefined ? undefined : left + right;
}

/** The places of a tree at which code says exactly this text. */
export function placesOf(tree: ts.SourceFile, text: string): readonly ts.Node[] {
  const found: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    if ((isTextPiece(node) || ts.isBinaryExpression(node)) && foldedText(node) === text) found.push(node);
    else ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

/** The variable that the code prefers to the literal: `STRIPE_KEY` of `process.env.STRIPE_KEY || 'sk_…'`. */
export function preferredVariable(node: ts.Node): string | undefined {
  const whole = fallbackOf(node);
  const left = whole && unwrap(whole.left);
  if (left === undefined) return undefined;
  if (ts.isCallExpression(left)) {
    const [argument] = left.arguments;
    const isEnv = left.expression.getText() === 'Deno.env.get';
    return isEnv && argument !== undefined && ts.isStringLiteralLike(argument) ? argument.text : undefined;
  }
  if (!ts.isPropertyAccessExpression(left) && !ts.isElementAccessExpression(left)) return undefined;
  return /^(?:process|import\.meta|Bun)\.env$/.test(left.expression.getText()) ? memberName(left) : undefined;
}

function fallbackOf(node: ts.Node): ts.BinaryExpression | undefined {
  const { parent } = node;
  return isFallback(parent) && parent.right === node ? parent : undefined;
}

/**
 * Puts an expression in the place of a part of a text, the rest of which stays. Undefined where no expression may stand.
 *
 * @param part what gives way, somewhere in the text
 */
export function replacedText(node: ts.Node, part: string, expression: string): TextEdit | undefined {
  const { parent } = node;
  if (!takesExpression(node)) return undefined;
  const tree = node.getSourceFile();
  const text = foldedText(node);
  if (text === part && !ts.isTemplateHead(node) && !ts.isTemplateMiddleOrTemplateTail(node)) {
    if (!ts.isTaggedTemplateExpression(parent)) return wholeEdit(node, expression);
  }
  if (!isTextPiece(node)) return undefined;
  const start = node.getStart(tree) + 1;
  const end = node.end - (ts.isTemplateHead(node) || ts.isTemplateMiddle(node) ? 2 : 1);
  const raw = tree.text.slice(start, end);
  const at = raw.indexOf(part);
  // With escapes in it nobody can tell which characters of the code are the part.
  if (raw !== node.text || at === -1) return undefined;
  const inner = `\${${expression}}`;
  if (!ts.isStringLiteral(node)) return { span: { start: start + at, end: start + at + part.length }, text: inner };
  const template = `\`${escaped(raw.slice(0, at))}${inner}${escaped(raw.slice(at + part.length))}\``;
  return wholeEdit(node, template);
}

const escaped = (text: string): string => text.replaceAll('`', '\\`').replaceAll('${', '\\${');

function wholeEdit(node: ts.Node, expression: string): TextEdit {
  const { parent } = node;
  const tree = node.getSourceFile();
  const outer = fallbackOf(node) !== undefined && preferredVariable(node) !== undefined ? parent : constOf(node);
  const text = ts.isJsxAttribute(parent) ? `{${expression}}` : isKey(node) ? `[${expression}]` : expression;
  return { span: { start: outer.getStart(tree), end: outer.end }, text };
}

/** `'x' as const` and `<const>'x'` say nothing about a value that is read when the program runs. */
function constOf(node: ts.Node): ts.Node {
  const { parent } = node;
  const isConst =
    (ts.isAsExpression(parent) || ts.isTypeAssertionExpression(parent)) && ts.isConstTypeReference(parent.type);
  return isConst ? parent : node;
}

const isKey = (node: ts.Node): boolean => ts.isPropertyAssignment(node.parent) && node.parent.name === node;

function takesExpression(node: ts.Node): boolean {
  const { parent } = node;
  return !(
    ts.isImportDeclaration(parent) ||
    ts.isExportDeclaration(parent) ||
    ts.isExternalModuleReference(parent) ||
    ts.isLiteralTypeNode(parent) ||
    ts.isTemplateLiteralTypeNode(parent) ||
    ts.isTemplateLiteralTypeSpan(parent) ||
    ts.isEnumMember(parent) ||
    ts.isExpressionStatement(parent)
  );
}
