import type { Finding, Severity } from '../../shared/src/finding.ts';
import type { FixtureCase, FixtureFile } from './cases.ts';

/** What a case and its findings disagree about, in lines a person can act on; empty when they agree. */
export function differences(
  fixture: FixtureCase,
  findingsOf: (file: FixtureFile) => readonly Finding[],
  defaultSeverity: (rule: string) => Severity,
): readonly string[] {
  return fixture.files.flatMap((file) => {
    const expected = file.expected.map((each) => ({
      key: `${each.line} ${each.rule} ${each.severity ?? defaultSeverity(each.rule)}`,
      ...each,
      message: '',
    }));
    const actual = findingsOf(file).map((finding) => {
      const line = file.originalLine(finding.range.start.line);
      return { key: `${line} ${finding.rule} ${finding.severity}`, line, rule: finding.rule, message: finding.message };
    });
    const missing = without(expected, actual).map((each) => ({
      ...each,
      what: `missing     ${each.key.split(' ').slice(1).join(' ')}`,
    }));
    const unexpected = without(actual, expected).map((each) => ({
      ...each,
      what: `unexpected  ${each.key.split(' ').slice(1).join(' ')} — ${each.message}`,
    }));
    return [...missing, ...unexpected]
      .sort((one, other) => one.line - other.line)
      .map(
        (each) =>
          `${file.source}:${each.line}  ${each.what}${nearMiss(file, each.line)}\n      ${lineText(file, each.line)}`,
      );
  });
}

/** The items left of `from` once each of `taken` removed one of its key. */
export function without<T extends { readonly key: string }>(
  from: readonly T[],
  taken: readonly { readonly key: string }[],
): readonly T[] {
  const left = new Map<string, number>();
  for (const { key } of taken) left.set(key, (left.get(key) ?? 0) + 1);
  return from.filter(({ key }) => {
    const count = left.get(key) ?? 0;
    left.set(key, count - 1);
    return count <= 0;
  });
}

function nearMiss(file: FixtureFile, line: number): string {
  const miss = file.nearMisses.find((each) => each.line === line);
  return miss ? ` (near miss: ${miss.why})` : '';
}

function lineText(file: FixtureFile, line: number): string {
  return (
    file.text
      .split('\n')
      .find((_, index) => file.originalLine(index) === line)
      ?.trim() ?? ''
  );
}
