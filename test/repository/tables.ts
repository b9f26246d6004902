export interface Table {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The tables of a Markdown text, without their rulers. */
export function tablesOf(text: string): readonly Table[] {
  return text.split(/\n{2,}/).flatMap((block) => {
    const [header, ruler, ...rows] = block.trim().split('\n').map(cellsOf);
    return header === undefined || !ruler?.every((cell) => /^:?-+:?$/.test(cell)) ? [] : [{ header, rows }];
  });
}

/** One empty cell for a line that is of no table. */
function cellsOf(line: string): readonly string[] {
  if (!line.startsWith('|') || !line.endsWith('|')) return [''];
  return line
    .slice(1, -1)
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim());
}
