import type { FileClass, FileFacts, PackageFacts, Runtime } from '../engine/snapshot.ts';
import { ts } from '../engine/syntax.ts';
import { isLikelyServerModule, runtimeOfModule } from './classify-imports.ts';
import {
  buildPlaces,
  classPlaces,
  firstMeaning,
  likelyPlaces,
  runtimePlaces,
  serverPlaces,
  trialScript,
} from './classify-places.ts';
import type { HostedFile } from './hosted-files.ts';
import { canonicalModule } from './module-names.ts';
import { callsTests, isGeneratedText, isMinifiedText } from './classify-text.ts';

/** What only the disk knows about a file's place. */
export interface Markers {
  /** The workspace folder that holds the file. */
  readonly root: string | undefined;
  /** A deno.json lies in the file's folder or above. */
  readonly isDeno: boolean;
  /** The package's `bin`, or a script other than those that serve, runs the file. */
  readonly isCommand: boolean;
  /** A copy that the desktop made beside its original, by the name of both. */
  readonly isCopy: boolean;
  /** By the configuration of a host. */
  readonly hosted: HostedFile | undefined;
}

interface Evidence {
  readonly path: string;
  readonly tree: ts.SourceFile;
  readonly pkg: PackageFacts | undefined;
  readonly markers: Markers;
  readonly specifiers: readonly string[];
  readonly modules: readonly string[];
  /** Of the modules that the file names, as far as they tell. */
  readonly imported: ReadonlySet<Runtime>;
}

/** Decides once per tree what a file is and where it runs: from its place, then its text, then its package. */
export function classify(
  file: string,
  tree: ts.SourceFile,
  pkg: PackageFacts | undefined,
  markers: Markers,
): FileFacts {
  const path = pathOf(file, pkg, markers);
  const specifiers = specifiersOf(tree);
  const modules = specifiers.flatMap((specifier) => canonicalModule(specifier)?.name ?? []);
  const imported = new Set(modules.flatMap((name) => runtimeOfModule(name) ?? []));
  const evidence: Evidence = { path, tree, pkg, markers, specifiers, modules, imported };
  return factsFrom(classOf(evidence), evidence);
}

/** What a file is that is no code, as far as its place tells. */
export function classOfText(file: string, root: string | undefined): FileClass {
  return firstMeaning(classPlaces, pathOf(file, undefined, { root })) ?? 'source';
}

/** Rules that look at the text alone never ask for the runtime, so it is decided when somebody does. */
function factsFrom(fileClass: FileClass, evidence: Evidence): FileFacts {
  let runtime: Runtime | undefined = /^(?:test|trial|fixture)$/.test(fileClass) ? 'test' : undefined;
  return {
    fileClass,
    get runtime() {
      runtime ??= runtimeIn(evidence);
      return runtime;
    },
  };
}

/** Folders above the workspace say nothing. */
function pathOf(file: string, pkg: PackageFacts | undefined, { root }: Pick<Markers, 'root'>): string {
  const base = root ?? pkg?.file.slice(0, pkg.file.lastIndexOf('/'));
  const prefix = base === undefined || base === '/' ? '' : base;
  return base !== undefined && file.startsWith(`${prefix}/`)
    ? file.slice(prefix.length)
    : file.slice(file.lastIndexOf('/'));
}

function classOf({ path, tree, imported, markers }: Evidence): FileClass {
  const byPlace = firstMeaning(classPlaces, path);
  if (byPlace !== undefined) return byPlace;
  if (trialScript.test(path)) return isOfRunner(tree, imported) ? 'test' : 'trial';
  if (markers.isCopy) return 'generated';
  if (isMinifiedText(tree.text)) return 'minified';
  if (isGeneratedText(tree.text)) return 'generated';
  if (firstMeaning(buildPlaces, path) !== undefined) return 'source';
  return imported.has('test') || (/[-]test\.[cm]?[jt]sx?$/.test(path) && callsTests(tree.text)) ? 'test' : 'source';
}

/** A test runner picks the file up, by what it imports or calls; else somebody starts it to see what the real thing does. */
const isOfRunner = ({ text }: ts.SourceFile, imported: ReadonlySet<Runtime>): boolean =>
  imported.has('test') || callsTests(text);

