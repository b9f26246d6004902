/** `npm run docs`: writes the rules' pages, their index and the schema of temper.config.json. `--check` only compares. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { configSchema } from '../server/src/report/config-schema.ts';
import { ruleIndex } from '../server/src/report/rule-index.ts';
import { rulePage } from '../server/src/report/rule-page.ts';
import { rules } from '../server/src/rules/index.ts';
import { repositoryRoot } from './command.ts';

const pagesFolder = 'docs/rules';
const schemaFile = 'schemas/temper.config.schema.json';

/** Texts by path relative to the repository. */
async function generated(): Promise<ReadonlyMap<string, string>> {
  const style = await resolveConfig(path.join(repositoryRoot, schemaFile));
  const schema = await format(JSON.stringify(configSchema(rules)), { ...style, parser: 'json' });
  return new Map([
    ...rules.map((rule) => [`${pagesFolder}/${rule.meta.id}.md`, rulePage(rule)] as const),
    [`${pagesFolder}/README.md`, ruleIndex(rules)],
    [schemaFile, schema],
  ]);
}

/** Pages of rules that are gone. */
function leftovers(texts: ReadonlyMap<string, string>): readonly string[] {
  const folder = path.join(repositoryRoot, pagesFolder);
  const pages = existsSync(folder) ? readdirSync(folder).map((name) => `${pagesFolder}/${name}`) : [];
  return pages.filter((page) => !texts.has(page));
}

function present(file: string): string | undefined {
  const full = path.join(repositoryRoot, file);
  return existsSync(full) ? readFileSync(full, 'utf8').replaceAll('\r\n', '\n') : undefined;
}

function write(file: string, text: string): void {
  const full = path.join(repositoryRoot, file);
  mkdirSync(path.dirname(full), { recursive: true });
  writeFileSync(full, text);
  console.log(file);
}

const texts = await generated();
const stale = [...texts].filter(([file, text]) => present(file) !== text);
const gone = leftovers(texts);
if (process.argv.includes('--check')) {
  for (const [file] of stale) console.error(`${file} is stale.`);
  for (const file of gone) console.error(`${file} belongs to no rule.`);
  if (stale.length + gone.length > 0) {
    console.error('Run `npm run docs` and commit what it writes.');
    process.exitCode = 1;
  }
} else {
  for (const [file, text] of stale) write(file, text);
  for (const file of gone) rmSync(path.join(repositoryRoot, file));
}
