import { ts } from '../../server/src/engine/syntax.ts';
import type { World } from './world.ts';
import { compilerOptions } from './compiler-options.ts';

export interface TypeError {
  /** Code and words; what is compared, because a fix moves what follows it. */
  readonly message: string;
  /** Zero-based. */
  readonly line: number;
  readonly isOfSyntax: boolean;
}

/** All errors of a file, those of its syntax included. */
export type TypeCheck = (file: string) => readonly TypeError[];

const parsedPackages = new Map<string, ts.SourceFile>();

/** One program for all files of a world, so that the packages' types are read once and checked once. */
export function typeCheck(world: World): TypeCheck {
  const roots = [...world.files.keys()].filter((file) => /\.[cm]?[jt]sx?$/.test(file));
  const program = ts.createProgram({ rootNames: roots, options: compilerOptions, host: hostOf(world) });
  return (file) => {
    const source = program.getSourceFile(file);
    if (!source) throw new Error(`${file} is not in the program.`);
    const ofSyntax = program.getSyntacticDiagnostics(source).map((each) => describe(source, each, true));
    const ofTypes = program.getSemanticDiagnostics(source).filter((each) => !isExpected(each));
    return [...ofSyntax, ...ofTypes.map((each) => describe(source, each, false))];
  };
}

function hostOf(world: World): ts.CompilerHost {
  return {
    fileExists: (file) => world.fileExists(file),
    readFile: (file) => world.readFile(file),
    directoryExists: (folder) => world.directoryExists(folder),
    getDirectories: (folder) => [...world.getDirectories(folder)],
    realpath: (file) => file,
    getCurrentDirectory: () => world.currentDirectory,
    getDefaultLibFileName: () => `${world.libFolder}/lib.d.ts`,
    getDefaultLibLocation: () => world.libFolder,
    getCanonicalFileName: (file) => file,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => '\n',
    writeFile: () => undefined,
    getSourceFile: (file, options) => sourceFile(world, file, options),
  };
}

/** Packages and lib files are the same in every world, so their trees are kept. */
function sourceFile(
  world: World,
  file: string,
  options: ts.ScriptTarget | ts.CreateSourceFileOptions,
): ts.SourceFile | undefined {
  const own = world.files.get(file);
  if (own !== undefined) return ts.createSourceFile(file, own, options);
  const kept = parsedPackages.get(file);
  if (kept) return kept;
  const text = world.readFile(file);
  if (text === undefined) return undefined;
  const parsed = ts.createSourceFile(file, text, options);
  parsedPackages.set(file, parsed);
  return parsed;
}

const cannotFindModule = 2307;
/** Edge functions import by URL, which no Node project resolves; their values are `any`, which is the point of them. */
const unresolvable = /'(?:https?:|npm:|jsr:)/;

function isExpected(diagnostic: ts.Diagnostic): boolean {
  const message = ts.flattenDiagnosticMessageText(diagnostic.messageText, ' ');
  return diagnostic.code === cannotFindModule && unresolvable.test(message);
}

function describe(source: ts.SourceFile, diagnostic: ts.Diagnostic, isOfSyntax: boolean): TypeError {
  const text = ts.flattenDiagnosticMessageText(diagnostic.messageText, ' ').replaceAll(/\s+/g, ' ');
  const { line } = source.getLineAndCharacterOfPosition(diagnostic.start ?? 0);
  return { message: `TS${diagnostic.code} ${text}`, line, isOfSyntax };
}
