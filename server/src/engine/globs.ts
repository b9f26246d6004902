/** A segment's pattern, a unit at a time. */
type Unit =
  { readonly kind: 'text' | 'set'; readonly fits: (character: string) => boolean } | { readonly kind: 'star' };
/** A path's pattern, a segment at a time. */
type Segment = { readonly kind: 'segment'; readonly units: readonly Unit[] } | { readonly kind: 'star' };
type Pattern = readonly Segment[];

/** Most plain globs that one with braces may stand for. */
export const mostAlternatives = 64;

const compiled = new WeakMap<readonly string[], readonly Pattern[]>();

/**
 * Whether a path matches one of the globs: `*`, `?`, `[a-z]`, `{a,b}` and `**`, hidden files included. A glob without a
 * slash matches the name of a file or folder anywhere, as in ignore files, and one that names a folder holds all below it.
 *
 * Own code, because the time of a regular expression made from a glob can grow beyond bounds with the path.
 *
 * @param globs the same array object from call to call, so that it is compiled once
 * @param path relative, with forward slashes
 */
export function matches(globs: readonly string[], path: string): boolean {
  let patterns = compiled.get(globs);
  if (patterns === undefined) {
    patterns = globs.flatMap((glob) => alternatives(glob) ?? []).map(patternOf);
    compiled.set(globs, patterns);
  }
  const segments = path.split('/');
  return patterns.some((pattern) => matchesWhole(pattern, segments, fitsSegment));
}

/** The path relative to the folder; files outside keep their absolute path, which only `**` globs match. */
export function pathIn(folder: string, file: string): string {
  const prefix = folder.endsWith('/') ? folder : `${folder}/`;
  return file.startsWith(prefix) ? file.slice(prefix.length) : file;
}

/** The globs without braces that a glob stands for; undefined when there are too many. */
export function alternatives(glob: string): readonly string[] | undefined {
  const done: string[] = [];
  const open = [glob];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const braces = innermostBraces(next);
    if (braces === undefined) done.push(next);
    else open.push(...braces);
    if (done.length + open.length > mostAlternatives) return undefined;
  }
  return done.reverse();
}

function innermostBraces(glob: string): readonly string[] | undefined {
  const close = glob.indexOf('}');
  const start = glob.lastIndexOf('{', close);
  if (close === -1 || start === -1) return undefined;
  const choices = glob.slice(start + 1, close).split(',');
  return choices.map((choice) => glob.slice(0, start) + choice + glob.slice(close + 1));
}

function patternOf(glob: string): Pattern {
  const plain = glob.replace(/^\.\//, '').replace(/\/$/, '');
  const anchored = plain.includes('/') ? plain.replace(/^\//, '') : `**/${plain}`;
  const segments = anchored.split('/').map(segmentOf);
  return segments.at(-1)?.kind === 'star' ? segments : [...segments, { kind: 'star' }];
}

function segmentOf(text: string): Segment {
  return text === '**' ? { kind: 'star' } : { kind: 'segment', units: unitsOf(text) };
}

function unitsOf(text: string): readonly Unit[] {
  const units: Unit[] = [];
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? '';
    const close = character === '[' ? text.indexOf(']', at + 2) : -1;
    if (character === '*') units.push({ kind: 'star' });
    else if (character === '?') units.push({ kind: 'set', fits: () => true });
    else if (close !== -1) {
      units.push(setOf(text.slice(at + 1, close)));
      at = close;
    } else units.push({ kind: 'text', fits: (other) => other === character });
  }
  return units;
}

/** The inside of `[a-z_]` or `[!a-z_]`. */
function setOf(inside: string): Unit {
  const negated = inside.startsWith('!') || inside.startsWith('^');
  const ranges = [...(negated ? inside.slice(1) : inside).matchAll(/([^])-([^])|[^]/g)].map(
    ([whole, from, to]) => [from ?? whole, to ?? whole] as const,
  );
  const holds = (character: string): boolean => ranges.some(([from, to]) => from <= character && character <= to);
  return { kind: 'set', fits: (character) => holds(character) !== negated };
}

function fitsSegment(segment: Segment, name: string): boolean {
  return segment.kind === 'segment' && matchesWhole(segment.units, name.split(''), fitsUnit);
}

function fitsUnit(unit: Unit, character: string): boolean {
  return unit.kind !== 'star' && unit.fits(character);
}

/** Time is at most the product of both lengths: only the last star met is ever tried again. */
function matchesWhole<P extends { readonly kind: string }>(
  pattern: readonly P[],
  input: readonly string[],
  fits: (part: P, item: string) => boolean,
): boolean {
  let part = 0;
  let item = 0;
  let afterStar = -1;
  let resume = 0;
  while (item < input.length) {
    const current = pattern[part];
    if (current?.kind === 'star') {
      afterStar = ++part;
      resume = item;
    } else if (current !== undefined && fits(current, input[item] ?? '')) {
      part++;
      item++;
    } else if (afterStar !== -1) {
      part = afterStar;
      item = ++resume;
    } else return false;
  }
  while (pattern[part]?.kind === 'star') part++;
  return part === pattern.length;
}
