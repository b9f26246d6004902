import type { ts } from '../../engine/syntax.ts';
import { findSecrets } from '../../secrets/secret.ts';

/** The scheme in front of what a header carries. */
const scheme = /^(?:Bearer|Basic|Token|Bot|ApiKey|Key)\s+(?=\S)/i;

/** What of a literal is the secret: not the scheme of a header, nor the text around a key of a known format. */
export function secretPart(text: string, format: string): string {
  const found = findSecrets(text, 'code').find((match) => match.format === format);
  if (found !== undefined) return text.slice(found.span.start, found.span.end);
  return text.slice(scheme.exec(text)?.[0].length ?? 0);
}

/** The text between the expressions of a template that holds a key of the format. */
export function pieceWith(template: ts.TemplateExpression, format: string): ts.Node | undefined {
  const pieces = [template.head, ...template.templateSpans.map(({ literal }) => literal)];
  return pieces.find(({ text }) => findSecrets(text, 'code').some((match) => match.format === format));
}
