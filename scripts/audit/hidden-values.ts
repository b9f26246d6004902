import { findSecrets, textKindOf } from '../../server/src/secrets/secret.ts';
import { shapeOf } from '../../server/src/secrets/value-shape.ts';

const quoted = /(["'`])([^"'`\s]{8,200})\1/g;

/** The text with the same lines, without what may be somebody's secret: lists of findings are kept and passed on. */
export function withoutValues(text: string, file: string): string {
  let shown = text;
  for (const { span } of findSecrets(text, textKindOf(file)).toReversed()) {
    const value = shown.slice(span.start, span.end);
    shown = shown.slice(0, span.start) + value.replaceAll(/[^\n]+/g, '…') + shown.slice(span.end);
  }
  return shown.replaceAll(quoted, (literal: string, quote: string, value: string) =>
    /^(?:random|typed|connection)$/.test(shapeOf(value)) ? `${quote}…${quote}` : literal,
  );
}
