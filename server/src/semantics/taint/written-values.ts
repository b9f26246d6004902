import type { Snapshot } from '../../engine/snapshot.ts';
import { ts } from '../../engine/syntax.ts';
import { moduleFactsOf, resolveExport } from '../modules.ts';
import { memberName, propertyNameText, unwrap } from '../nodes.ts';
import { scopesOf } from '../scopes.ts';

const maxDepth = 4;

/** What is written in the code behind names: schemas, patterns, lists of checks. */
export function createWritten(snapshot: Snapshot) {
  /** The regular expression that an expression stands for, as a literal of it is written. */
  const patternOf = (expression: ts.Expression): string | undefined => patternIn(writtenBehind(expression, 0));

  /** What is written under a name, or under a member of it, in this file or in the one that it is imported from. */
  function writtenBehind(expression: ts.Expression, depth: number): ts.Expression | undefined {
    const node = unwrap(expression);
    if (depth > maxDepth) return undefined;
    if (ts.isIdentifier(node)) return ofName(node, depth);
    return ts.isPropertyAccessExpression(node) ? (ofMember(node, depth) ?? node) : node;
  }

  function ofName(name: ts.Identifier, depth: number): ts.Expression | undefined {
    const binding = scopesOf(name.getSourceFile()).bindingOf(name);
    if (binding === undefined || binding.writes.length > 0) return undefined;
    const imported = exportBehind(name);
    return initialOf(imported ?? binding.declarations[0], depth + 1);
  }

  function ofMember({ expression, name }: ts.PropertyAccessExpression, depth: number): ts.Expression | undefined {
    const owner = unwrap(expression);
    const exported = ts.isIdentifier(owner) ? exportBehind(owner, name.text) : undefined;
    if (exported !== undefined) return initialOf(exported, depth + 1);
    const written = writtenBehind(owner, depth + 1);
    if (written === undefined || !ts.isObjectLiteralExpression(written)) return undefined;
    const property = written.properties.find((each) => propertyNameText(each.name) === name.text);
    return property && ts.isPropertyAssignment(property) ? writtenBehind(property.initializer, depth + 1) : undefined;
  }

  /** What an imported name stands for; with a member, what the module exports under that. */
  function exportBehind(name: ts.Identifier, member?: string): ts.Node | undefined {
    const tree = name.getSourceFile();
    const binding = scopesOf(tree).bindingOf(name);
    const imported = binding && moduleFactsOf(tree).imports.get(binding);
    if (imported === undefined) return undefined;
    const target = snapshot.resolveModule(imported.specifier, tree.fileName);
    const isModule = imported.exported === '*' || imported.exported === 'default';
    if (target.kind !== 'file' || (member !== undefined && !isModule)) return undefined;
    const found = resolveExport(snapshot, target.file, member ?? imported.exported);
    return found && 'node' in found ? found.node : undefined;
  }

  function initialOf(node: ts.Node | undefined, depth: number): ts.Expression | undefined {
    const initial = node && ts.isVariableDeclaration(node) ? node.initializer : node;
    return initial && ts.isExpression(initial) ? writtenBehind(initial, depth) : undefined;
  }

  const behind = (expression: ts.Expression): ts.Expression | undefined => writtenBehind(expression, 0);

  return { behind, patternOf };
}

/** `/^[a-z]+$/`, `new RegExp('^[a-z]+$')`. */
function patternIn(node: ts.Node | undefined): string | undefined {
  if (node === undefined) return undefined;
  if (ts.isRegularExpressionLiteral(node)) return node.text;
  const isCall = ts.isNewExpression(node) || ts.isCallExpression(node);
  const name =
    isCall && ts.isIdentifier(node.expression) ? node.expression.text : isCall && memberName(node.expression);
  const [source, flags] = (isCall ? node.arguments : undefined) ?? [];
  if (name !== 'RegExp' || source === undefined || !ts.isStringLiteralLike(source)) return undefined;
  return `/${source.text}/${flags && ts.isStringLiteralLike(flags) ? flags.text : ''}`;
}
