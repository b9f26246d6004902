/** The text that `*` stands for when the specifier matches the pattern; '' for an exact match. */
export function wildcardOf(pattern: string, specifier: string): string | undefined {
  const star = pattern.indexOf('*');
  if (star < 0) return pattern === specifier ? '' : undefined;
  const prefix = pattern.slice(0, star);
  const suffix = pattern.slice(star + 1);
  const fits =
    specifier.length >= prefix.length + suffix.length && specifier.startsWith(prefix) && specifier.endsWith(suffix);
  return fits ? specifier.slice(prefix.length, specifier.length - suffix.length) : undefined;
}

export interface Match<Value> {
  readonly value: Value;
  readonly wildcard: string;
}

/** The most specific pattern that matches: an exact one, else the one with the longest text before its `*`. */
export function bestMatch<Value>(
  entries: Iterable<readonly [pattern: string, value: Value]>,
  specifier: string,
): Match<Value> | undefined {
  let best: (Match<Value> & { readonly length: number }) | undefined;
  for (const [pattern, value] of entries) {
    const wildcard = wildcardOf(pattern, specifier);
    if (wildcard === undefined) continue;
    const length = pattern.includes('*') ? pattern.indexOf('*') : Infinity;
    if (best === undefined || length > best.length) best = { value, wildcard, length };
  }
  return best;
}

export function filledIn(target: string, wildcard: string): string {
  return target.replaceAll('*', () => wildcard);
}
