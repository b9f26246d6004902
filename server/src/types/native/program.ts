import type { ts } from '../../engine/syntax.ts';
import type { BuiltProgram } from '../built-program.ts';
import type { BodiedFunction } from '../edit-scope.ts';
import { findNode } from '../find-node.ts';
import { mayChangeWhatItReturns } from '../returned-promises.ts';
import { NativeChecker, type CheckedProgram } from './checker.ts';
import { ProcessFailure } from './connection.ts';
import { foreseenTypes } from './foreseen.ts';
import { NodeTable, parseHandle } from './node-table.ts';
import type { NativeSession, OpenedProgram } from './session.ts';

/** Files whose nodes are known by number; a check of a whole project asks about thousands, one after the other. */
const mostTables = 64;

export interface ProgramFiles {
  tree(path: string): ts.SourceFile | undefined;
  canonical(path: string): string;
  readonly isCaseSensitive: boolean;
}

/** One project as of one moment, as the native process knows it. */
export class NativeProgram implements BuiltProgram, CheckedProgram {
  readonly checker = new NativeChecker(this);
  readonly libFolder: string;
  readonly #session: NativeSession;
  readonly #opened: OpenedProgram;
  readonly #files: ProgramFiles;
  readonly #tables = new Map<string, NodeTable>();
  readonly #declarations = new Map<string, ts.Declaration | undefined>();
  #names: ReadonlyMap<string, string> | undefined;

  constructor(session: NativeSession, opened: OpenedProgram, files: ProgramFiles) {
    this.#session = session;
    this.libFolder = session.libFolder;
    this.#opened = opened;
    this.#files = files;
  }

  get isCurrent(): boolean {
    return this.#session.isCurrent(this.#opened);
  }

  foresee(file: ts.SourceFile): void {
    try {
      this.checker.prefetchTypes(foreseenTypes(file));
    } catch (error) {
      // What is refused for many at once is asked one by one.
      if (error instanceof ProcessFailure) throw error;
    }
  }

  holds(path: string): boolean {
    if (this.#tables.has(this.#files.canonical(path))) return true;
    try {
      return this.#nameOf(path) !== undefined;
    } catch {
      // Nobody can tell, and what is taken for a file of the program is looked at anew when it changes.
      return true;
    }
  }

  changesWhatItReturns(fn: BodiedFunction): boolean {
    return mayChangeWhatItReturns(fn);
  }

  ask(method: string, parameters: object): unknown {
    return this.#session.ask(this.#opened, method, parameters);
  }

  handleOf(node: ts.Node): string | undefined {
    return this.#tableOf(node.getSourceFile().fileName)?.handleOf(node);
  }

  declarationAt(handle: string): ts.Declaration | undefined {
    if (this.#declarations.has(handle)) return this.#declarations.get(handle);
    const { index, path } = parseHandle(handle);
    const ref = this.#tableOf(path)?.refAt(index);
    const tree = ref && this.#files.tree(this.#realName(path));
    const declaration = ref && tree && (findNode(tree, ref) as ts.Declaration | undefined);
    this.#declarations.set(handle, declaration);
    return declaration;
  }

  #tableOf(path: string): NodeTable | undefined {
    const name = this.#files.canonical(path);
    let table = this.#tables.get(name);
    if (table === undefined) {
      const bytes = this.#session.askBytes(this.#opened, 'getSourceFile', { file: path });
      if (bytes.length === 0) return undefined;
      table = new NodeTable(bytes, name);
    } else this.#tables.delete(name);
    this.#tables.set(name, table);
    for (const oldest of this.#tables.keys()) {
      if (this.#tables.size <= mostTables) break;
      this.#tables.delete(oldest);
    }
    return table;
  }

  /** Handles name files in small letters where case does not count. */
  #realName(path: string): string {
    return this.#files.isCaseSensitive ? path : (this.#nameOf(path) ?? path);
  }

  #nameOf(path: string): string | undefined {
    // Of a moment that is over nothing more can be asked.
    if (this.#names === undefined && !this.isCurrent) return undefined;
    this.#names ??= new Map(
      (this.ask('getSourceFileNames', {}) as readonly string[]).map((name) => [this.#files.canonical(name), name]),
    );
    return this.#names.get(this.#files.canonical(path));
  }
}
