import { ts } from '../engine/syntax.ts';
import { parse } from './trees.ts';

/** Where a query client may say what becomes of every mutation that fails. */
export const aboutMutations = /\bMutationCache\b|\bmutations['"]?\s*:/;

/** `new MutationCache({ onError })`, `defaultOptions: { mutations: { onError } }`, where it does more than write to the console. */
export function hearsMutationsIn(file: string, text: string): boolean {
  const visit = (node: ts.Node): boolean => {
    const options = optionsIn(node);
    if (options?.properties.some(tellsOfErrors)) return true;
    return ts.forEachChild(node, (child) => visit(child) || undefined) ?? false;
  };
  return visit(parse(file, text));
}

function optionsIn(node: ts.Node): ts.ObjectLiteralExpression | undefined {
  const given =
    ts.isNewExpression(node) && node.expression.getText() === 'MutationCache'
      ? node.arguments?.[0]
      : ts.isPropertyAssignment(node) && node.name.getText() === 'mutations'
        ? node.initializer
        : undefined;
  return given && ts.isObjectLiteralExpression(given) ? given : undefined;
}

/** A handler from elsewhere is taken to tell. */
function tellsOfErrors(property: ts.ObjectLiteralElementLike): boolean {
  if (property.name?.getText() !== 'onError') return false;
  if (ts.isShorthandPropertyAssignment(property)) return true;
  const handler = ts.isPropertyAssignment(property) ? property.initializer : property;
  return ts.isIdentifier(handler) || callsMore(handler);
}

const logging = /^(?:console|Sentry|logger|log)\b/;

function callsMore(node: ts.Node): boolean {
  if (ts.isCallExpression(node) && !logging.test(node.expression.getText())) return true;
  return ts.forEachChild(node, (child) => callsMore(child) || undefined) ?? false;
}
