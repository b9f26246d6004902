import { ts } from '../engine/syntax.ts';
import { exposedSecret, publicNames, type ServerSecret } from '../secrets/public-variables.ts';
import { nodeAt } from './callees.ts';
import { destructuredVariable, environmentVariable } from './environment-reads.ts';

/** A place where code reads a secret from a variable that browsers are given, too. */
export interface PublicRead extends ServerSecret {
  readonly variable: string;
  readonly node: ts.Node;
  /** `import.meta.env`, which is filled in wherever the code runs; `process.env` only where a browser loads it. */
  readonly isBuiltIn: boolean;
}

/** The first read of each such variable in a file. */
export function publicReads(tree: ts.SourceFile): readonly PublicRead[] {
  const reads = new Map<string, PublicRead>();
  for (const { 0: variable, index } of tree.text.matchAll(publicNames)) {
    const secret = reads.has(variable) ? undefined : exposedSecret(variable);
    const name = secret && nodeAt(tree, index);
    const node = name && readAt(name);
    if (secret && node && !isOfInstalledProgram(node, variable))
      reads.set(variable, { ...secret, variable, node, isBuiltIn: isBuiltIn(node) });
  }
  return [...reads.values()];
}

/** The expression, or the name in a pattern or an import, that reads the variable named there. */
function readAt(name: ts.Node): ts.Node | undefined {
  // In a comment behind all code, which no node holds.
  if (ts.isSourceFile(name)) return undefined;
  const { parent } = name;
  if (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent))
    return environmentVariable(parent) === undefined ? undefined : parent;
  if (ts.isCallExpression(parent)) return environmentVariable(parent) === undefined ? undefined : parent;
  if (ts.isBindingElement(parent)) return destructuredVariable(parent) === undefined ? undefined : name;
  return ts.isImportSpecifier(parent) && publicModule.test(moduleOf(parent)) ? name : undefined;
}

/** OAuth counts the client secret of a program that people install as no secret, RFC 8252 section 8.5. */
function isOfInstalledProgram(node: ts.Node, variable: string): boolean {
  if (!variable.endsWith('CLIENT_SECRET')) return false;
  for (let current = node; !ts.isSourceFile(current); current = current.parent) {
    const { parent } = current;
    const isThen = ts.isIfStatement(parent) && parent.thenStatement === current;
    if (isThen && /electron|tauri|isDesktop/i.test(parent.expression.getText())) return true;
  }
  return false;
}

const publicModule = /^(?:\$env\/(?:static|dynamic)\/public|astro:env\/client)$/;

function moduleOf({ parent }: ts.ImportSpecifier): string {
  const { moduleSpecifier } = parent.parent.parent;
  return ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : '';
}

function isBuiltIn(node: ts.Node): boolean {
  if (ts.isImportSpecifier(node.parent)) return true;
  const owner = ts.isBindingElement(node.parent) ? node.parent.parent.parent : node;
  return (ts.isVariableDeclaration(owner) ? owner.initializer : owner)?.getText().includes('import.meta') ?? false;
}
