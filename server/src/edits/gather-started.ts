import type { TextEdit } from '../../../shared/src/finding.ts';
import { ts } from '../engine/syntax.ts';
import { unwrap } from '../semantics/nodes.ts';
import { scopesOf, type Binding } from '../semantics/scopes.ts';
import { indentationAt, styleOf } from './style.ts';

/** One result of the run: what it is called and what it waits for. */
interface Result {
  readonly name: ts.BindingName;
  readonly promise: ts.Expression;
}

/** Beyond so many characters an array is written one element a line. */
const shortArray = 60;

/**
 * `const p = a(); const y = await b(); const x = await p;` becomes `const [x, y] = await Promise.all([a(), b()]);`.
 * Undefined where other statements stand between, or one result is needed for the next.
 */
export function gatherStarted(declaration: ts.VariableDeclaration): TextEdit | undefined {
  const run = runFrom(declaration);
  const first = run?.[0];
  const last = run?.at(-1);
  if (run === undefined || first === undefined || last === undefined) return undefined;
  const tree = first.getSourceFile();
  const results = resultsOf(run);
  if (results === undefined || hasComments(run, tree) || dependsOnItself(run, results)) return undefined;
  const inOrder = [...results].sort((one, other) => one.promise.pos - other.promise.pos);
  const { lineEnd, indent, semicolon } = styleOf(tree);
  const base = indentationAt(tree, first.getStart(tree));
  const listOf = (texts: readonly string[]): string => {
    const line = texts.join(', ');
    if (line.length <= shortArray && !line.includes('\n')) return `[${line}]`;
    return `[${lineEnd}${texts.map((text) => `${base}${indent}${text},${lineEnd}`).join('')}${base}]`;
  };
  const names = listOf(inOrder.map(({ name }) => name.getText(tree)));
  const promises = listOf(inOrder.map(({ promise }) => promise.getText(tree)));
  const text = `const ${names} = await Promise.all(${promises})${semicolon}`;
  return { span: { start: first.getStart(tree), end: last.end }, text };
}

/** The statements from the declaration to the one that awaits it, when all of them only start or await. */
function runFrom(declaration: ts.VariableDeclaration): readonly ts.VariableStatement[] | undefined {
  const statement = declaration.parent.parent;
  const binding = ts.isIdentifier(declaration.name) ? bindingOf(declaration.name) : undefined;
  const [use, ...others] = binding?.references ?? [];
  if (!ts.isVariableStatement(statement) || use === undefined || others.length > 0) return undefined;
  const block = statement.parent;
  if (!ts.isBlock(block) && !ts.isSourceFile(block)) return undefined;
  const end = block.statements.findIndex((each) => each.pos <= use.pos && use.end <= each.end);
  let start = block.statements.indexOf(statement);
  while (startsForRun(block.statements[start - 1], use)) start -= 1;
  const run = block.statements.slice(start, end + 1);
  return run.length > 2 && run.every(isSimple) ? run : undefined;
}

/** A promise that was started just before, and is awaited in the run too. */
function startsForRun(statement: ts.Statement | undefined, last: ts.Identifier): boolean {
  if (statement === undefined || !isSimple(statement)) return false;
  const { name, initializer } = statement.declarationList.declarations[0] ?? {};
  if (name === undefined || !ts.isIdentifier(name) || initializer === undefined) return false;
  const [use, ...others] = bindingOf(name)?.references ?? [];
  return others.length === 0 && use !== undefined && ts.isAwaitExpression(use.parent) && use.pos < last.pos;
}

function isSimple(statement: ts.Statement): statement is ts.VariableStatement {
  if (!ts.isVariableStatement(statement) || statement.modifiers || !isConst(statement)) return false;
  const [only, ...others] = statement.declarationList.declarations;
  return only?.initializer !== undefined && only.type === undefined && others.length === 0;
}

const isConst = ({ declarationList }: ts.VariableStatement): boolean =>
  (ts.getCombinedNodeFlags(declarationList) & ts.NodeFlags.BlockScoped) === ts.NodeFlags.Const;

const bindingOf = (name: ts.Identifier): Binding | undefined => scopesOf(name.getSourceFile()).bindingOf(name);

/** Undefined when a started promise is used in any other way than one await of its own in the run. */
function resultsOf(run: readonly ts.VariableStatement[]): readonly Result[] | undefined {
  const started = new Map<Binding, ts.Expression>();
  const results: Result[] = [];
  for (const statement of run) {
    const { name, initializer } = statement.declarationList.declarations[0] ?? {};
    if (name === undefined || initializer === undefined) return undefined;
    const value = unwrap(initializer);
    if (!ts.isAwaitExpression(value)) {
      const binding = ts.isIdentifier(name) ? bindingOf(name) : undefined;
      if (binding?.references.length !== 1 || !ts.isCallExpression(value)) return undefined;
      started.set(binding, initializer);
      continue;
    }
    const awaited = unwrap(value.expression);
    const binding = ts.isIdentifier(awaited) ? bindingOf(awaited) : undefined;
    const promise = binding ? started.get(binding) : value.expression;
    if (promise === undefined || (binding === undefined && !ts.isCallExpression(awaited))) return undefined;
    if (binding) started.delete(binding);
    results.push({ name, promise });
  }
  return started.size === 0 ? results : undefined;
}

/** What one statement of the run binds, and another one needs before all are there. */
function dependsOnItself(run: readonly ts.VariableStatement[], results: readonly Result[]): boolean {
  const bound = new Set(results.flatMap(({ name }) => namesIn(name)));
  const mentions = (node: ts.Node): boolean => {
    const binding = ts.isIdentifier(node) ? bindingOf(node) : undefined;
    return (binding !== undefined && bound.has(binding)) || (ts.forEachChild(node, mentions) ?? false);
  };
  return run.some(({ declarationList }) => {
    const initializer = declarationList.declarations[0]?.initializer;
    return initializer !== undefined && mentions(initializer);
  });
}

function namesIn(name: ts.BindingName): readonly Binding[] {
  if (!ts.isIdentifier(name))
    return name.elements.flatMap((element) => (ts.isBindingElement(element) ? namesIn(element.name) : []));
  const binding = bindingOf(name);
  return binding ? [binding] : [];
}

function hasComments(run: readonly ts.VariableStatement[], tree: ts.SourceFile): boolean {
  const start = run[0]?.getStart(tree) ?? 0;
  const between = run.slice(1).map((each) => tree.text.slice(each.pos, each.getStart(tree)));
  const own = tree.text.slice(start, run.at(-1)?.end ?? start);
  return between.some((text) => /\/[/*]/.test(text)) || /\/\*|(?<!:)\/\//.test(own);
}
