import path from 'node:path';
import type { FileEdit, Finding } from '../../shared/src/finding.ts';
import { analyzeWhole } from '../../server/src/engine/analyze.ts';
import type { Profile } from '../../server/src/engine/config.ts';
import { defaultConfigIn } from '../../server/src/engine/config.ts';
import { buildFix } from '../../server/src/engine/fixes.ts';
import type { FileFacts, ModuleTarget, PackageFacts, Snapshot } from '../../server/src/engine/snapshot.ts';
import { ts } from '../../server/src/engine/syntax.ts';
import { rules } from '../../server/src/rules/index.ts';
import { canonicalModule } from '../../server/src/semantics/modules.ts';
import { createPortableOracle } from '../../server/src/types/portable.ts';
import type { Mode } from './cases.ts';
import type { World } from './world.ts';
import { worldRoot } from './world.ts';

/** The engine over one world, as a host would put it together. */
export interface Project {
  /** Throws when the file cannot be checked whole. */
  check(file: string, profile: Profile): readonly Finding[];
  /** Undefined when the fix cannot be made after all. */
  fix(finding: Finding, fixId: string): readonly FileEdit[] | undefined;
}

export function openProject(world: World, mode: Mode): Project {
  const snapshot = mode === 'typed' ? typedSnapshot(world) : untypedSnapshot(world);
  return {
    check(file, profile) {
      const root = file
        .split('/')
        .slice(0, worldRoot.split('/').length + 1)
        .join('/');
      const config = { ...defaultConfigIn(root), profile };
      const options = { rules, config, tier: 'flow', suppressions: true, root, today: '2026-01-31' } as const;
      const found = analyzeWhole(snapshot, file, options);
      if (!found) throw new Error(`${file} is not taken for code.`);
      if (found.limits.length > 0) throw new Error(`${file} was not checked whole: ${found.limits.join('; ')}`);
      return found.findings;
    },
    fix: (finding, fixId) => buildFix(snapshot, rules, finding, fixId),
  };
}

function typedSnapshot(world: World): Snapshot {
  const oracle = createPortableOracle({ host: world, roots: [worldRoot] });
  return snapshotOf(
    world,
    (file) => oracle.sourceFile(file),
    (file) => oracle.forFile(file),
  );
}

function untypedSnapshot(world: World): Snapshot {
  const trees = new Map<string, ts.SourceFile | undefined>();
  const parse = (file: string): ts.SourceFile | undefined => {
    if (!trees.has(file)) {
      const text = world.readFile(file);
      trees.set(file, text === undefined ? undefined : ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
    }
    return trees.get(file);
  };
  return snapshotOf(world, parse, () => undefined);
}

function snapshotOf(world: World, tree: Snapshot['tree'], oracle: Snapshot['oracle']): Snapshot {
  return {
    tree,
    oracle,
    resolveModule: (specifier, from) => resolve(world, specifier, from),
    packageOf: (file) => packageOf(world, file),
    factsOf: (file) => factsOf(file, world.readFile(file) ?? ''),
  };
}

const endings = ['', '.ts', '.tsx', '.js', '.jsx', '.mjs', '.cjs', '/index.ts', '/index.js'];

function resolve(world: World, specifier: string, from: string): ModuleTarget {
  if (!specifier.startsWith('.')) {
    const name = canonicalModule(specifier)?.name;
    return name === undefined ? { kind: 'unresolved' } : { kind: 'package', name };
  }
  const base = path.posix.join(path.posix.dirname(from), specifier);
  const file = endings.map((ending) => base + ending).find((each) => world.files.has(each));
  return file === undefined ? { kind: 'unresolved' } : { kind: 'file', file };
}

function packageOf(world: World, file: string): PackageFacts | undefined {
  const manifest = `${file
    .split('/')
    .slice(0, worldRoot.split('/').length + 1)
    .join('/')}/package.json`;
  const text = world.files.get(manifest);
  if (text === undefined) return undefined;
  const { name, type, dependencies } = JSON.parse(text) as {
    name?: string;
    type?: string;
    dependencies?: Record<string, string>;
  };
  return {
    file: manifest,
    name,
    isModule: type === 'module',
    dependencies: new Map(Object.entries(dependencies ?? {})),
  };
}

function factsOf(file: string, text: string): FileFacts {
  const fileClass = /\.(test|spec)\./.test(file) ? 'test' : 'source';
  if (text.includes("'use client'")) return { runtime: 'browser', fileClass };
  if (file.includes('/supabase/functions/')) return { runtime: 'edge', fileClass };
  return { runtime: 'node', fileClass };
}
