import type { Snapshot } from '../engine/snapshot.ts';
import { ts } from '../engine/syntax.ts';
import { publicPrefix, serverSecret } from '../secrets/public-variables.ts';
import { environmentVariable } from './environment-reads.ts';
import { moduleFactsOf } from './modules.ts';
import { enclosingFunction } from './nodes.ts';
import { scopesOf } from './scopes.ts';

/** A place that reads a secret which browsers are not given. */
export interface SecretRead {
  readonly node: ts.PropertyAccessExpression;
  readonly variable: string;
  /** In a sentence: `OpenAI API key`. */
  readonly label: string;
}

/** Server code that runs when a client module is loaded. */
export interface ReachedSecret extends SecretRead {
  /** Where the client module names what leads there. */
  readonly specifier: ts.Node;
}

/** The text starts with `"use client"`. */
export const isClientModule = (tree: ts.SourceFile): boolean => hasDirective(tree, 'use client');

/** The text starts with `"use server"`. */
export const holdsServerActions = (tree: ts.SourceFile): boolean => hasDirective(tree, 'use server');

/** Whether a file, or a function's body, begins with a directive. */
export function hasDirective({ statements }: ts.SourceFile | ts.Block, directive: string): boolean {
  for (const statement of statements) {
    if (!ts.isExpressionStatement(statement) || !ts.isStringLiteral(statement.expression)) return false;
    if (statement.expression.text === directive) return true;
  }
  return false;
}

const farthest = 4;

/** What the imports of a client module reach, each secret once. */
export function reachedSecrets(tree: ts.SourceFile, snapshot: Snapshot): readonly ReachedSecret[] {
  const found = new Map<string, ReachedSecret>();
  const seen = new Set<ts.SourceFile>([tree]);
  const follow = (from: ts.SourceFile, depth: number, first?: ts.Node): void => {
    for (const { specifier, node, kind, isTypeOnly } of moduleFactsOf(from).loads) {
      if (isTypeOnly || kind === 'dynamic' || !isUsed(node)) continue;
      const target = snapshot.resolveModule(specifier, from.fileName);
      const imported = target.kind === 'file' ? snapshot.tree(target.file) : undefined;
      if (imported === undefined || seen.has(imported) || staysOnServer(imported)) continue;
      seen.add(imported);
      for (const read of secretReads(imported).filter((each) => isTakenAtLoad(each.node))) {
        if (!found.has(read.variable)) found.set(read.variable, { ...read, specifier: first ?? node });
      }
      if (depth < farthest) follow(imported, depth + 1, first ?? node);
    }
  };
  follow(tree, 1);
  return [...found.values()];
}

/** Actions are called over the network; what is marked as server-only fails the build; a client module of its own is looked at by itself. */
export const staysOnServer = (tree: ts.SourceFile): boolean =>
  holdsServerActions(tree) || isClientModule(tree) || /['"]server-only['"]|\bcreateServerFn\b/.test(tree.text);

/** An import of which only types are used is left out of what is built. */
export function isUsed(specifier: ts.Node): boolean {
  const declaration = specifier.parent;
  const clause = ts.isImportDeclaration(declaration) ? declaration.importClause : undefined;
  if (clause === undefined) return true;
  const bindings = clause.namedBindings;
  const names = [
    ...(clause.name ? [clause.name] : []),
    ...(bindings === undefined
      ? []
      : ts.isNamespaceImport(bindings)
        ? [bindings.name]
        : bindings.elements.map(({ name }) => name)),
  ];
  const scopes = scopesOf(declaration.getSourceFile());
  return names.some((name) => scopes.bindingOf(name)?.references.some((each) => !isInType(each)) ?? true);
}

function isInType(reference: ts.Node): boolean {
  for (let node: ts.Node = reference; !ts.isStatement(node); node = node.parent) {
    if (ts.isTypeNode(node)) return !ts.isExpressionWithTypeArguments(node);
    if (ts.isImportDeclaration(node.parent)) return true;
  }
  return false;
}

const reads = new WeakMap<ts.SourceFile, readonly SecretRead[]>();

/** All reads of secrets in a file. */
export function secretReads(tree: ts.SourceFile): readonly SecretRead[] {
  const known = reads.get(tree);
  if (known !== undefined) return known;
  const found: SecretRead[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node)) {
      const variable = environmentVariable(node);
      const secret = variable === undefined || publicPrefix.test(variable) ? undefined : serverSecret(variable);
      if (secret) found.push({ node, variable: secret.name, label: secret.label });
    }
    ts.forEachChild(node, visit);
  };
  if (/\bprocess\.env\.\w/.test(tree.text)) visit(tree);
  reads.set(tree, found);
  return found;
}

/** `export const stripe = new Stripe(process.env.STRIPE_SECRET_KEY!)`: outside of any function, with nothing in its place. */
function isTakenAtLoad(node: ts.Node): boolean {
  if (enclosingFunction(node) !== undefined) return false;
  for (let current = node; !ts.isStatement(current); current = current.parent) {
    const { parent } = current;
    if (ts.isBinaryExpression(parent) || ts.isConditionalExpression(parent) || ts.isIfStatement(parent)) return false;
    if (ts.isNewExpression(parent)) return true;
    if (ts.isCallExpression(parent)) return /^create(?!Env\b)\w*$|[cC]lient$/.test(parent.expression.getText());
  }
  return false;
}
