import { commentAt } from './comments.ts';
import { isTree, type SourceText } from './source-text.ts';
import type { Coverage } from './suppressions.ts';

/** What other tools' comments say about a line: who wrote one has decided already, so no reason is asked for. */
const foreign: readonly { readonly marker: string; readonly rule: string }[] = [
  { marker: 'gitleaks:allow', rule: 'hardcoded-secret' },
];

export const mayHoldForeign = (text: string): boolean => foreign.some(({ marker }) => text.includes(marker));

/** They act on their own line, and nobody is told of those that hide nothing. */
export function foreignCoverages(source: SourceText): readonly Coverage[] {
  return foreign.flatMap(({ marker, rule }) =>
    [...positionsOf(marker, source)].map((at) => coverage(source, at, marker, rule)),
  );
}

function* positionsOf(marker: string, source: SourceText): Generator<number> {
  for (let at = source.text.indexOf(marker); at !== -1; at = source.text.indexOf(marker, at + marker.length)) {
    if (!isTree(source) || commentAt(source, at) !== undefined) yield at;
  }
}

function coverage(source: SourceText, at: number, marker: string, rule: string): Coverage {
  const span = { start: at, end: at + marker.length };
  const { line } = source.getLineAndCharacterOfPosition(at);
  const named = { id: rule, ...span };
  return {
    owner: { kind: 'line', keyword: marker, comment: span, rules: [named], reason: marker, until: undefined },
    rule: named,
    closing: undefined,
    covers: ({ range }) => range.start.line === line || range.end.line === line,
  };
}