function runtimeIn(evidence: Evidence): Runtime {
  const runtime = serverOrPage(evidence);
  return (runtime === 'node' || runtime === 'unknown') && isOfCommand(evidence) ? 'cli' : runtime;
}

/** `@shop/dev-cli`, `src/cli/start.ts`: it runs for whoever typed the command. `packages/cli` may well be the server itself. */
const isOfCommand = ({ path, pkg }: Evidence): boolean =>
  pkg?.name?.endsWith('-cli') === true || /^\/(?:(?:apps|packages)\/[^/]+\/)?src\/cli\//.test(path);

function serverOrPage(evidence: Evidence): Runtime {
  const { path } = evidence;
  return (
    firstMeaning(buildPlaces, path) ??
    declared(evidence) ??
    evidence.markers.hosted?.runtime ??
    firstMeaning(runtimePlaces, path) ??
    byImports(evidence) ??
    byGlobals(evidence) ??
    (evidence.modules.some(isLikelyServerModule) ? 'node' : undefined) ??
    byPackage(evidence) ??
    firstMeaning(likelyPlaces, path) ??
    (isInteractive(evidence.tree) ? 'browser' : 'unknown')
  );
}

/** What the file itself says outright. */
function declared({ tree, markers }: Evidence): Runtime | undefined {
  if (tree.text.startsWith('#!') || markers.isCommand) return 'cli';
  for (const statement of tree.statements) {
    if (!ts.isExpressionStatement(statement) || !ts.isStringLiteral(statement.expression)) break;
    if (statement.expression.text === 'use client') return 'browser';
    if (statement.expression.text === 'use server') return 'node';
  }
  return declaredEdge(tree) ? 'edge' : undefined;
}

/** `export const runtime = 'edge'`, also inside of Next's `config`. */
function declaredEdge({ text }: ts.SourceFile): boolean {
  return /\bruntime['"]?\s*[=:]\s*['"](?:experimental-)?edge['"]/.test(text);
}

function byImports({ imported, specifiers, markers, path, tree }: Evidence): Runtime | undefined {
  if (imported.has('cli')) return 'cli';
  if (imported.has('edge')) return 'edge';
  if (imported.has('node') && imported.has('browser') && isInteractive(tree)) return 'browser';
  if (imported.has('node')) return isDenoCode(markers, specifiers) && usesDeno(tree) ? denoRuntime(tree) : 'node';
  return imported.has('browser') && !isServerComponent(path, tree, specifiers) ? 'browser' : undefined;
}

