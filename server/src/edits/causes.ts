import type { TextEdit } from '../../../shared/src/finding.ts';
import type { Snapshot } from '../engine/snapshot.ts';
import { ts } from '../engine/syntax.ts';
import { unwrap } from '../semantics/nodes.ts';
import { scopesOf } from '../semantics/scopes.ts';
import type { Semantics } from '../semantics/semantics.ts';
import { caughtAround } from './caught-names.ts';
import { insertion } from './handling.ts';

interface Context {
  readonly semantics: Semantics;
  readonly snapshot: Snapshot;
}

/** Hands the caught error on with the one that is thrown; undefined where its class does not take one. */
export function causeEdits(thrown: ts.NewExpression, ctx: Context): readonly TextEdit[] | undefined {
  const { arguments: given = ts.factory.createNodeArray<ts.Expression>() } = thrown;
  const caught = caughtAround(thrown);
  const form = caught && causeForm(thrown, ctx);
  if (caught === undefined || form === undefined || thrown.arguments === undefined) return undefined;
  const property = caught.name === 'cause' ? 'cause' : `cause: ${caught.name}`;
  const [first] = given;
  if (form === 'fields') {
    const last = first && ts.isObjectLiteralExpression(first) ? first.properties.at(-1) : undefined;
    return last && [...caught.edits, insertion(last.end, `, ${property}`)];
  }
  const text = first === undefined ? `undefined, { ${property} }` : `, { ${property} }`;
  return given.length > 1 ? undefined : [...caught.edits, insertion(first?.end ?? thrown.end - 1, text)];
}

/** How an error's class takes its cause: as a second argument, or among the fields of its only one. */
type CauseForm = 'options' | 'fields';

const builtIn: ReadonlySet<string> = new Set([
  'Error',
  'TypeError',
  'RangeError',
  'SyntaxError',
  'ReferenceError',
  'EvalError',
  'URIError',
]);

function causeForm({ expression, arguments: given }: ts.NewExpression, ctx: Context): CauseForm | undefined {
  const callee = unwrap(expression);
  if (!ts.isIdentifier(callee)) return undefined;
  if (callee.text === 'TRPCError') return given?.length === 1 ? 'fields' : undefined;
  if (isBuiltIn(callee)) return knowsCauses(expression.parent, ctx) ? 'options' : undefined;
  const classes = ctx.semantics.values.of(callee).flatMap((value) => (value.kind === 'class' ? [value.node] : []));
  const [only] = classes;
  return only && classes.length === 1 && takesOptions(only, ctx) && knowsCauses(expression.parent, ctx)
    ? 'options'
    : undefined;
}

const isBuiltIn = (callee: ts.Identifier): boolean =>
  builtIn.has(callee.text) && scopesOf(callee.getSourceFile()).bindingOf(callee) === undefined;

/** Libraries before ES2022 have errors without causes, and their constructors take no second argument. */
function knowsCauses(thrown: ts.Node, { snapshot }: Context): boolean {
  const { fileName } = thrown.getSourceFile();
  const shape = snapshot.oracle(fileName)?.shape(thrown, 1) ?? 'unknown';
  if (shape === 'unknown' || shape.members === undefined) return true;
  return shape.members.some(({ name }) => name === 'cause') || !/\.[cm]?tsx?$/.test(fileName);
}

/** A class of the project that leaves the constructor to `Error`, or hands options on to it. */
function takesOptions(node: ts.ClassLikeDeclaration, { semantics }: Context, depth = 0): boolean {
  const constructors = node.members.filter(ts.isConstructorDeclaration);
  if (constructors.length > 0)
    return constructors.every(({ parameters: [, second] }) => second?.type?.getText() === 'ErrorOptions');
  const base = node.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)?.types[0]?.expression;
  if (base === undefined || !ts.isIdentifier(base) || depth > 3) return false;
  if (isBuiltIn(base)) return true;
  const [value] = semantics.values.of(base);
  return value?.kind === 'class' && takesOptions(value.node, { semantics } as Context, depth + 1);
}
