import type { Snapshot } from '../engine/snapshot.ts';
import { ts } from '../engine/syntax.ts';
import type { FactsOf } from './libraries/match.ts';
import { resolveExport } from './modules.ts';
import { type FunctionNode, isAsync, isGenerator, memberName, returnedExpressions, unwrap } from './nodes.ts';
import { providedValues } from './react-context.ts';
import { type Binding, scopesOf } from './scopes.ts';
import { bounded, type Evaluation, fileOf, none, pathValue, type Value, type ValueQuestions } from './value.ts';
import { createDeclarationValues } from './value-declarations.ts';
import { createExportValues } from './value-exports.ts';
import { createMemberValues } from './value-members.ts';
import { createTypeValues } from './value-types.ts';

export type { ValueQuestions } from './value.ts';

const maxDepth = 40;
/** Names of the global object. */
const selves = new Set(['globalThis', 'window', 'self', 'global']);

/** Answers are memoised for one snapshot: make one per snapshot. */
export function createValues(snapshot: Snapshot, factsOf: FactsOf): ValueQuestions {
  const memo = new Map<ts.Node | Binding, readonly Value[]>();
  const searched = new Map<ts.Node, Set<string>>();
  let depth = 0;
  const evaluation: Evaluation = {
    of: (expression) => of(expression),
    resultOf: (value, construct) => resultOf(value, construct),
    memberOf: (value, name) => memberOf(value, name),
    ofType: (type) => ofType(type),
    ofBinding: (binding) => ofBinding(binding),
    ofDeclaration: (node) => ofDeclaration(node),
    ofReturns: (fn) => ofReturns(fn),
    awaited: (value) => awaited(value),
    factsOf,
    remembered: (key, work) => remembered(key, work),
  };
  const ofType = createTypeValues(evaluation);
  const { ofExport, ofExportOf } = createExportValues(snapshot, evaluation);
  const { ofBinding, ofDeclaration } = createDeclarationValues({ ...evaluation, ofExport });
  const { ofProperty, ofClassMember, baseOf } = createMemberValues(evaluation);

  /** A cycle reads as "nothing known yet", and so does what lies too deep. */
  function remembered(key: ts.Node | Binding, work: () => readonly Value[]): readonly Value[] {
    const known = memo.get(key);
    if (known !== undefined) return known;
    if (depth >= maxDepth) return none;
    memo.set(key, none);
    depth += 1;
    try {
      const values = bounded(work());
      memo.set(key, values);
      return values;
    } finally {
      depth -= 1;
    }
  }

  const of = (expression: ts.Expression): readonly Value[] => {
    const node = unwrap(expression);
    return remembered(node, () => evaluate(node));
  };

  function evaluate(node: ts.Expression): readonly Value[] {
    if (ts.isIdentifier(node)) return ofIdentifier(node);
    if (ts.isCallExpression(node)) return ofCall(node);
    if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) return ofMember(node);
    if (ts.isAwaitExpression(node)) return of(node.expression).flatMap(awaited);
    if (ts.isNewExpression(node)) return of(node.expression).flatMap((value) => resultOf(value, true));
    if (ts.isTaggedTemplateExpression(node)) return of(node.tag).flatMap((value) => resultOf(value, false));
    if (ts.isFunctionExpression(node) || ts.isArrowFunction(node)) return [{ kind: 'function', node }];
    if (ts.isClassExpression(node)) return [{ kind: 'class', node }];
    if (ts.isObjectLiteralExpression(node)) return [{ kind: 'object', node }];
    if (ts.isConditionalExpression(node)) return [...of(node.whenTrue), ...of(node.whenFalse)];
    if (ts.isBinaryExpression(node)) return ofBinary(node);
    if (node.kind === ts.SyntaxKind.ThisKeyword) return ofThis(node);
    if (node.kind === ts.SyntaxKind.SuperKeyword) return ofSuper(node);
    return none;
  }

  function ofBinary(node: ts.BinaryExpression): readonly Value[] {
    switch (node.operatorToken.kind) {
      case ts.SyntaxKind.BarBarToken:
      case ts.SyntaxKind.QuestionQuestionToken:
        return [...of(node.left), ...of(node.right)];
      case ts.SyntaxKind.AmpersandAmpersandToken:
      case ts.SyntaxKind.CommaToken:
      case ts.SyntaxKind.EqualsToken:
      case ts.SyntaxKind.QuestionQuestionEqualsToken:
      case ts.SyntaxKind.BarBarEqualsToken:
        return of(node.right);
      default:
        return none;
    }
  }

  function ofThis(node: ts.Node): readonly Value[] {
    for (let current = node.parent; current; current = current.parent) {
      if (ts.isArrowFunction(current)) continue;
      if (ts.isClassLike(current)) return [{ kind: 'instance', node: current }];
      if (ts.isObjectLiteralExpression(current)) return [{ kind: 'object', node: current }];
      if (ts.isFunctionDeclaration(current)) return none;
      if (ts.isFunctionExpression(current) && !ts.isPropertyAssignment(current.parent)) return none;
    }
    return none;
  }

  function ofSuper(node: ts.Node): readonly Value[] {
    return ofThis(node).flatMap((value) =>
      value.kind === 'instance' ? baseOf(value.node).flatMap((base) => resultOf(base, true)) : none,
    );
  }

  function ofIdentifier(node: ts.Identifier): readonly Value[] {
    const binding = scopesOf(node.getSourceFile()).bindingOf(node);
    if (binding !== undefined) return ofBinding(binding);
    return node.text === 'exports' ? ofModule(node) : ofGlobal(node.text);
  }

  /** `exports` and `module.exports` of CommonJS are the file's own. */
  const ofModule = (node: ts.Node): readonly Value[] => [{ kind: 'namespace', file: fileOf(node) }];

  const ofGlobal = (name: string): readonly Value[] =>
    name === 'undefined' ? none : pathValue(selves.has(name) ? 'globalThis' : `globalThis.${name}`);

  function ofMember(node: ts.PropertyAccessExpression | ts.ElementAccessExpression): readonly Value[] {
    const name = memberName(node);
    if (name === 'exports' && isGlobalModule(node.expression)) return ofModule(node);
    return name === undefined ? none : of(node.expression).flatMap((value) => memberOf(value, name));
  }

  function ofCall(node: ts.CallExpression): readonly Value[] {
    const argument = node.arguments[0];
    if (argument && ts.isStringLiteralLike(argument)) {
      if (node.expression.kind === ts.SyntaxKind.ImportKeyword) {
        return [{ kind: 'promise', of: ofExport(argument.text, fileOf(node), '*') }];
      }
      if (ts.isIdentifier(node.expression) && node.expression.text === 'require') {
        return ofExport(argument.text, fileOf(node), '*');
      }
    }
    return of(node.expression).flatMap((value) => {
      const passed = value.kind === 'path' && argument ? passedThrough(value.path, argument) : none;
      return passed.length > 0 ? passed : resultOf(value, false);
    });
  }

  /** `useCallback(f, […])` is `f`, and `useMemo(() => v, […])` is `v`. */
  function passedThrough(path: string, argument: ts.Expression): readonly Value[] {
    for (const fact of factsOf(`${path}()`)) {
      if (!('gives' in fact)) continue;
      if (fact.gives === 'context') return ofContext(argument);
      const values = of(argument);
      if (fact.gives === 'ref') return [{ kind: 'ref', of: values }];
      return fact.gives === 'argument' ? values : values.flatMap((value) => resultOf(value, false));
    }
    return none;
  }

  function ofContext(context: ts.Expression): readonly Value[] {
    const declaration = ts.isIdentifier(context) ? declarationOf(context) : undefined;
    return declaration && ts.isVariableDeclaration(declaration) ? providedValues(declaration).flatMap(of) : none;
  }

  /** Where a name is declared, through an import of another file. */
  function declarationOf(name: ts.Identifier): ts.Node | undefined {
    const declaration = scopesOf(name.getSourceFile()).bindingOf(name)?.declarations[0];
    if (declaration === undefined || !ts.isImportSpecifier(declaration)) return declaration;
    const specifier = declaration.parent.parent.parent.moduleSpecifier;
    if (!ts.isStringLiteralLike(specifier)) return undefined;
    const target = snapshot.resolveModule(specifier.text, fileOf(name));
    const exported = (declaration.propertyName ?? declaration.name).text;
    const found = target.kind === 'file' ? resolveExport(snapshot, target.file, exported) : undefined;
    return found && 'node' in found ? found.node : undefined;
  }

  function resultOf(value: Value, construct: boolean): readonly Value[] {
    switch (value.kind) {
      case 'path':
        return pathValue(`${value.path}()`);
      case 'class':
        return construct ? [{ kind: 'instance', node: value.node }] : none;
      case 'function':
        return construct ? none : ofReturns(value.node);
      default:
        return none;
    }
  }

  function ofReturns(fn: FunctionNode): readonly Value[] {
    if (isGenerator(fn)) return none;
    const ofAll = (): readonly Value[] => returnedExpressions(fn).flatMap(of);
    // An arrow's body that is an expression is remembered as that expression.
    const returned = fn.body && ts.isBlock(fn.body) ? remembered(fn.body, ofAll) : ofAll();
    const values = returned.length > 0 || fn.type === undefined ? returned : ofType(fn.type);
    return isAsync(fn) ? [{ kind: 'promise', of: bounded(values.flatMap(awaited)) }] : values;
  }

  function awaited(value: Value): readonly Value[] {
    if (value.kind === 'promise') return value.of;
    // What was awaited is no promise any more, though an async function hands it out as one.
    return value.kind === 'path' && !value.path.endsWith('~') ? pathValue(`${value.path}~`) : [value];
  }

  /** `settings = { ...settings, retries: 3 }` holds itself: what is being looked for in it is not looked for again. */
  function once(owner: ts.Node, name: string, work: () => readonly Value[]): readonly Value[] {
    const names = searched.get(owner) ?? new Set();
    searched.set(owner, names);
    if (names.has(name)) return none;
    names.add(name);
    try {
      return work();
    } finally {
      names.delete(name);
    }
  }

  function memberOf(value: Value, name: string): readonly Value[] {
    switch (value.kind) {
      case 'path':
        return pathValue(`${value.path}.${name}`);
      case 'object':
        return once(value.node, name, () => value.node.properties.flatMap((property) => ofProperty(property, name)));
      case 'instance':
        return once(value.node, name, () => ofClassMember(value.node, name, false));
      case 'class':
        return once(value.node, name, () => ofClassMember(value.node, name, true));
      case 'namespace':
        return ofExportOf(value.file, name);
      case 'ref':
        return name === 'current' ? value.of : none;
      default:
        return none;
    }
  }

  return { of, resultOf, memberOf, ofType, factsOf };
}

const isGlobalModule = (node: ts.Expression): boolean =>
  ts.isIdentifier(node) && node.text === 'module' && scopesOf(node.getSourceFile()).bindingOf(node) === undefined;
