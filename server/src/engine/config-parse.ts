import { getNodeValue, parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import type { JsonObject, Span } from '../../../shared/src/finding.ts';
import {
  defaultConfigIn,
  libraryWords,
  profiles,
  ruleLevels,
  type Config,
  type LibraryWord,
  type Override,
  type ProjectLibrary,
  type RuleLevel,
} from './config.ts';
import { alternatives, mostAlternatives } from './globs.ts';
import { nearestName } from './nearest-name.ts';
import { families, fileClasses, runtimes } from './vocabulary.ts';

/** A mistake in the configuration: what is wrong, what would be right, and where. The rest of the file still acts. */
export interface ConfigProblem {
  readonly message: string;
  readonly span: Span;
}

export interface ParsedConfig {
  readonly config: Config;
  readonly problems: readonly ConfigProblem[];
}

export interface ConfigOrigin {
  /** Absolute folder of the file, with forward slashes. */
  readonly folder: string;
  readonly ruleIds: readonly string[];
}

/** Longest glob taken, in UTF-16 units. */
export const longestGlob = 200;

interface RuleSettings {
  readonly rules: ReadonlyMap<string, RuleLevel>;
  readonly options: ReadonlyMap<string, JsonObject>;
}

/** Reads the text of a `temper.config.json`: JSON with comments. Never throws. */
export function parseConfig(text: string, origin: ConfigOrigin): ParsedConfig {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  const reader = new ConfigReader(origin);
  for (const error of errors) reader.report(syntaxMessage(error), error.offset, error.offset + error.length);
  const config = root === undefined ? defaultConfigIn(origin.folder) : reader.config(root);
  return { config, problems: reader.problems.sort((one, other) => one.span.start - other.span.start) };
}

function syntaxMessage(error: ParseError): string {
  const words = printParseErrorCode(error.error).replaceAll(/\B[A-Z]/g, (letter) => ` ${letter}`);
  return `This is not valid JSON: ${words.toLowerCase()}.`;
}

/** Reads values one by one: a wrong one is reported and left at its default. */
class ConfigReader {
  readonly problems: ConfigProblem[] = [];
  readonly #origin: ConfigOrigin;

  constructor(origin: ConfigOrigin) {
    this.#origin = origin;
  }

  report(message: string, start: number, end: number): void {
    this.problems.push({ message, span: { start, end } });
  }

  config(root: Node): Config {
    const defaults = defaultConfigIn(this.#origin.folder);
    const fields = this.#fields(root, configKeys, 'key');
    this.#string(fields.get('$schema'));
    return {
      ...defaults,
      profile: this.#oneOf(fields.get('extends'), profiles, 'profile') ?? defaults.profile,
      ...this.#ruleSettings(fields.get('rules')),
      families: this.#familyLevels(fields.get('families')),
      include: this.#globs(fields.get('include')) ?? defaults.include,
      exclude: this.#globs(fields.get('exclude')) ?? defaults.exclude,
      overrides: this.#items(fields.get('overrides')).flatMap((each) => this.#override(each)),
      facts: {
        neverRejects: this.#strings(fields.get('neverRejects')),
        libraries: this.#entries(fields.get('libraries')).map(([name, value]) => this.#library(name, value)),
      },
    };
  }

  #override(node: Node): readonly Override[] {
    const fields = this.#fields(node, overrideKeys, 'key of an override');
    const files = this.#globs(fields.get('files')) ?? [];
    if (node.type === 'object' && !fields.has('files')) {
      this.#wrong(node, 'An override needs `files`: the globs it is for');
    }
    const fileClass = this.#oneOf(fields.get('fileClass'), fileClasses, 'file class');
    const runtime = this.#oneOf(fields.get('runtime'), runtimes, 'runtime');
    const settings = this.#ruleSettings(fields.get('rules'));
    if (files.length === 0) return [];
    return [{ files, ...settings, ...(fileClass && { fileClass }), ...(runtime && { runtime }) }];
  }

  #ruleSettings(node: Node | undefined): RuleSettings {
    const rules = new Map<string, RuleLevel>();
    const options = new Map<string, JsonObject>();
    for (const [id, value] of this.#fields(node, this.#origin.ruleIds, 'rule')) {
      const [levelNode, optionsNode] = value.type === 'array' ? this.#pair(value) : [value, undefined];
      const level = this.#oneOf(levelNode, ruleLevels, 'level');
      if (level !== undefined) rules.set(id, level);
      if (optionsNode !== undefined) options.set(id, objectOf(optionsNode));
    }
    return { rules, options };
  }

  /** `[level]` or `[level, options]`. */
  #pair(node: Node): readonly [level: Node | undefined, options: Node | undefined] {
    const [level, options, ...rest] = node.children ?? [];
    if (level === undefined || rest.length > 0) this.#wrong(node, 'A rule takes a level, or `[level, options]`');
    if (options === undefined || options.type === 'object') return [level, options];
    this.#wrong(options, 'Options of a rule are an object');
    return [level, undefined];
  }

  #familyLevels(node: Node | undefined): ReadonlyMap<string, RuleLevel> {
    const levels = new Map<string, RuleLevel>();
    for (const [family, value] of this.#fields(node, families, 'family')) {
      const level = this.#oneOf(value, ruleLevels, 'level');
      if (level !== undefined) levels.set(family, level);
    }
    return levels;
  }

  #library(name: Node, node: Node): ProjectLibrary {
    const library = String(name.value);
    if (!libraryName.test(library)) this.#wrong(name, 'This is no name of a package');
    const calls = new Map<string, LibraryWord>();
    for (const [key, value] of this.#entries(node)) {
      const path = String(key.value);
      const word = this.#oneOf(value, libraryWords, 'fact about a call');
      if (!isLibraryPath(path)) this.#wrong(key, 'A call is written as `createClient().orders.find()`');
      else if (word !== undefined) calls.set(path, word);
    }
    return { library, calls };
  }

  #globs(node: Node | undefined): readonly string[] | undefined {
    if (node === undefined) return undefined;
    return this.#stringNodes(node).flatMap((each) => {
      const glob = String(each.value);
      const mistake = globMistake(glob);
      if (mistake === undefined) return [glob];
      this.#wrong(each, mistake);
      return [];
    });
  }

  #strings(node: Node | undefined): readonly string[] {
    return this.#stringNodes(node).map((each) => String(each.value));
  }

  #stringNodes(node: Node | undefined): readonly Node[] {
    return this.#items(node).filter((each) => this.#string(each) !== undefined);
  }

  #items(node: Node | undefined): readonly Node[] {
    if (node === undefined || node.type === 'array') return node?.children ?? [];
    this.#wrong(node, 'A list is expected here');
    return [];
  }

  #string(node: Node | undefined): string | undefined {
    if (node === undefined) return undefined;
    if (node.type === 'string') return String(node.value);
    this.#wrong(node, 'A string is expected here');
    return undefined;
  }

  #oneOf<Name extends string>(node: Node | undefined, names: readonly Name[], what: string): Name | undefined {
    if (node === undefined) return undefined;
    const found = names.find((name) => name === node.value);
    if (found === undefined) this.#wrong(node, `${unknownName(node, names, what)} One of ${listed(names)} is expected`);
    return found;
  }

  #fields(node: Node | undefined, names: readonly string[], what: string): ReadonlyMap<string, Node> {
    const fields = new Map<string, Node>();
    for (const [key, value] of this.#entries(node)) {
      if (names.includes(key.value)) fields.set(key.value, value);
      else this.#wrong(key, unknownName(key, names, what).slice(0, -1));
    }
    return fields;
  }

  #entries(node: Node | undefined): readonly (readonly [key: Node, value: Node])[] {
    if (node !== undefined && node.type !== 'object') this.#wrong(node, 'An object is expected here');
    const properties = node?.type === 'object' ? (node.children ?? []) : [];
    return properties.flatMap(({ children: [key, value] = [] }) =>
      key === undefined || value === undefined ? [] : [[key, value] as const],
    );
  }

  #wrong(node: Node, sentence: string): void {
    this.report(`${sentence}.`, node.offset, node.offset + node.length);
  }
}

