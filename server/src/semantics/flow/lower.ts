import type { ts } from '../../engine/syntax.ts';
import { isAsync, isFunctionNode, isGenerator } from '../nodes.ts';
import type { ExportTarget, FunctionBody, FunctionPlace, ModuleIr } from './ir.ts';
import { none, Op } from './ir.ts';
import { FunctionBuilder } from './lowering/builder.ts';
import { Code } from './lowering/code.ts';
import { lowerFunction, parametersOf } from './lowering/functions.ts';
import { keysOf } from './lowering/keys.ts';
import { Lowering } from './lowering/lowering.ts';
import { Outline, type OutlinedFunction } from './lowering/outline.ts';
import { tables } from './lowering/tables.ts';

/** Lowers a file. Functions that are the same as in the previous version are taken over from it. */
export function lowerModule(tree: ts.SourceFile, previous?: ModuleIr): ModuleIr {
  const outline = new Outline(tree);
  const keys = keysOf(outline);
  const known = new Map(previous?.functions.map(({ key, body }) => [key, body]));
  const code = new Code();
  let count = 0;
  const functions = outline.functions.map((outlined, index): FunctionPlace => {
    const key = keys[index] ?? 0;
    let body = known.get(key);
    if (body === undefined) {
      body = lowerBody(outline, outlined, code);
      count += 1;
    }
    return placed(outline, outlined, body, key);
  });
  const { stars } = outline.exports;
  return { file: tree.fileName, functions, exports: exportsOf(outline, functions[0]?.body), stars, lowered: count };
}

function placed(outline: Outline, outlined: OutlinedFunction, body: FunctionBody, key: number): FunctionPlace {
  const { index, id, parent, start, end, bodyStart, bodyEnd, scope } = outlined;
  const nested = scope.nested.map(({ node }) => outline.functionAt(node)?.index ?? none);
  return { index, id, key, body, parent, nested, start, end, bodyStart, bodyEnd };
}

/** `recorded` is told which value each expression got. */
export function lowerBody(
  outline: Outline,
  outlined: OutlinedFunction,
  code: Code,
  recorded?: Map<ts.Node, number>,
): FunctionBody {
  try {
    return lowered(outline, outlined, code, recorded, lowerFunction);
  } catch (error) {
    // The stack did not suffice, in spite of the limit on nesting: nothing is known of the function.
    if (!(error instanceof RangeError)) throw error;
    return lowered(outline, outlined, code, undefined, ({ b }) => (b.isTruncated = true));
  }
}

function lowered(
  outline: Outline,
  outlined: OutlinedFunction,
  code: Code,
  recorded: Map<ts.Node, number> | undefined,
  lower: (fn: Lowering) => void,
): FunctionBody {
  const { scope, kind, name, start } = outlined;
  const { node } = scope;
  const holes = outline.holesOf(outlined);
  outline.positions.begin(start, holes.starts, holes.ends);
  const fn = new Lowering(new FunctionBuilder(code, outline.positions), outline, outlined, tables);
  fn.recorded = recorded;
  lower(fn);
  const body = fn.b.finish({
    kind,
    name,
    isAsync: isAsync(node),
    isGenerator: isFunctionNode(node) && isGenerator(node),
    parameters: parametersOf(node).length,
    cells: outline.cellsOf(scope),
    holes: holes.starts.map((each) => outline.positions.of(each)),
  });
  for (const [each, value] of recorded ?? []) recorded?.set(each, code.find(value));
  return body;
}

function exportsOf(outline: Outline, body: FunctionBody | undefined): ReadonlyMap<string, ExportTarget> {
  const { variables, from } = outline.exports;
  const exports = new Map<string, ExportTarget>(from);
  for (const [binding, names] of variables) {
    const cell = outline.cellOf(binding);
    if (cell !== undefined) for (const name of names) exports.set(name, { kind: 'cell', cell });
  }
  for (const [name, target] of body?.exports ?? []) {
    exports.set(name, body === undefined ? target : withoutHop(body, target));
  }
  return exports;
}

/** `module.exports = require('./x')` hands on another module. */
function withoutHop(body: FunctionBody, target: ExportTarget): ExportTarget {
  if (target.kind !== 'value' || body.op(target.value) !== Op.Import || body.c(target.value) === 1) return target;
  const [specifier, exported] = [body.text(body.a(target.value)), body.text(body.b(target.value))];
  return { kind: 'from', specifier, exported };
}
