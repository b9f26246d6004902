import { ts } from '../engine/syntax.ts';
import { scopesOf } from './scopes.ts';

/** Whether a constant's text is sent to sign in with: `Bearer ${TOKEN}`. Keys that are meant for browsers are sent in other ways. */
export function isSentAsBearer(literal: ts.Expression): boolean {
  const { parent } = literal;
  if (!ts.isVariableDeclaration(parent) || !ts.isIdentifier(parent.name)) return false;
  const references = scopesOf(literal.getSourceFile()).bindingOf(parent.name)?.references ?? [];
  return references.some((each) => {
    if (!ts.isTemplateSpan(each.parent)) return false;
    const { head, templateSpans } = each.parent.parent;
    const before = templateSpans[templateSpans.indexOf(each.parent) - 1]?.literal ?? head;
    return /(?:^|\s)(?:Bearer|Basic)\s$/i.test(before.text);
  });
}
