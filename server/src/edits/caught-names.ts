import type { TextEdit } from '../../../shared/src/finding.ts';
import { ts } from '../engine/syntax.ts';
import { isFunctionNode } from '../semantics/nodes.ts';
import { freeName } from './free-name.ts';
import { insertion } from './handling.ts';

/** What a `catch` calls the error, and the edit that names it where nobody did. */
export interface CaughtName {
  readonly name: string;
  readonly edits: readonly TextEdit[];
}

/** Undefined where the error is taken apart, or no usual name is free. */
export function caughtName({ variableDeclaration, block, parent }: ts.CatchClause): CaughtName | undefined {
  const binding = variableDeclaration?.name;
  if (binding) return ts.isIdentifier(binding) ? { name: binding.text, edits: [] } : undefined;
  const name = freeName(['error', 'reason', 'caught'], parent);
  if (name === undefined) return undefined;
  const keyword = block.getSourceFile().text.lastIndexOf('catch', block.getStart());
  return { name, edits: [insertion(keyword + 'catch'.length, ` (${name})`)] };
}

/** The name of what is caught around a throw, in a `catch` or in the handler of a promise. */
export function caughtAround(thrown: ts.Node): CaughtName | undefined {
  for (let node = thrown.parent; node; node = node.parent) {
    if (ts.isCatchClause(node)) return caughtName(node);
    if (isFunctionNode(node)) return parameterOf(node);
  }
  return undefined;
}

function parameterOf(fn: ts.SignatureDeclaration & ts.Node): CaughtName | undefined {
  const [parameter] = fn.parameters;
  if (parameter) return ts.isIdentifier(parameter.name) ? { name: parameter.name.text, edits: [] } : undefined;
  const name = freeName(['error', 'reason', 'caught'], fn);
  const open = fn.getSourceFile().text.indexOf('(', fn.getStart());
  return name === undefined ? undefined : { name, edits: [insertion(open + 1, name)] };
}
