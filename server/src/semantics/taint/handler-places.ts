import { ts } from '../../engine/syntax.ts';
import { hasDirective, holdsServerActions } from '../client-modules.ts';
import { type FunctionNode, functionName, hasModifier } from '../nodes.ts';
import { scopesOf } from '../scopes.ts';

export const requestName = /^_?(?:req|request)$/;

const methods = /^(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)$/;

/** What a parameter stands for by the name under which its function is exported, by the file's place, and by who is given the function. */
export function byPlace(fn: FunctionNode, at: number): string | undefined {
  const file = fn.getSourceFile().fileName;
  if (isServerAction(fn)) return 'request.Anything()';
  const exported = exportedNameOf(fn);
  if (exported !== undefined) return byExport(fn, at, exported, file);
  if (at === 0 && isFormAction(fn, file)) return 'request.Loader()';
  return at === 0 && isServed(fn) ? 'request.Web()' : undefined;
}

function byExport(fn: FunctionNode, at: number, name: string, file: string): string | undefined {
  if (methods.test(name)) {
    if (at === 1) return 'request.Loader()';
    return at === 0 ? (isTakenApart(fn) ? 'request.Loader()' : 'request.Web()') : undefined;
  }
  if (at !== 0) return undefined;
  if (
    /^(?:loader|action|load|getServerSideProps)$/.test(name) &&
    takesOf(fn, /\b(?:request|params|query|url|cookies|context|ctx|req)\b/)
  )
    return 'request.Loader()';
  // Cloudflare Pages.
  if (/^onRequest(?:Post|Get|Put|Patch|Delete)?$/.test(name)) return 'request.Loader()';
  if (name === 'handler' && /^_?event$/.test(nameAt(fn, 0) ?? '')) return 'request.Lambda()';
  if (name === 'fetch' || name === 'middleware')
    return requestName.test(nameAt(fn, 0) ?? '') ? 'request.Web()' : undefined;
  if (name !== 'default') return undefined;
  if (/\/app\/(?:.*\/)?page\.[jt]sx?$/.test(file)) return 'request.Page()';
  return requestName.test(nameAt(fn, 0) ?? '') && fn.parameters.length <= 2 ? 'request.Web()' : undefined;
}

/** `export const actions = { default: async ({ request }) => … }` of SvelteKit. */
function isFormAction(fn: FunctionNode, file: string): boolean {
  if (!/\+page\.server\.[jt]s$/.test(file)) return false;
  const property = ts.isMethodDeclaration(fn) ? fn : fn.parent;
  let node: ts.Node = property.parent;
  if (!ts.isObjectLiteralExpression(node)) return false;
  while (ts.isSatisfiesExpression(node.parent) || ts.isAsExpression(node.parent)) node = node.parent;
  return ts.isVariableDeclaration(node.parent) && node.parent.name.getText() === 'actions';
}

const isTakenApart = ({ parameters: [first] }: FunctionNode): boolean =>
  first !== undefined && ts.isObjectBindingPattern(first.name);

const takesOf = ({ parameters: [first] }: FunctionNode, words: RegExp): boolean =>
  first !== undefined && words.test(first.name.getText());

/** Exported from a file of `'use server'`, or with that directive of its own. */
export function isServerAction(fn: FunctionNode): boolean {
  if (fn.body !== undefined && ts.isBlock(fn.body) && hasDirective(fn.body, 'use server')) return true;
  return holdsServerActions(fn.getSourceFile()) && exportedNameOf(fn) !== undefined;
}

/** `Deno.serve(async (req) => …)`, `serve(handler)`, `Bun.serve({ fetch(req) { … } })`, `export default { fetch(request) { … } }`. */
function isServed(fn: FunctionNode): boolean {
  if (!requestName.test(nameAt(fn, 0) ?? '')) return false;
  const { parent } = fn;
  if (ts.isCallExpression(parent)) return /^(?:Deno\.)?serve$/.test(parent.expression.getText());
  const name = ts.isMethodDeclaration(fn)
    ? fn.name.getText()
    : ts.isPropertyAssignment(parent)
      ? parent.name.getText()
      : undefined;
  if (name === 'fetch') return true;
  const declared = functionName(fn);
  const binding = declared && scopesOf(fn.getSourceFile()).bindingOf(declared);
  return (
    binding?.references.some(
      ({ parent: user }) => ts.isCallExpression(user) && /^(?:Deno\.)?serve$/.test(user.expression.getText()),
    ) ?? false
  );
}

/** The name under which other modules get the function, wrappers around it left out: `export const POST = withAuth(async () => …)`. */
export function exportedNameOf(fn: FunctionNode): string | undefined {
  if (ts.isFunctionDeclaration(fn)) {
    if (hasModifier(fn, ts.SyntaxKind.ExportKeyword))
      return hasModifier(fn, ts.SyntaxKind.DefaultKeyword) ? 'default' : fn.name?.text;
    return fn.name && exportedAs(fn.name);
  }
  let node: ts.Node = fn;
  while (
    ts.isCallExpression(node.parent) ||
    ts.isParenthesizedExpression(node.parent) ||
    ts.isAsExpression(node.parent) ||
    ts.isSatisfiesExpression(node.parent)
  )
    node = node.parent;
  const { parent } = node;
  if (ts.isExportAssignment(parent)) return 'default';
  if (ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name)) {
    const statement = parent.parent.parent;
    const isExported = ts.isVariableStatement(statement) && hasModifier(statement, ts.SyntaxKind.ExportKeyword);
    return isExported ? parent.name.text : exportedAs(parent.name);
  }
  return ts.isBinaryExpression(parent) ? assignedExport(parent) : undefined;
}

/** `exports.handler = …`, `module.exports.handler = …`, `module.exports = …`. */
function assignedExport({ left }: ts.BinaryExpression): string | undefined {
  const text = left.getText();
  if (text === 'module.exports') return 'default';
  return /^(?:module\.)?exports\.(\w+)$/.exec(text)?.[1];
}

/** `export { handler }`, `export { handler as GET, handler as POST }`, `export default handler`. */
function exportedAs(name: ts.Identifier): string | undefined {
  const binding = scopesOf(name.getSourceFile()).bindingOf(name);
  for (const { parent } of binding?.references ?? []) {
    if (ts.isExportSpecifier(parent)) return parent.name.text;
    if (ts.isExportAssignment(parent)) return 'default';
  }
  return undefined;
}

export function nameAt({ parameters }: FunctionNode, at: number): string | undefined {
  const name = parameters[at]?.name;
  return name && ts.isIdentifier(name) ? name.text : undefined;
}
