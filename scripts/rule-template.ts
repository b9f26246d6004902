/** What `npm run new-rule` writes. Whatever is left to fill in fails a test until it is filled in. */

/** Texts by path relative to the repository. */
export function newRuleFiles(family: string, id: string): ReadonlyMap<string, string> {
  const fixtures = `test/fixtures/${family}/${id}`;
  return new Map([
    [`server/src/rules/${family}/${id}.ts`, ruleText(family, id)],
    [`${fixtures}/flagged.ts`, `export function broken(): void {\n  // expect-next-line: ${id}\n  TODO();\n}\n`],
    [`${fixtures}/near-miss.ts`, `export function sound(): void {\n  TODO(); // silent: TODO say why\n}\n`],
  ]);
}

/** The registry with one more rule: imports sorted by path, rules by id. */
export function registered(registry: string, family: string, id: string): string {
  const name = exportName(id);
  const imports = linesOf(registry, /^import \{ \w+ \} from '\.\/.*$/gm);
  const entries = linesOf(registry, /^ {2}\w+,$/gm);
  const added = `import { ${name} } from './${family}/${id}.ts';`;
  const sortedImports = [...imports, added].sort((a, b) => compare(modulePath(a), modulePath(b)));
  const idOf = new Map(sortedImports.map((line) => [`  ${/\{ (\w+) \}/.exec(line)?.[1]},`, idIn(line)]));
  const sortedEntries = [...entries, `  ${name},`].sort((a, b) => compare(idOf.get(a) ?? '', idOf.get(b) ?? ''));
  return registry
    .replace(imports.join('\n'), sortedImports.join('\n'))
    .replace(entries.join('\n'), sortedEntries.join('\n'));
}

/** `floating-promise` exports `floatingPromise`. */
export function exportName(id: string): string {
  return id.replaceAll(/-([a-z0-9])/g, (_dash, letter: string) => letter.toUpperCase());
}

function ruleText(family: string, id: string): string {
  return `import { defineRule } from '../../engine/rule.ts';

type Data = {
  readonly name: string;
};

export const ${exportName(id)} = defineRule<Data>({
  meta: {
    id: '${id}',
    family: '${family}',
    severity: 'information',
    needs: 'flow',
    docs: {
      why: 'TODO: what happens in production.',
      bad: 'TODO',
      good: 'TODO',
      silent: ['TODO: what a careless rule would mark'],
    },
    withoutFix: 'TODO: write a fix, or say why none is possible.',
  },
  check: (ctx) => ({
    CallExpression(node) {
      if (node.expression.getText(ctx.tree) === 'TODO') ctx.report(node, { name: 'TODO' });
    },
  }),
  message: ({ name }) => \`TODO: what \\\`\${name}\\\` will do in production.\`,
  fixes: [],
});
`;
}

function linesOf(text: string, pattern: RegExp): readonly string[] {
  return text.match(pattern) ?? [];
}

function modulePath(line: string): string {
  return /'\.\/(.*)'/.exec(line)?.[1] ?? line;
}

function idIn(line: string): string {
  return /([\w-]+)\.ts'/.exec(line)?.[1] ?? line;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
