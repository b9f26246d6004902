import type { FileEdit } from '../../../../shared/src/finding.ts';
import type { Snapshot } from '../../engine/snapshot.ts';
import { ts } from '../../engine/syntax.ts';
import { isFunctionNode, propertyNameText } from '../../semantics/nodes.ts';
import { scopesOf } from '../../semantics/scopes.ts';
import { insertion } from '../handling.ts';
import { indentationAt, styleOf } from '../style.ts';

/** What names a Worker's environment at a node: `env` of the handler around it, or `c.env`. */
export function bindingAt(node: ts.Node): string | undefined {
  const tree = node.getSourceFile();
  if (scopesOf(tree).lookup('env', node)?.kind === 'parameter') return 'env';
  for (let current = node.parent; current; current = current.parent) {
    const [parameter] = isFunctionNode(current) ? current.parameters : [];
    if (parameter === undefined || !ts.isIdentifier(parameter.name)) continue;
    const name = parameter.name.text;
    const isRoute = /\.(?:get|post|put|patch|delete|all|use|on)$/.test(calleeAround(current));
    if ((isRoute && /from ['"]hono/.test(tree.text)) || new RegExp(String.raw`\b${name}\.env\.`).test(tree.text)) {
      return `${name}.env`;
    }
  }
  return undefined;
}

function calleeAround(fn: ts.Node): string {
  return ts.isCallExpression(fn.parent) ? fn.parent.expression.getText() : '';
}

const bindingTypes = /^(?:Env|Bindings|CloudflareBindings|CloudflareEnv|Environment|WorkerEnv)$/;

/** Declares the variable where the bindings of the Worker are. */
export function bindingTypeEdits(
  variable: string,
  tree: ts.SourceFile,
  folder: string,
  snapshot: Snapshot,
): readonly FileEdit[] {
  if (!styleOf(tree).isTypeScript) return [];
  const elsewhere = snapshot.codeBelow(folder).filter((file) => bindingText.test(snapshot.text(file) ?? ''));
  for (const file of [tree.fileName, ...elsewhere]) {
    const members = file === tree.fileName ? membersIn(tree) : membersIn(snapshot.tree(file));
    if (members === undefined) continue;
    const isDeclared = members.members.some((member) => propertyNameText(member.name) === variable);
    return isDeclared ? [] : [{ file, edits: [memberEdit(members, variable)] }];
  }
  return [];
}

const bindingText = /\b(?:interface|type) (?:Env|Bindings|Cloudflare(?:Bindings|Env)|Environment|WorkerEnv)\b/;

type Members = ts.InterfaceDeclaration | ts.TypeLiteralNode;

function membersIn(tree: ts.SourceFile | undefined): Members | undefined {
  let found: Members | undefined;
  const visit = (node: ts.Node): void => {
    if (ts.isInterfaceDeclaration(node) && bindingTypes.test(node.name.text)) found ??= node;
    if (ts.isTypeAliasDeclaration(node) && ts.isTypeLiteralNode(node.type) && bindingTypes.test(node.name.text)) {
      found ??= node.type;
    }
    if (ts.isModuleBlock(node) || ts.isModuleDeclaration(node) || ts.isSourceFile(node)) ts.forEachChild(node, visit);
  };
  if (tree !== undefined) visit(tree);
  return found;
}

function memberEdit(node: Members, variable: string) {
  const tree = node.getSourceFile();
  const { lineEnd, indent, semicolon } = styleOf(tree);
  const last = node.members.at(-1);
  const own = `${variable}: string${semicolon === '' ? '' : ';'}`;
  if (last !== undefined) return insertion(last.end, lineEnd + indentationAt(tree, last.getStart(tree)) + own);
  const outer = indentationAt(tree, node.getStart(tree));
  return {
    span: { start: node.members.pos, end: node.end - 1 },
    text: `${lineEnd}${outer}${indent}${own}${lineEnd}${outer}`,
  };
}
