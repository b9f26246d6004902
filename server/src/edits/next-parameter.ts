import type { TextEdit } from '../../../shared/src/finding.ts';
import { ts } from '../engine/syntax.ts';
import { canonicalModule } from '../semantics/module-names.ts';
import type { FunctionNode } from '../semantics/nodes.ts';
import { scopesOf } from '../semantics/scopes.ts';
import { insertion } from './handling.ts';
import { indentationAt, styleOf } from './style.ts';

/** How a handler calls `next`, and what has to be written before it can. */
export interface NextParameter {
  readonly name: string;
  readonly edits: readonly TextEdit[];
}

/**
 * The parameter at `at`, made where it is missing, typed as its neighbours are. Undefined where it cannot be named or
 * added.
 */
export function nextParameter(fn: FunctionNode, at: number): NextParameter | undefined {
  const existing = fn.parameters[at];
  if (existing) return ts.isIdentifier(existing.name) && !existing.dotDotDotToken ? named(existing.name) : undefined;
  if (fn.parameters.some(({ dotDotDotToken }) => dotDotDotToken) || usesName(fn, 'next')) return undefined;
  const tree = fn.getSourceFile();
  const { typed, edits } = typeOfNext(fn, tree);
  const missing = ['_req', '_res']
    .slice(fn.parameters.length, at)
    .map((name) => (typed === '' ? name : `${name}: unknown`));
  const added = [...missing, `next${typed}`].join(', ');
  const last = fn.parameters.at(-1);
  if (last === undefined) return { name: 'next', edits: [insertion(fn.parameters.pos, added), ...edits] };
  const place = insertion(last.end, `, ${added}`);
  return tree.text[fn.parameters.pos - 1] === '('
    ? { name: 'next', edits: [place, ...edits] }
    : { name: 'next', edits: [insertion(last.getStart(tree), '('), insertion(last.end, `, ${added})`), ...edits] };
}

const named = ({ text }: ts.Identifier): NextParameter => ({ name: text, edits: [] });

/** A variable of that name around or inside the function would be hidden, or hide it. */
function usesName(fn: FunctionNode, name: string): boolean {
  let found = false;
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && node.text === name && !isMember(node)) found = true;
    ts.forEachChild(node, visit);
  };
  visit(fn);
  return found;
}

const isMember = (node: ts.Identifier): boolean =>
  (ts.isPropertyAccessExpression(node.parent) || ts.isPropertyAssignment(node.parent)) && node.parent.name === node;

interface TypedNext {
  /** With its colon; empty where the neighbours have none. */
  readonly typed: string;
  readonly edits: readonly TextEdit[];
}

const anyNext: TypedNext = { typed: ': (error?: unknown) => void', edits: [] };
const untyped: TypedNext = { typed: '', edits: [] };

function typeOfNext(fn: FunctionNode, tree: ts.SourceFile): TypedNext {
  if (!styleOf(tree).isTypeScript || isContextual(fn)) return untyped;
  const annotated = fn.parameters.flatMap(({ type }) => (type ? [type] : []));
  if (annotated.length === 0 && fn.parameters.length > 0) return untyped;
  for (const type of annotated) {
    const next = ts.isTypeReferenceNode(type) ? nextBeside(type.typeName, fn, tree) : undefined;
    if (next) return next;
  }
  return anyNext;
}

/** Given to a call or a typed variable without annotations of its own: the types come from there. */
function isContextual(fn: FunctionNode): boolean {
  if (fn.parameters.some(({ type }) => type)) return false;
  const owner = fn.parent;
  return ts.isCallExpression(owner) || (ts.isVariableDeclaration(owner) && owner.type !== undefined);
}

/** `NextFunction` from where `Request` or `Response` comes from. */
function nextBeside(name: ts.EntityName, fn: FunctionNode, tree: ts.SourceFile): TypedNext | undefined {
  if (ts.isQualifiedName(name)) {
    const isExpress =
      /^(?:Request|Response)$/.test(name.right.text) && /^(?:express|core)$/.test(name.left.getText(tree));
    return isExpress ? { typed: `: ${name.left.getText(tree)}.NextFunction`, edits: [] } : undefined;
  }
  const specifier = importSpecifierOf(name, tree);
  if (specifier === undefined || !/^(?:Request|Response)$/.test((specifier.propertyName ?? specifier.name).text))
    return undefined;
  const present = scopesOf(tree).lookup('NextFunction', fn);
  if (present) return { typed: ': NextFunction', edits: [] };
  return { typed: ': NextFunction', edits: [namedImportEdit(specifier, 'NextFunction', tree)] };
}

function importSpecifierOf(name: ts.Identifier, tree: ts.SourceFile): ts.ImportSpecifier | undefined {
  const specifier = scopesOf(tree).bindingOf(name)?.declarations.find(ts.isImportSpecifier);
  const from = specifier?.parent.parent.parent.moduleSpecifier;
  return from && ts.isStringLiteralLike(from) && canonicalModule(from.text)?.name === 'express' ? specifier : undefined;
}

/** One more name in the list that holds a specifier, as its neighbours are written. */
function namedImportEdit(beside: ts.ImportSpecifier, name: string, tree: ts.SourceFile): TextEdit {
  const list = beside.parent;
  const last = list.elements.at(-1) ?? beside;
  const { lineEnd } = styleOf(tree);
  const isBroken = tree.text.slice(list.getStart(tree), last.getStart(tree)).includes('\n');
  const lead = isBroken ? `,${lineEnd}${indentationAt(tree, last.getStart(tree))}` : ', ';
  return insertion(last.end, `${lead}${beside.isTypeOnly ? 'type ' : ''}${name}`);
}
