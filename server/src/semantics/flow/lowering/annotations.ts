import { ts } from '../../../engine/syntax.ts';
import { none, Op } from '../ir.ts';
import type { Lowering } from './lowering.ts';

/** Something of the annotated type, where that is a plain name or a `Promise` of one; else none. */
export function typedBy(fn: Lowering, type: ts.TypeNode | undefined): number {
  if (type === undefined || !ts.isTypeReferenceNode(type)) return none;
  const promised = promisedType(fn, type);
  if (promised !== undefined && !ts.isTypeReferenceNode(promised)) return none;
  const entity = named(fn, promised?.typeName ?? type.typeName);
  return entity === none ? none : fn.emit(Op.Typed, entity, none, promised === undefined ? 0 : 1, type);
}

function promisedType(fn: Lowering, { typeName, typeArguments }: ts.TypeReferenceNode): ts.TypeNode | undefined {
  const isPromise =
    ts.isIdentifier(typeName) && typeName.text === 'Promise' && fn.scopes.bindingOf(typeName) === undefined;
  return isPromise ? typeArguments?.[0] : undefined;
}

function named(fn: Lowering, name: ts.EntityName): number {
  if (ts.isQualifiedName(name)) {
    const left = named(fn, name.left);
    return left === none ? none : fn.emit(Op.Load, left, fn.text(name.right.text), none, name);
  }
  const binding = fn.scopes.bindingOf(name);
  if (binding === undefined) return name.text === '' ? none : fn.global(name.text);
  return binding.kind === 'import' || binding.kind === 'class' || binding.kind === 'namespace'
    ? fn.b.read(fn.variableOf(binding))
    : none;
}