/** A page that names a database's enum or type is still a page, unless the server's part of its route lies in the same file. */
function isInteractive({ fileName, text }: ts.SourceFile): boolean {
  return (
    fileName.endsWith('x') &&
    /\son[A-Z]\w*=\{/.test(text) &&
    !/\bexport\s+(?:async\s+function|function|const)\s+(?:loader|action|getServerSideProps|getStaticProps)\b/.test(text)
  );
}

function isDenoCode(markers: Markers, specifiers: readonly string[]): boolean {
  return markers.isDeno || specifiers.some((specifier) => /^(?:https?:|npm:|jsr:)/.test(specifier));
}

function usesDeno({ text }: ts.SourceFile): boolean {
  return /\bDeno\.\w/.test(text);
}

/** Deno code that serves is what edge platforms run; the rest is started by hand. */
function denoRuntime({ text }: ts.SourceFile): Runtime {
  return /\bDeno\.(?:args|exit)\b/.test(text) && !/\bDeno\.serve(?:Http)?\s*\(/.test(text) ? 'cli' : 'edge';
}

/** In Next's `app` folder a component runs on the server unless it, or who imports it, says otherwise. */
function isServerComponent(path: string, { text }: ts.SourceFile, specifiers: readonly string[]): boolean {
  if (!/\/app\/(?:.*\/)?(?:page|layout|template|default|not-found|sitemap|robots)\.[jt]sx?$/.test(path)) return false;
  return (
    !specifiers.includes('react-router-dom') && !/\buse(?:State|Effect|Reducer|LayoutEffect|Router)\s*[(<]/.test(text)
  );
}

/** Nothing stands between name and dot: in a comment a sentence may end with `window`. */
const pageGlobals = /\b(?:window|document|localStorage|sessionStorage|navigator)\??\.\w/;
const workerGlobals = /\bself\.(?:addEventListener|postMessage|skipWaiting|clients)\b|\bimportScripts\s*\(/;
const nodeGlobals =
  /\bprocess\s*\.\s*(?:exit|argv|on|cwd|stdout|stderr|stdin|pid|kill|uptime|memoryUsage)\b|\b__dirname\b|\brequire\.main\b|\bBun\.(?:serve|file|write)\b/;

function byGlobals({ tree, markers, specifiers, pkg }: Evidence): Runtime | undefined {
  const { text } = tree;
  if (usesDeno(tree)) return denoRuntime(tree);
  if (nodeGlobals.test(text)) return /\bprocess\.argv\b/.test(text) ? 'cli' : 'node';
  if (/\bchrome\.(?:runtime|tabs|storage)\b/.test(text) || workerGlobals.test(text) || pageGlobals.test(text)) {
    return 'browser';
  }
  if (pkg?.dependencies.has('next') === true && serverSecret.test(text)) return 'node';
  return isDenoCode(markers, specifiers) && /\.tsx?$/.test(tree.fileName) ? 'edge' : undefined;
}

/** Next hands the page nothing of the environment but what is named `NEXT_PUBLIC_…`, so who reads a secret is the server. */
const serverSecret =
  /\bprocess\.env\.(?!NEXT_PUBLIC_|PUBLIC_|REACT_APP_|VITE_|EXPO_PUBLIC_)\w*(?:SECRET|PASSWORD|TOKEN|PRIVATE|API_KEY|SERVICE_ROLE|DATABASE_URL|WEBHOOK)/;

const browserStacks: readonly string[] = [
  'vite',
  'three',
  'phaser',
  'pixi.js',
  'react-dom',
  'vue',
  'svelte',
  'solid-js',
  'preact',
  '@angular/core',
  'react-native',
  'expo',
];
const bothSides: readonly string[] = [
  'next',
  'nuxt',
  '@sveltejs/kit',
  '@remix-run/react',
  '@react-router/dev',
  'astro',
  '@tanstack/react-start',
];
const serverStacks: readonly string[] = [
  'express',
  'fastify',
  'koa',
  'hono',
  '@nestjs/core',
  '@hapi/hapi',
  'elysia',
  'discord.js',
  'telegraf',
  'bullmq',
];

/** What kind of program the package is, where it is of one kind alone. */
function byPackage({ pkg, path, tree, specifiers }: Evidence): Runtime | undefined {
  if ((pkg === undefined || pkg.dependencies.has('next')) && isServerComponent(path, tree, specifiers)) return 'node';
  if (pkg === undefined) return undefined;
  const has = (names: readonly string[]): boolean => names.some((name) => pkg.dependencies.has(name));
  if (tree.fileName.endsWith('x') && has([...browserStacks, ...bothSides])) return 'browser';
  if (has(bothSides)) return undefined;
  const serves = has(serverStacks);
  if (has(browserStacks))
    return serves ? firstMeaning(likelyPlaces, path) : (firstMeaning(serverPlaces, path) ?? 'browser');
  return serves ? 'node' : undefined;
}

/** Modules that statements or `require` name. No scopes here: this runs for every version of a file. */
function specifiersOf(tree: ts.SourceFile): readonly string[] {
  const named = tree.statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return [];
    const isErased = ts.isImportDeclaration(statement)
      ? statement.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword
      : statement.isTypeOnly;
    const { moduleSpecifier } = statement;
    return moduleSpecifier === undefined || isErased || !ts.isStringLiteral(moduleSpecifier)
      ? []
      : [moduleSpecifier.text];
  });
  if (!tree.text.includes('require(')) return named;
  return [
    ...named,
    ...[...tree.text.matchAll(/\brequire\(\s*['"]([^'"\n]{1,200})['"]/g)].map((match) => match[1] ?? ''),
  ];
}
