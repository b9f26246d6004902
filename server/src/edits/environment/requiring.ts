import type { FileEdit, TextEdit } from '../../../../shared/src/finding.ts';
import { spanOf } from '../../engine/places.ts';
import { ts } from '../../engine/syntax.ts';
import { publicPrefix } from '../../secrets/public-variables.ts';
import { enclosingFunction } from '../../semantics/nodes.ts';
import { beforeStatementEdits } from '../before-statement.ts';
import { quoted } from '../style.ts';
import { requiredVariable, type VariableContext } from './required-variable.ts';

/**
 * Insists on a variable where code only claims that it is there: by the project's own way, or by a check in front. A bundler
 * puts in what it finds by name alone, so that what browsers are given keeps its literal access.
 *
 * @param owner what the requirement takes the place of
 * @param read the access to the variable itself
 */
export function requireEdits(
  name: string,
  owner: ts.Expression,
  read: ts.Expression,
  ctx: VariableContext,
): readonly FileEdit[] | undefined {
  const required = publicPrefix.test(name) ? undefined : requiredVariable(name, owner, ctx);
  if (required !== undefined) {
    const edits = [...required.edits, { span: spanOf(owner, ctx.tree), text: required.expression }];
    return [...required.files, { file: ctx.file, edits }];
  }
  const edits = checkEdits(name, owner, read);
  return edits && [{ file: ctx.file, edits }];
}

function checkEdits(name: string, owner: ts.Expression, read: ts.Expression): readonly TextEdit[] | undefined {
  if (isInField(owner) || !ts.isPropertyAccessExpression(read)) return undefined;
  const tree = owner.getSourceFile();
  const access = read.getText(tree);
  const message = quoted(tree, `The environment variable ${name} is not set.`);
  return [
    ...beforeStatementEdits(owner, `if (!${access}) throw new Error(${message})`),
    { span: spanOf(owner, tree), text: access },
  ];
}

/** In front of a class, nothing is known of what its fields read. */
function isInField(node: ts.Node): boolean {
  const fn = enclosingFunction(node);
  for (let current = node.parent; current !== undefined && current !== fn; current = current.parent) {
    if (ts.isPropertyDeclaration(current) || ts.isParameter(current)) return true;
  }
  return false;
}
