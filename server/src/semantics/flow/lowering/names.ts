import { ts } from '../../../engine/syntax.ts';
import { none, Op } from '../ir.ts';
import type { LowerExpression, Lowering } from './lowering.ts';

const Kind = ts.SyntaxKind;

export const names: readonly (readonly [ts.SyntaxKind, LowerExpression])[] = [
  [Kind.Identifier, (fn, node) => readName(fn, node as ts.Identifier)],
  [Kind.ThisKeyword, (fn, node) => fn.self(node)],
  [Kind.SuperKeyword, (fn, node) => fn.emit(Op.Super, none, none, none, node)],
  [Kind.MetaProperty, (fn, node) => fn.global(metaName(node as ts.MetaProperty))],
];

function readName(fn: Lowering, node: ts.Identifier): number {
  const variable = fn.variableAt(node);
  if (variable !== undefined) return fn.read(variable);
  const { text } = node;
  if (text === 'undefined') return fn.constant(undefined, node);
  // The parser puts empty names where half-typed code lacks one; other names here stand for types.
  if (text === '' || fn.scopes.bindingOf(node) !== undefined) return fn.b.undefinedValue();
  if (text === 'arguments' && fn.within.parent !== undefined) return fn.emit(Op.Arguments, none, none, none, node);
  return fn.global(text);
}

function metaName({ keywordToken, name }: ts.MetaProperty): string {
  return `${keywordToken === Kind.ImportKeyword ? 'import' : 'new'}.${name.text}`;
}
