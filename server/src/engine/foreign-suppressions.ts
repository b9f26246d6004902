import { commentAt } from './comments.ts';
import { anyRule, equivalentsOf } from '../../../shared/src/equivalent-rules.ts';
import { isTree, type SourceText } from './source-text.ts';
import type { Coverage } from './suppressions.ts';
import { endOfWords } from './text-comments.ts';

/** Where in a text a comment for another tool says something about rules. */
interface Foreign {
  readonly keyword: string;
  readonly start: number;
  /** What follows in the comment. */
  readonly said: string;
  readonly end: number;
}

const keyword =
  /(?:eslint|oxlint)-disable(?:-next-line|-line)?(?![\w-])|biome-ignore(?:-all)?(?![\w-])|\bNOSONAR\b|gitleaks:allow/g;

export const mayHoldForeign = (text: string): boolean => text.search(keyword) !== -1;

/**
 * What comments for other tools say: whoever wrote one has decided already about what the same rule finds here, so no reason
 * is asked for, and nobody is told of those that hide nothing.
 */
export function foreignCoverages(source: SourceText): readonly Coverage[] {
  return foreignIn(source).flatMap((foreign) => coverages(source, foreign));
}

function foreignIn(source: SourceText): readonly Foreign[] {
  return [...source.text.matchAll(keyword)].flatMap(({ index, 0: found }) => {
    const comment = commentAt(source, index);
    if (comment === undefined && isTree(source)) return [];
    const behind = index + found.length;
    const end = comment === undefined ? behind : Math.max(behind, endOfWords(source.text, comment));
    return [{ keyword: found, start: index, said: source.text.slice(behind, end), end }];
  });
}

function coverages(source: SourceText, foreign: Foreign): readonly Coverage[] {
  const covers = coverOf(source, foreign);
  const kind = foreign.keyword.endsWith('next-line') ? 'next-line' : 'line';
  return rulesOf(foreign).map((id) => {
    const rule = { id, start: foreign.start, end: foreign.end };
    const comment = { start: foreign.start, end: foreign.end };
    const owner = {
      kind,
      keyword: foreign.keyword,
      comment,
      rules: [rule],
      reason: reasonOf(foreign),
      until: undefined,
    } as const;
    return { owner, rule, closing: undefined, covers };
  });
}

function rulesOf({ keyword: word, said }: Foreign): readonly string[] {
  if (word === 'NOSONAR') return [anyRule];
  if (word === 'gitleaks:allow') return ['hardcoded-secret'];
  const [head = ''] = said.split(word.startsWith('biome') ? ':' : /\s--/);
  return equivalentsOf(head.split(/[\s,]+/).filter((name) => name !== ''));
}

/** What is said after the rules, else the comment's own word. */
function reasonOf({ keyword: word, said }: Foreign): string {
  const reason = word.startsWith('biome') ? said.split(':').slice(1).join(':') : said.split(/\s--+/).slice(1).join(' ');
  return reason.trim() === '' ? word : reason.trim();
}

function coverOf(source: SourceText, { keyword: word, start, end }: Foreign): Coverage['covers'] {
  const lineOf = (at: number): number => source.getLineAndCharacterOfPosition(at).line;
  if (word === 'biome-ignore-all') return () => true;
  if (/-next-line$|^biome-ignore$/.test(word)) return ({ range }) => range.start.line === lineOf(end) + 1;
  if (!word.endsWith('-disable')) {
    const line = lineOf(start);
    return ({ range }) => range.start.line === line || range.end.line === line;
  }
  const enabled = source.text.indexOf(word.replace('disable', 'enable'), end);
  return ({ span }) => span.start >= end && (enabled === -1 || span.start < enabled);
}
