import type { TextEdit } from '../../../shared/src/finding.ts';
import { ts } from '../engine/syntax.ts';
import type { Flow } from '../semantics/taint/flows.ts';
import { wrapped } from './wrapped-source.ts';

/** What is merged as a whole, as it was parsed from JSON; where the path of a key is what hurts, there is nothing to leave out. */
export function mergedWhole({ given, origin, sink, isAnything }: Flow): ts.Expression | undefined {
  if (sink.given !== given || !isAnything || !ts.isExpression(given)) return undefined;
  const isParsed = given.getText() === origin.getText() || given.getText().startsWith(`${origin.getText()}.`);
  const isKey = /\bset(?:With|Property)?\(\)$/.test(sink.called);
  return isParsed && !isKey ? given : undefined;
}

/** A copy without the keys by which prototypes are reached. */
export const withoutPrototypeKeys = (merged: ts.Expression): readonly TextEdit[] =>
  wrapped(
    merged,
    (text) =>
      `JSON.parse(JSON.stringify(${text}), (key, value) => (/^(?:__proto__|constructor|prototype)$/.test(key) ? undefined : value))`,
  );
