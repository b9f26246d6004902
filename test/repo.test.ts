import assert from 'node:assert/strict';
import { builtinModules } from 'node:module';
import { homedir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { repositoryRoot } from '../scripts/command.ts';
import { exportName } from '../scripts/rule-template.ts';
import { rules } from '../server/src/rules/index.ts';
import { importsOf, packageOf, type Import } from './repository/imports.ts';
import { tablesOf } from './repository/tables.ts';
import { below, files, textOf } from './repository/tree.ts';

const sources = below('client/src', 'server/src', 'shared/src').filter((file) => /\.[cm]?ts$/.test(file));
const imports = sources.flatMap(importsOf);
const core = ['engine', 'semantics', 'secrets', 'types', 'edits', 'report', 'rules'].map(
  (each) => `server/src/${each}`,
);

function isBelow(file: string | undefined, ...folders: readonly string[]): boolean {
  return file !== undefined && folders.some((folder) => file.startsWith(`${folder}/`));
}

function isBuiltin({ specifier }: Import): boolean {
  return specifier.startsWith('node:') || builtinModules.includes(packageOf(specifier));
}

function none(wrong: readonly Import[]): void {
  assert.deepEqual(
    wrong.map(({ from, specifier }) => `${from} imports ${specifier}`),
    [],
  );
}

describe('layers', () => {
  it('shared imports nothing else', () => {
    none(imports.filter(({ from, target }) => isBelow(from, 'shared/src') && !isBelow(target, 'shared/src')));
  });

  it('client and server meet in shared alone', () => {
    none(imports.filter(({ from, target }) => isBelow(from, 'client') && isBelow(target, 'server')));
    none(imports.filter(({ from, target }) => isBelow(from, 'server') && isBelow(target, 'client')));
  });

  it('only the client knows VS Code', () => {
    const editor = (each: Import): boolean => ['vscode', 'vscode-languageclient'].includes(packageOf(each.specifier));
    none(imports.filter((each) => editor(each) && !isBelow(each.from, 'client/src')));
  });

  it('only hosts/lsp knows the protocol, only hosts/mcp the one for agents', () => {
    const protocol = /^(vscode-languageserver|vscode-jsonrpc)/;
    none(imports.filter(({ from, specifier }) => protocol.test(specifier) && !isBelow(from, 'server/src/hosts/lsp')));
    const agents = /^@modelcontextprotocol\//;
    none(imports.filter(({ from, specifier }) => agents.test(specifier) && !isBelow(from, 'server/src/hosts/mcp')));
  });

  it('hosts do not import each other', () => {
    const hostOf = (file: string | undefined): string | undefined => /^server\/src\/hosts\/(\w+)/.exec(file ?? '')?.[1];
    none(
      imports.filter(({ from, target }) => {
        const [own, other] = [hostOf(from), hostOf(target)];
        return own !== undefined && other !== undefined && own !== other;
      }),
    );
  });

  it('the core does no I/O and knows neither hosts nor project', () => {
    const outside = ['server/src/hosts', 'server/src/project'];
    none(
      imports.filter((each) => isBelow(each.from, ...core) && (isBuiltin(each) || isBelow(each.target, ...outside))),
    );
  });

  it('the engine is handed its rules', () => {
    none(
      imports.filter(({ from, target }) => isBelow(from, 'server/src/engine') && isBelow(target, 'server/src/rules')),
    );
  });

  it('rules do not import rules', () => {
    const isRule = (file: string | undefined): boolean => isBelow(file, 'server/src/rules');
    none(imports.filter(({ from, target }) => isRule(from) && isRule(target) && from !== 'server/src/rules/index.ts'));
  });

  it('one file imports the compiler', () => {
    const compiler = (each: Import): boolean => ['ts-morph', 'typescript'].includes(packageOf(each.specifier));
    none(imports.filter((each) => compiler(each) && each.from !== 'server/src/engine/syntax.ts' && !each.typeOnly));
  });

  it('imports lead somewhere', () => {
    const { dependencies, devDependencies } = JSON.parse(textOf('package.json'));
    const declared = new Set(['vscode', ...Object.keys({ ...dependencies, ...devDependencies })]);
    const isDeclared = ({ specifier, typeOnly }: Import): boolean =>
      declared.has(packageOf(specifier)) || (typeOnly && declared.has(`@types/${packageOf(specifier)}`));
    none(imports.filter(({ target }) => target !== undefined && !files.includes(target)));
    none(imports.filter((each) => each.target === undefined && !isBuiltin(each) && !isDeclared(each)));
  });

  it('there is no cycle', () => assert.deepEqual(cycleIn(imports.filter(({ typeOnly }) => !typeOnly)), []));
});

describe('rules', () => {
  const ids = rules.map(({ meta }) => meta.id);

  it('are sorted by id, each once', () => {
    assert.deepEqual(ids, [...new Set(ids)].sort());
  });

  it('are all registered, each in the file of its id', () => {
    const expected = rules.map(({ meta }) => `server/src/rules/${meta.family}/${meta.id}.ts`);
    const present = below('server/src/rules').filter((file) => file !== 'server/src/rules/index.ts');
    assert.deepEqual(present, expected.sort());
  });

  for (const rule of rules) {
    const { meta, fixes } = rule;
    describe(meta.id, () => {
      const fixtures = below(`test/fixtures/${meta.family}/${meta.id}`).map(textOf).join('\n');

      it('is exported by its name', () => {
        const text = textOf(`server/src/rules/${meta.family}/${meta.id}.ts`);
        assert.match(text, new RegExp(`^export const ${exportName(meta.id)} = defineRule`, 'm'));
        assert.doesNotMatch(text, /TODO/);
      });

      it('says why, with a bad and a good example', () => {
        for (const part of [meta.docs.why, meta.docs.bad, meta.docs.good]) assert.ok(part.trim().length > 10, part);
        assert.match(meta.docs.why, /[.!?]$/);
      });

      it('has a fix or says why none is possible', () => {
        assert.ok(fixes.length > 0 !== (meta.withoutFix !== undefined));
        assert.equal(new Set(fixes.map(({ id }) => id)).size, fixes.length);
      });

      it('has cases to flag and near misses to leave alone', () => {
        assert.match(fixtures, new RegExp(`expect(-next-line)?: (.*, )?${meta.id}\\b`));
        assert.match(fixtures, /silent(-next-line)?: /);
      });

      // On the main loop a tree is brought up to date only where there is something to look for.
      it('leaves the walk of a tree to the worker', () => assert.ok(rule.check === undefined || meta.needs !== 'text'));
      it('has a page', () => assert.ok(files.includes(`docs/rules/${meta.id}.md`)));
    });
  }
});

describe('the comparison with other tools', () => {
  const text = textOf('docs/compare.md');
  const tables = tablesOf(text);
  const compared = tables.filter(({ header }) => header[1] === 'Temper');
  const rows = compared.flatMap((table) => table.rows);
  const saysYes = (cell: string): boolean => cell.startsWith('yes');
  const mark = / \((?:tried|\[documented\]\[([\w-]+)\])\)$/;

  it('says of each cell whether it was tried or is documented', () => {
    assert.ok(rows.length > 0);
    assert.deepEqual(
      rows.flatMap(([row, ...cells]) => cells.filter((cell) => !mark.test(cell)).map((cell) => `${row}: ${cell}`)),
      [],
    );
  });

  it('has a cell for each tool in each row, and a page for each that is documented', () => {
    for (const { header, rows: own } of compared)
      assert.deepEqual(
        own.filter((row) => row.length !== header.length || row.includes('')),
        [],
      );
    const used = new Set(rows.flat().flatMap((cell) => mark.exec(cell)?.[1] ?? []));
    const defined = [...text.matchAll(/^\[([\w-]+)\]: \S+$/gm)].map(([, name]) => name ?? '');
    assert.deepEqual([...used].sort(), defined.sort());
  });

  it('gives the reason where another tool does what Temper does not', () => {
    const reasons = tables.find(({ header }) => header[1] === 'why')?.rows.map(([row]) => row) ?? [];
    const behind = rows.filter(([, own = '', ...others]) => !saysYes(own) && others.some(saysYes));
    const names = (some: readonly (readonly string[])[]): readonly string[] => some.map(([row = '']) => row);
    assert.deepEqual(
      names(behind).filter((row) => !reasons.includes(row)),
      [],
    );
    assert.deepEqual(
      reasons.filter((row = '') => !names(rows).includes(row)),
      [],
    );
  });
});

describe('names and texts', () => {
  it('no file is named after nothing in particular', () => {
    const vague = files.filter((file) => /(^|[-_./])(utils?|helpers?|managers?|common)([-_./]|$)/i.test(file));
    assert.deepEqual(
      vague.filter((file) => !file.startsWith('test/fixtures/')),
      [],
    );
  });

  it('files of code are named in kebab case', () => {
    const odd = sources.filter((file) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.d)?\.[cm]?ts$/.test(path.basename(file)));
    assert.deepEqual(odd, []);
  });

  it('no file holds a path of the machine it was written on', () => {
    const places = [repositoryRoot, homedir()].filter((place) => place.length > 5);
    const texts = files.filter((file) => /\.([cm]?[jt]sx?|json|jsonl|md|ya?ml|sh)$|\/run$/.test(file));
    assert.deepEqual(
      texts.filter((file) => places.some((place) => textOf(file).includes(place))),
      [],
    );
  });
});

/** The files of one cycle, in order; empty when there is none. */
function cycleIn(edges: readonly Import[]): readonly string[] {
  const state = new Map<string, 'open' | 'done'>();
  const stack: string[] = [];
  const visit = (file: string): readonly string[] => {
    if (state.get(file) === 'open') return [...stack.slice(stack.indexOf(file)), file];
    if (state.get(file) === 'done') return [];
    state.set(file, 'open');
    stack.push(file);
    for (const { target } of edges.filter(({ from }) => from === file)) {
      const cycle = target === undefined ? [] : visit(target);
      if (cycle.length > 0) return cycle;
    }
    stack.pop();
    state.set(file, 'done');
    return [];
  };
  return sources.map(visit).find((cycle) => cycle.length > 0) ?? [];
}
