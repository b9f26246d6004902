import { ts } from '../../engine/syntax.ts';
import type { CheckerPort } from '../checker-port.ts';
import type { Span } from '../../../../shared/src/finding.ts';
import type { Target } from '../oracle.ts';
import { isInside, packageOf } from '../paths.ts';

export interface TargetContext {
  readonly checker: CheckerPort;
  readonly libFolder: string;
  /** The span as long as the file's text is what it is now. */
  spanWhileUnchanged(file: string, span: Span): () => Span | undefined;
}

const mostTargets = 16;

export function calleeOf(context: TargetContext, name: ts.Node): readonly Target[] | 'unknown' {
  const symbol = followed(context.checker, symbolAt(context.checker, name));
  const targets = symbol === undefined ? [] : targetsOf(context, [symbol]);
  // The checker orders the members of a union by what it met first.
  return targets.length === 0 ? 'unknown' : targets.sort((a, b) => (nameOfTarget(a) < nameOfTarget(b) ? -1 : 1));
}

/** Of all declarations of the symbols, in their order; overloads and merged declarations count once. */
export function targetsOf(context: TargetContext, symbols: Iterable<ts.Symbol>, most = mostTargets): Target[] {
  const targets = new Map<string, Target>();
  for (const symbol of symbols) {
    for (const declaration of symbol.declarations ?? []) {
      const target = targetOf(context, declaration);
      const key = nameOfTarget(target);
      if (!targets.has(key)) targets.set(key, target);
      if (targets.size >= most) return [...targets.values()];
    }
  }
  return [...targets.values()];
}

function nameOfTarget({ module, exportPath }: Target): string {
  return `${module}\n${exportPath}`;
}

export function followed(checker: CheckerPort, symbol: ts.Symbol | undefined): ts.Symbol | undefined {
  if (symbol === undefined || !(symbol.flags & ts.SymbolFlags.Alias)) return symbol;
  const aliased = checker.getAliasedSymbol(symbol);
  return aliased.declarations === undefined ? undefined : aliased;
}

function symbolAt(checker: CheckerPort, name: ts.Node): ts.Symbol | undefined {
  const direct = checker.getSymbolAtLocation(name);
  if (direct !== undefined) return direct;
  // `this.#load` and the like are found by the expression they end.
  return ts.isPropertyAccessExpression(name) ? checker.getSymbolAtLocation(name.name) : undefined;
}

function targetOf(context: TargetContext, declaration: ts.Declaration): Target {
  const source = declaration.getSourceFile();
  const { names, ambientModule } = enclosingNames(declaration);
  const named = ts.getNameOfDeclaration(declaration) ?? declaration;
  const span = { start: named.getStart(source), end: named.end };
  return {
    module: ambientModule ?? moduleOf(source.fileName, context.libFolder),
    exportPath: names.join('.'),
    declarationFile: source.fileName,
    span: context.spanWhileUnchanged(source.fileName, span),
  };
}

function moduleOf(file: string, libFolder: string): string {
  return isInside(file, libFolder) ? 'lib' : (packageOf(file) ?? file);
}

/** By syntax, so that every backend says the same: declarations around the declaration, up to the function or file. */
function enclosingNames(declaration: ts.Declaration): { names: string[]; ambientModule: string | undefined } {
  const names: string[] = [];
  let ambientModule: string | undefined;
  for (let node: ts.Node = declaration; !ts.isSourceFile(node); node = node.parent) {
    if (ts.isModuleDeclaration(node) && ts.isStringLiteral(node.name)) ambientModule = node.name.text;
    else if (node !== declaration && ts.isFunctionLike(node)) break;
    else {
      const name = nameOf(node);
      if (name !== undefined) names.unshift(name);
    }
  }
  return { names, ambientModule };
}

function nameOf(node: ts.Node): string | undefined {
  if (ts.isModuleDeclaration(node)) return isGlobal(node) ? undefined : node.name.text;
  if (ts.isExportAssignment(node)) return 'default';
  if (ts.isConstructorDeclaration(node)) return 'constructor';
  if (!isNamingDeclaration(node)) return undefined;
  if (isDefaultExport(node)) return 'default';
  const name = ts.getNameOfDeclaration(node);
  return name === undefined ? undefined : textOfName(name);
}

function isGlobal(node: ts.ModuleDeclaration): boolean {
  return (node.flags & ts.NodeFlags.GlobalAugmentation) !== 0;
}

function isNamingDeclaration(node: ts.Node): node is ts.Declaration {
  return (
    ts.isFunctionDeclaration(node) ||
    ts.isFunctionExpression(node) ||
    ts.isClassLike(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isEnumDeclaration(node) ||
    ts.isEnumMember(node) ||
    ts.isVariableDeclaration(node) ||
    ts.isBindingElement(node) ||
    ts.isParameter(node) ||
    ts.isTypeElement(node) ||
    ts.isClassElement(node) ||
    ts.isObjectLiteralElement(node) ||
    ts.isBinaryExpression(node)
  );
}

function isDefaultExport(node: ts.Node): boolean {
  if (!ts.canHaveModifiers(node)) return false;
  return ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword) ?? false;
}

function textOfName(name: ts.DeclarationName | ts.Expression): string | undefined {
  if (ts.isIdentifier(name) || ts.isPrivateIdentifier(name) || ts.isStringLiteralLike(name)) return name.text;
  if (ts.isNumericLiteral(name)) return name.text;
  if (ts.isComputedPropertyName(name)) return `[${name.expression.getText()}]`;
  return ts.isPropertyAccessExpression(name) ? name.getText() : undefined;
}