const configKeys: readonly string[] = [
  '$schema',
  'extends',
  'rules',
  'families',
  'include',
  'exclude',
  'overrides',
  'neverRejects',
  'libraries',
];

const overrideKeys: readonly string[] = ['files', 'rules', 'fileClass', 'runtime'];

/** As npm has it; also `globalThis`. */
export const libraryName = /^(?:@[\w.-]+\/)?[\w.-]+(?:\/[\w./-]+)?$/;
/** Longest path of a call that is taken, in UTF-16 units. */
export const longestLibraryPath = 200;
/** Members, calls, awaits and parameters of callbacks, with `{a,b}`, `*` and `**`. */
export const libraryPath = /^(?:[\w$*{},.~]|\(\)|#\d+\.\d+)+$/;

function isLibraryPath(path: string): boolean {
  return path.length <= longestLibraryPath && libraryPath.test(path) && /\(\)|\*\*$/.test(path);
}

function globMistake(glob: string): string | undefined {
  if (glob === '') return 'An empty glob matches nothing';
  if (glob.length > longestGlob) return `A glob may have at most ${longestGlob} characters`;
  if (glob.startsWith('!')) return 'A glob cannot be negated: put what is left out under `exclude`';
  if (glob.split('/').includes('..')) return 'A glob cannot leave the folder of the configuration';
  if (alternatives(glob) === undefined) return `A glob may stand for at most ${mostAlternatives} alternatives`;
  return undefined;
}

/** Of a node that is known to be an object. */
function objectOf(node: Node): JsonObject {
  const value: JsonObject = getNodeValue(node);
  return value;
}

function unknownName(node: Node, names: readonly string[], what: string): string {
  if (typeof node.value !== 'string') return `This is no ${what}.`;
  const meant = nearestName(node.value, names);
  // What looks like no name may have been pasted here by mistake, and be a secret.
  const told = /^[\w$ -]{1,40}$/.test(node.value) && !/\d/.test(node.value) ? `\`${node.value}\`` : 'of that name';
  return `There is no ${what} ${told}${meant === undefined ? '' : `; \`${meant}\` may be meant`}.`;
}

function listed(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}
