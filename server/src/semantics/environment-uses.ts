import { ts } from '../engine/syntax.ts';
import { isFallback, memberName, unwrap } from './nodes.ts';
import { ends, holdersOf, isAskedFor } from './validated-environment.ts';

/**
 * What code does about a variable that may be missing: claims that it is there, puts an empty text in its place, does not
 * start without it, has another way, or says nothing.
 */
export type UseManner = 'claimed' | 'empty' | 'insisted' | 'excused' | 'plain';

/** A place that reads one variable of the environment by its name. */
export interface EnvironmentUse {
  readonly name: string;
  /** Where it is read from, as the code says it. */
  readonly base: 'process.env' | 'import.meta.env';
  /** `process.env.KEY` */
  readonly read: ts.PropertyAccessExpression | ts.ElementAccessExpression;
  /** With what claims that it is there, or stands in for it: `process.env.KEY!`, `process.env.KEY ?? ''`. */
  readonly owner: ts.Expression;
  readonly manner: UseManner;
  /** Whether the place takes a text or nothing, where the code does not say what it takes. */
  readonly takesText: boolean;
}

const remembered = new WeakMap<ts.SourceFile, readonly EnvironmentUse[]>();

/** All reads of a file; what is assigned, deleted or read by a computed name is none. */
export function environmentUses(tree: ts.SourceFile): readonly EnvironmentUse[] {
  let uses = remembered.get(tree);
  if (uses === undefined) {
    uses = accessesIn(tree).flatMap(({ name, base, node }) =>
      isChanged(node) ? [] : [{ name, base, read: node, ...ownedBy(node, name) }],
    );
    remembered.set(tree, uses);
  }
  return uses;
}

/** The variables that code sets or deletes itself, so that they are not the same all the time. */
export const changedVariables = (tree: ts.SourceFile): readonly string[] =>
  accessesIn(tree).flatMap(({ name, node }) => (isChanged(node) ? [name] : []));

interface Access extends Pick<EnvironmentUse, 'name' | 'base'> {
  readonly node: EnvironmentUse['read'];
}

function accessesIn(tree: ts.SourceFile): readonly Access[] {
  const found: Access[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) {
      const base = node.expression.getText(tree);
      const name = memberName(node);
      if (name !== undefined && (base === 'process.env' || base === 'import.meta.env')) {
        found.push({ name, base, node });
        return;
      }
    }
    ts.forEachChild(node, visit);
  };
  if (/\b(?:process|meta)\.env\b/.test(tree.text)) visit(tree);
  return found;
}

function isChanged({ parent }: Access['node']): boolean {
  if (ts.isDeleteExpression(parent)) return true;
  if (!ts.isBinaryExpression(parent) || unwrap(parent.left) !== parent.left) return false;
  const { kind } = parent.operatorToken;
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}

function ownedBy(read: Access['node'], name: string): Pick<EnvironmentUse, 'owner' | 'manner' | 'takesText'> {
  const claimed = claimOf(read);
  const { parent } = claimed;
  if (isFallback(parent) && parent.left === claimed) {
    const other = unwrap(parent.right);
    const isText = ts.isStringLiteralLike(other);
    const isEmpty = isText && other.text === '';
    return { owner: isEmpty ? parent : claimed, manner: isEmpty ? 'empty' : 'excused', takesText: isText };
  }
  const owner = outOfParentheses(claimed);
  if (isInsisted(owner)) return { owner, manner: 'insisted', takesText: true };
  const isAsked = isCondition(owner);
  if (isAsked || isAskedFor([name, ...holdersOf(owner)], read.getSourceFile())) {
    return { owner, manner: 'excused', takesText: isAsked || ts.isTemplateSpan(owner.parent) };
  }
  const manner = claimed === read ? 'plain' : 'claimed';
  return { owner, manner, takesText: ts.isTemplateSpan(owner.parent) };
}

/** `process.env.KEY!` and `process.env.KEY as string` */
function claimOf(read: ts.Expression): ts.Expression {
  const { parent } = read;
  const isClaim =
    ts.isNonNullExpression(parent) || (ts.isAsExpression(parent) && parent.type.kind === ts.SyntaxKind.StringKeyword);
  if (isClaim) return claimOf(parent);
  if (!ts.isParenthesizedExpression(parent)) return read;
  const outer = claimOf(parent);
  return outer === parent ? read : outer;
}

function outOfParentheses(node: ts.Expression): ts.Expression {
  return ts.isParenthesizedExpression(node.parent) && claimOf(node) !== node ? outOfParentheses(node.parent) : node;
}

/** The value decides what the code does, and that is all that happens to it here. */
function isCondition({ parent }: ts.Expression): boolean {
  if (ts.isIfStatement(parent) || ts.isConditionalExpression(parent) || ts.isTypeOfExpression(parent)) return true;
  if (ts.isPrefixUnaryExpression(parent)) return parent.operator === ts.SyntaxKind.ExclamationToken;
  if (ts.isPropertyAccessExpression(parent)) return parent.questionDotToken !== undefined;
  if (!ts.isBinaryExpression(parent)) return false;
  const word = ts.tokenToString(parent.operatorToken.kind) ?? '';
  return word === '&&' || /^[!=]==?$/.test(word);
}

/** `if (!process.env.KEY) throw …` of a file, before anything is done. */
function isInsisted(node: ts.Expression): boolean {
  let current: ts.Node = node.parent;
  if (!ts.isPrefixUnaryExpression(current)) return false;
  while (
    ts.isPrefixUnaryExpression(current) ||
    ts.isParenthesizedExpression(current) ||
    (ts.isBinaryExpression(current) && current.operatorToken.kind === ts.SyntaxKind.BarBarToken)
  ) {
    current = current.parent;
  }
  return ts.isIfStatement(current) && ts.isSourceFile(current.parent) && ends(current.thenStatement);
}
