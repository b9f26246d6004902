import { getNodeValue, parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import type { Baseline, BaselineEntry } from './baseline.ts';
import type { ConfigProblem } from './config-parse.ts';
import { isDate } from './suppressions.ts';

export const baselineName = 'temper.baseline.json';

const format = 1;

/** A baseline is taken whole or not at all: half of one would show what was decided long ago. */
export type ParsedBaseline =
  { readonly baseline: Baseline } | { readonly baseline: undefined; readonly problem: ConfigProblem };

/** Reads the text of a `temper.baseline.json`. Never throws. */
export function parseBaseline(text: string): ParsedBaseline {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors);
  try {
    const [error] = errors;
    if (root === undefined || error !== undefined) throw new Malformed(syntaxMessage(error), error ?? noPlace);
    return { baseline: baselineOf(root) };
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    const { message, place } = error;
    return {
      baseline: undefined,
      problem: { message, span: { start: place.offset, end: place.offset + place.length } },
    };
  }
}

/** The text of a baseline: an entry a line and all in order, so that a change of it is easily read and merged. */
export function baselineText({ until, files }: Baseline): string {
  const blocks = [...files].map(([path, entries]) => {
    const lines = entries.map((entry) => `      ${lineOf(entry)}`);
    return `    ${JSON.stringify(path)}: [\n${lines.join(',\n')}\n    ]`;
  });
  const found = blocks.length === 0 ? '{}' : `{\n${blocks.join(',\n')}\n  }`;
  const end = until === undefined ? '' : `  "until": ${JSON.stringify(until)},\n`;
  return `{\n  "version": ${format},\n${end}  "findings": ${found}\n}\n`;
}

function lineOf({ rule, fingerprint, count, until, reason }: BaselineEntry): string {
  const fields = Object.entries({ rule, fingerprint, ...(count > 1 && { count }), until, reason });
  const written = fields.flatMap(([name, value]) =>
    value === undefined ? [] : [`"${name}": ${JSON.stringify(value)}`],
  );
  return `{ ${written.join(', ')} }`;
}

interface TextPlace {
  readonly offset: number;
  readonly length: number;
}

const noPlace: TextPlace = { offset: 0, length: 0 };

class Malformed extends Error {
  readonly place: TextPlace;

  constructor(message: string, place: TextPlace) {
    super(message);
    this.place = place;
  }
}

function syntaxMessage(error: ParseError | undefined): string {
  if (error === undefined) return 'This is not valid JSON: it is empty.';
  const words = printParseErrorCode(error.error).replaceAll(/\B[A-Z]/g, (letter) => ` ${letter}`);
  return `This is not valid JSON: ${words.toLowerCase()}.`;
}

function baselineOf(root: Node): Baseline {
  const fields = fieldsOf(root, ['$schema', 'version', 'until', 'findings']);
  const version = fields.get('version');
  if (version?.value !== format) throw new Malformed(`\`version\` has to be ${format}.`, version ?? root);
  const findings = fields.get('findings');
  if (findings === undefined) throw new Malformed('`findings` is missing.', root);
  const files = new Map<string, readonly BaselineEntry[]>();
  for (const [path, list] of fieldsOf(findings)) files.set(path, entriesIn(list));
  return { ...dayIn(fields.get('until')), files };
}

function entriesIn(list: Node): readonly BaselineEntry[] {
  if (list.type !== 'array') throw new Malformed('Each file has a list of entries.', list);
  return (list.children ?? []).map(entryIn);
}

function entryIn(node: Node): BaselineEntry {
  const fields = fieldsOf(node, ['rule', 'fingerprint', 'count', 'until', 'reason']);
  const count = fields.get('count');
  if (count !== undefined && !(Number.isInteger(count.value) && count.value > 0)) {
    throw new Malformed('`count` is a whole number from 1 on.', count);
  }
  const reason = fields.get('reason');
  return {
    rule: textIn(fields.get('rule'), 'rule', /^[a-z0-9-]+$/, node),
    fingerprint: textIn(fields.get('fingerprint'), 'fingerprint', /^[0-9a-f]{16}$/, node),
    count: count === undefined ? 1 : Number(count.value),
    ...dayIn(fields.get('until')),
    ...(reason !== undefined && { reason: textIn(reason, 'reason', /\S/, node) }),
  };
}

function dayIn(node: Node | undefined): Pick<BaselineEntry, 'until'> {
  if (node === undefined) return {};
  const until = typeof node.value === 'string' && isDate(node.value) ? node.value : undefined;
  if (until === undefined) throw new Malformed('`until` is a day such as 2027-01-31.', node);
  return { until };
}

function textIn(node: Node | undefined, name: string, pattern: RegExp, around: Node): string {
  if (typeof node?.value === 'string' && pattern.test(node.value)) return node.value;
  throw new Malformed(`\`${name}\` ${node === undefined ? 'is missing' : 'is not one'}.`, node ?? around);
}

/** The fields of an object; without names, all of them. */
function fieldsOf(node: Node, names?: readonly string[]): ReadonlyMap<string, Node> {
  if (node.type !== 'object') throw new Malformed('Here has to be an object.', node);
  const fields = new Map<string, Node>();
  for (const { children: [key, value] = [] } of node.children ?? []) {
    if (key === undefined || value === undefined) continue;
    const name = String(getNodeValue(key));
    if (names?.includes(name) === false) throw new Malformed(`There is no field \`${name}\`.`, key);
    fields.set(name, value);
  }
  return fields;
}
