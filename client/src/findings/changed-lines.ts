/** Zero-based lines, `end` exclusive. */
export interface LineRange {
  readonly start: number;
  readonly end: number;
}

/** With more differences the whole of what differs counts as changed: to tell its lines apart would take too long. */
const mostDifferences = 1_000;

/** The lines of a text that are not in the one before, as `git diff` would mark them. A line end alone changes nothing. */
export function changedLines(before: string, after: string): readonly LineRange[] {
  const [old, now] = [linesOf(before), linesOf(after)];
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start++;
  let kept = 0;
  while (kept < old.length - start && kept < now.length - start && old.at(-1 - kept) === now.at(-1 - kept)) kept++;
  const added = addedLines(old.slice(start, old.length - kept), now.slice(start, now.length - kept));
  return joined(added).map((range) => ({ start: range.start + start, end: range.end + start }));
}

export function meetsLines(ranges: readonly LineRange[], first: number, last: number): boolean {
  return ranges.some(({ start, end }) => first < end && last >= start);
}

function linesOf(text: string): readonly string[] {
  return text.split(/\r?\n/);
}

/** Myers' greedy search for the shortest way from the old lines to the new ones. */
function addedLines(old: readonly string[], now: readonly string[]): readonly number[] {
  const all = now.map((_line, index) => index);
  if (old.length === 0 || now.length === 0) return all;
  const trace: Map<number, number>[] = [];
  let furthest = new Map([[1, 0]]);
  for (let differences = 0; differences <= Math.min(mostDifferences, old.length + now.length); differences++) {
    const next = new Map(furthest);
    trace.push(furthest);
    for (let diagonal = -differences; diagonal <= differences; diagonal += 2) {
      let x = startOn(diagonal, differences, next);
      while (x < old.length && x - diagonal < now.length && old[x] === now[x - diagonal]) x++;
      next.set(diagonal, x);
      if (x >= old.length && x - diagonal >= now.length) return insertions(trace, old.length, now.length);
    }
    furthest = next;
  }
  return all;
}

/** Where a diagonal is entered: by an insertion from the one above, or by a deletion from the one below. */
function startOn(diagonal: number, differences: number, furthest: ReadonlyMap<number, number>): number {
  const [above, below] = [furthest.get(diagonal + 1) ?? -1, furthest.get(diagonal - 1) ?? -1];
  return comesFromAbove(diagonal, differences, above, below) ? above : below + 1;
}

function comesFromAbove(diagonal: number, differences: number, above: number, below: number): boolean {
  return diagonal === -differences || (diagonal !== differences && below < above);
}

/** The way back, of which only the inserted lines are kept. */
function insertions(
  trace: readonly ReadonlyMap<number, number>[],
  oldLength: number,
  newLength: number,
): readonly number[] {
  const added: number[] = [];
  let [x, y] = [oldLength, newLength];
  for (let differences = trace.length - 1; differences > 0; differences--) {
    const before = trace[differences] ?? new Map<number, number>();
    const diagonal = x - y;
    const [above, below] = [before.get(diagonal + 1) ?? -1, before.get(diagonal - 1) ?? -1];
    const isInsertion = comesFromAbove(diagonal, differences, above, below);
    x = isInsertion ? above : below;
    y = x - (isInsertion ? diagonal + 1 : diagonal - 1);
    if (isInsertion) added.push(y);
  }
  return added.reverse();
}

function joined(lines: readonly number[]): readonly LineRange[] {
  const ranges: LineRange[] = [];
  for (const line of lines) {
    const last = ranges.at(-1);
    if (last?.end === line) ranges[ranges.length - 1] = { start: last.start, end: line + 1 };
    else ranges.push({ start: line, end: line + 1 });
  }
  return ranges;
}
