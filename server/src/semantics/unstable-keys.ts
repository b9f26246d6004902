import { ts } from '../engine/syntax.ts';
import { enclosingFunction, isFallback, isFunctionExpression, isFunctionNode, unwrap } from './nodes.ts';
import { scopesOf } from './scopes.ts';

const changing =
  /^(?:Date\.now|Math\.random|performance\.now|process\.hrtime(?:\.bigint)?|(?:crypto\.)?random(?:UUID|Bytes|Int)|(?:uuid\.?)?v[147]|uuid(?:v[147])?|nanoid|cuid|createId|ulid|uniqid|shortid)$/;

const maxDepth = 3;

/** The call in a key, in the code's own words, that gives another value each time. Undefined for keys that stay, as far as the code tells. */
export function changingPart(key: ts.Expression, depth = maxDepth): string | undefined {
  const node = unwrap(key);
  if (ts.isIdentifier(node)) return depth > 0 ? ofName(node, key, depth) : undefined;
  // What the caller gave has the say.
  if (isFallback(node)) return changingPart(node.left, depth);
  if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length) return 'new Date()';
  if (ts.isCallExpression(node) && changing.test(node.expression.getText())) return `${node.expression.getText()}()`;
  if (isFunctionNode(node)) return undefined;
  return ts.forEachChild(node, (child) =>
    ts.isExpression(child) || ts.isTemplateSpan(child) ? partOf(child, depth) : undefined,
  );
}

const partOf = (node: ts.Expression | ts.TemplateSpan, depth: number): string | undefined =>
  changingPart(ts.isTemplateSpan(node) ? node.expression : node, depth);

/** A name that holds the key and nothing else: not one that is stored, or kept from attempt to attempt. */
function ofName(name: ts.Identifier, key: ts.Expression, depth: number): string | undefined {
  const binding = scopesOf(name.getSourceFile()).bindingOf(name);
  const [declaration] = binding?.declarations ?? [];
  if (binding === undefined || declaration === undefined || !ts.isVariableDeclaration(declaration)) return undefined;
  if (declaration.initializer === undefined || binding.writes.length > 0) return undefined;
  if (binding.references.some((each) => each !== name && !isLogged(each))) return undefined;
  return isPerAttempt(declaration, key) ? changingPart(declaration.initializer, depth - 1) : undefined;
}

const isLogged = (reference: ts.Identifier): boolean => {
  for (let node: ts.Node = reference; !ts.isStatement(node); node = node.parent)
    if (ts.isCallExpression(node)) return /\b(?:console|log(?:ger)?)\b/i.test(node.expression.getText());
  return false;
};

/** Whether the value is made anew whenever the request is: no loop or callback lies between them. */
function isPerAttempt(declaration: ts.Node, request: ts.Node): boolean {
  if (enclosingFunction(declaration) !== enclosingFunction(request)) return false;
  for (
    let node = request;
    node !== declaration && !isFunctionNode(node) && !ts.isSourceFile(node);
    node = node.parent
  ) {
    const isLoop = ts.isIterationStatement(node, false);
    if (isLoop && !(declaration.pos >= node.pos && declaration.end <= node.end)) return false;
  }
  return !isFunctionExpression(request);
}
