import type { TextEdit } from '../../../shared/src/finding.ts';
import type { Snapshot } from '../engine/snapshot.ts';
import { ts } from '../engine/syntax.ts';
import { quoted } from './style.ts';

/** How code that browsers load asks whether a developer runs it. */
function developmentTest(tree: ts.SourceFile, snapshot: Snapshot): string {
  const isVite =
    tree.text.includes('import.meta.env') || snapshot.packageOf(tree.fileName)?.dependencies.has('vite') === true;
  return isVite ? 'import.meta.env.DEV' : `process.env.NODE_ENV === ${quoted(tree, 'development')}`;
}

/** The address stays for developers; everybody else asks the machine that the page came from. */
export function developmentOnlyEdits(literal: ts.Expression, origin: string, snapshot: Snapshot): readonly TextEdit[] {
  const tree = literal.getSourceFile();
  const text = literal.getText(tree);
  const deployed = text.replace(origin, '');
  const choice = `${developmentTest(tree, snapshot)} ? ${text} : ${deployed}`;
  const needsBraces = ts.isJsxAttribute(literal.parent);
  const isAlone =
    ts.isVariableDeclaration(literal.parent) ||
    ts.isPropertyAssignment(literal.parent) ||
    ts.isReturnStatement(literal.parent);
  const replaced = needsBraces ? `{${choice}}` : isAlone ? choice : `(${choice})`;
  return [{ span: { start: literal.getStart(tree), end: literal.end }, text: replaced }];
}
