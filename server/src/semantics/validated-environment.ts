import type { Snapshot } from '../engine/snapshot.ts';
import { ts } from '../engine/syntax.ts';
import { moduleFactsOf } from './modules.ts';
import { isFallback, propertyNameText } from './nodes.ts';

/**
 * Whether a variable of the environment is known to be set, or its lack known to the code: the file, or one that it imports, leaves
 * when it is missing or has a schema that requires it; or one that it imports does without what needs it.
 *
 * @param aliases other names that hold it
 */
export function isValidated(
  variable: string,
  aliases: readonly string[],
  tree: ts.SourceFile,
  snapshot: Snapshot,
): boolean {
  if (leavesWithout([variable, ...aliases], tree) || requires(variable, tree)) return true;
  return takenFrom(tree, snapshot).some(
    (imported) =>
      imported.text.includes(variable) &&
      (leavesWithout([variable], imported) || requires(variable, imported) || isAskedFor([variable], imported)),
  );
}

/** The names that a value gets, by which the file may test it. */
export function holdersOf(value: ts.Node): readonly string[] {
  for (let node = value; !ts.isSourceFile(node) && !ts.isStatement(node); node = node.parent) {
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name)) return [node.name.text];
    const name =
      ts.isPropertyAssignment(node) || ts.isPropertyDeclaration(node) ? propertyNameText(node.name) : undefined;
    if (name !== undefined) return [name];
  }
  return [];
}

/** Whether code of the file does one thing with the value and another without it. */
export const isAskedFor = (names: readonly string[], tree: ts.SourceFile): boolean =>
  some(tree, (node) => {
    const condition = conditionIn(node);
    return condition !== undefined && mentions(condition, names);
  });

function conditionIn(node: ts.Node): ts.Node | undefined {
  if (ts.isIfStatement(node)) return node.expression;
  if (ts.isConditionalExpression(node)) return node.condition;
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) return node.operand;
  if (!ts.isBinaryExpression(node)) return undefined;
  const isTest =
    node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken ||
    (isFallback(node) && node.right.kind === ts.SyntaxKind.NullKeyword);
  return isTest ? node.left : undefined;
}

/** Where projects keep the schema of their environment, beside what a file imports itself. */
const usualModules = [
  'env',
  'config',
  'config/env',
  'lib/env',
  'utils/env',
  'server/env',
  'config/index',
  'lib/config',
];

/** What starts the program that is kept beside it and below. */
const starts = ['index', 'main', 'server', 'app'];

/** Whether the project checks the variable at its start, in a module that the file need not import. */
export function isCheckedAtStart(variable: string, tree: ts.SourceFile, snapshot: Snapshot): boolean {
  const manifest = snapshot.packageOf(tree.fileName)?.file;
  if (manifest === undefined) return false;
  const folder = manifest.slice(0, manifest.lastIndexOf('/'));
  const files = ['', '/src', '/server', '/server/src'].flatMap((below) => {
    const isBelow = tree.fileName.startsWith(`${folder}${below}/`);
    const names = isBelow ? [...usualModules, ...starts] : usualModules;
    return names.flatMap((name) => [`${folder}${below}/${name}.ts`, `${folder}${below}/${name}.js`]);
  });
  return files.some((file) => {
    if (snapshot.text(file)?.includes(variable) !== true) return false;
    const found = snapshot.tree(file);
    return found !== undefined && (leavesWithout([variable], found) || requires(variable, found));
  });
}

/** The modules that a file imports, and those behind them that only hand on what others export. */
const takenFrom = (tree: ts.SourceFile, snapshot: Snapshot): readonly ts.SourceFile[] =>
  importedBy(tree, snapshot).flatMap((imported) =>
    imported.statements.every(ts.isExportDeclaration) ? importedBy(imported, snapshot) : [imported],
  );

function importedBy(tree: ts.SourceFile, snapshot: Snapshot): readonly ts.SourceFile[] {
  return moduleFactsOf(tree).loads.flatMap(({ specifier }) => {
    const target = snapshot.resolveModule(specifier, tree.fileName);
    const imported = target.kind === 'file' ? snapshot.tree(target.file) : undefined;
    return imported === undefined ? [] : [imported];
  });
}

/** `if (!process.env.KEY) throw …`, and the same for `process.exit`. */
function leavesWithout(names: readonly string[], tree: ts.SourceFile): boolean {
  if (!names.some((name) => tree.text.includes(name)) || !/\bthrow\b|\.exit\(/.test(tree.text)) return false;
  return some(
    tree,
    (node) =>
      ts.isIfStatement(node) && ends(node.thenStatement) && (mentions(node.expression, names) || isRead(node, names)),
  );
}

/** `const secret = process.env.KEY; if (!secret) throw …`, one right behind the other. */
function isRead(guard: ts.IfStatement, names: readonly string[]): boolean {
  const { parent, expression } = guard;
  const tested = ts.isPrefixUnaryExpression(expression) ? expression.operand : undefined;
  if (!ts.isBlock(parent) || tested === undefined || !ts.isIdentifier(tested)) return false;
  const before = parent.statements[parent.statements.indexOf(guard) - 1];
  return (
    before !== undefined &&
    ts.isVariableStatement(before) &&
    before.declarationList.declarations.some(
      ({ name, initializer }) => name.getText() === tested.text && initializer && mentions(initializer, names),
    )
  );
}

/** The statement throws or ends the process. */
export const ends = (statement: ts.Statement): boolean =>
  some(
    statement,
    (node) =>
      ts.isThrowStatement(node) ||
      (ts.isCallExpression(node) &&
        ts.isPropertyAccessExpression(node.expression) &&
        node.expression.name.text === 'exit'),
  );

const mentions = (root: ts.Node, names: readonly string[]): boolean =>
  some(root, (node) => (ts.isIdentifier(node) || ts.isStringLiteralLike(node)) && names.includes(node.text));

/** `KEY: z.string()` without a default, and a list of names that a loop asks for. */
export function requires(variable: string, tree: ts.SourceFile): boolean {
  if (!tree.text.includes(variable)) return false;
  return some(tree, (node) => {
    if (ts.isPropertyAssignment(node) && propertyNameText(node.name) === variable)
      return isRequiredSchema(node.initializer);
    const isListed = ts.isStringLiteralLike(node) && node.text === variable && ts.isArrayLiteralExpression(node.parent);
    return isListed && /\bthrow\b|\.exit\(/.test(tree.text);
  });
}

function isRequiredSchema(initializer: ts.Expression): boolean {
  if (!ts.isCallExpression(initializer)) return false;
  const text = initializer.getText();
  return (
    /^(z|v|t|s|Joi|joi|yup|type|str|string|envalid)\b/.test(text) &&
    !/default|optional|nullish|catch|nullable/i.test(text)
  );
}

function some(root: ts.Node, test: (node: ts.Node) => boolean): boolean {
  const visit = (node: ts.Node): boolean =>
    test(node) || (ts.forEachChild(node, (child) => visit(child) || undefined) ?? false);
  return visit(root);
}
