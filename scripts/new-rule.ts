/** `npm run new-rule -- FAMILY ID`: writes the rule, registers it, makes its fixtures and its page. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { families } from '../server/src/engine/vocabulary.ts';
import { npmCommand, repositoryRoot, requireCommand } from './command.ts';
import { newRuleFiles, registered } from './rule-template.ts';

const registryFile = 'server/src/rules/index.ts';

function refuse(message: string): never {
  console.error(message);
  process.exit(2);
}

function write(file: string, text: string): void {
  const full = path.join(repositoryRoot, file);
  mkdirSync(path.dirname(full), { recursive: true });
  writeFileSync(full, text);
  console.log(file);
}

const [family, id, ...rest] = process.argv.slice(2);
if (family === undefined || id === undefined || rest.length > 0) refuse('Usage: npm run new-rule -- FAMILY ID');
if (!families.some((each) => each === family))
  refuse(`There is no family ${family}. Families: ${families.join(', ')}.`);
if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id))
  refuse(`A rule's id is in kebab case and names the bad pattern: ${id} is not.`);
const files = newRuleFiles(family, id);
const taken = [...files.keys()].find((file) => existsSync(path.join(repositoryRoot, file)));
if (taken !== undefined) refuse(`${taken} exists already.`);
for (const [file, text] of files) write(file, text);
write(registryFile, registered(readFileSync(path.join(repositoryRoot, registryFile), 'utf8'), family, id));
await requireCommand(...npmCommand('run', '--silent', 'docs'));
console.log(`docs/rules/${id}.md\n\nFill in each TODO, then: npm run unit`);
