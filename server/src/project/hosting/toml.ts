/** The assignments of one table of a TOML file: `[functions]`, `[[redirects]]`, `[functions."nightly"]`. */
export interface TomlTable {
  readonly name: string;
  readonly values: ReadonlyMap<string, string>;
}

/** As much of TOML as these files use: tables, and names with a text in quotes, `true` or `false`. */
export function tomlTables(text: string): readonly TomlTable[] {
  const tables: { name: string; values: Map<string, string> }[] = [{ name: '', values: new Map() }];
  for (const line of text.slice(0, 100_000).split(/\r?\n/)) {
    const table = /^\s*\[{1,2}([^[\]]{1,200})\]{1,2}\s*(?:#.*)?$/.exec(line);
    if (table) tables.push({ name: (table[1] ?? '').replaceAll(/["'\s]/g, ''), values: new Map() });
    const [, name, double, single, flag] =
      /^\s*"?([\w-]{1,100})"?\s*=\s*(?:"([^"]*)"|'([^']*)'|(true|false)\b)/.exec(line) ?? [];
    if (name !== undefined) tables.at(-1)?.values.set(name, double ?? single ?? flag ?? '');
  }
  return tables;
}
