import type { FileEdit, TextEdit } from '../../../../shared/src/finding.ts';
import { spanOf } from '../../engine/places.ts';
import { ts } from '../../engine/syntax.ts';
import { environmentVariable } from '../../semantics/environment-reads.ts';
import { requiredVariable, type VariableContext } from './required-variable.ts';

/** Whether code that has a fallback for a variable can insist on the variable instead. */
export const canInsistOn = (owner: ts.Node): boolean => isReplaceable(owner) || isSchemaDefault(owner);

/**
 * The variable is required, and the fallback gone.
 *
 * @param owner the expression with the fallback in it
 */
export function withoutFallbackEdits(
  owner: ts.Node,
  variable: string,
  ctx: VariableContext,
): readonly FileEdit[] | undefined {
  const required = isReplaceable(owner) ? requiredVariable(variable, owner, ctx) : undefined;
  if (required !== undefined) {
    const edits = [...required.edits, { span: spanOf(owner, ctx.tree), text: required.expression }];
    return [...required.files, { file: ctx.file, edits }];
  }
  const edit = withoutDefault(owner);
  return edit && [{ file: ctx.file, edits: [edit] }];
}

/** `process.env.KEY || 'text'`, whose place the required variable takes as it is. */
const isReplaceable = (owner: ts.Node): boolean =>
  ts.isConditionalExpression(owner) ||
  (ts.isBinaryExpression(owner) && environmentVariable(owner.left) !== undefined && !isAssignment(owner));

const isAssignment = ({ operatorToken }: ts.BinaryExpression): boolean =>
  operatorToken.kind === ts.SyntaxKind.BarBarEqualsToken ||
  operatorToken.kind === ts.SyntaxKind.QuestionQuestionEqualsToken;

/** `z.string().default('text')` loses its end, so that the schema insists. */
function withoutDefault(owner: ts.Node): TextEdit | undefined {
  if (!isSchemaDefault(owner)) return undefined;
  return { span: { start: owner.expression.expression.end, end: owner.end }, text: '' };
}

const isSchemaDefault = (
  owner: ts.Node,
): owner is ts.CallExpression & { readonly expression: ts.PropertyAccessExpression } =>
  ts.isCallExpression(owner) &&
  ts.isPropertyAccessExpression(owner.expression) &&
  /^(default|catch)$/.test(owner.expression.name.text);
