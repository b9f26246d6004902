import type { Snapshot } from '../engine/snapshot.ts';
import { ts } from '../engine/syntax.ts';
import { carriedBy, joinedParts } from './carried-texts.ts';
import { fieldWrites } from './fields.ts';
import { resolveExport } from './modules.ts';
import { memberName, propertyNameText, returnedExpressions, unwrap } from './nodes.ts';
import { scopesOf } from './scopes.ts';
import { fileOf, type Value, type ValueQuestions } from './value.ts';

/** A text that stands in the code. */
export interface KnownText {
  readonly text: string;
  /** The literal, or the expression that joins several; perhaps in another file. */
  readonly node: ts.Expression;
}

export interface TextQuestions {
  /**
   * The texts that an expression may be, followed through variables, fields, imports and functions of other files; at
   * most 4. What is only a fallback for something else, as in `process.env.KEY ?? 'dev'`, is not among them.
   */
  of(expression: ts.Expression): readonly KnownText[];
  /** The expressions that stand for a property of the object that an expression is. */
  property(expression: ts.Expression, name: string): readonly ts.Expression[];
}

const maxDepth = 12;
const maxTexts = 4;
const none: readonly KnownText[] = [];

export function createTexts(snapshot: Snapshot, values: ValueQuestions): TextQuestions {
  const known = new Map<ts.Node, readonly KnownText[]>();
  const searched = new Map<ts.Expression, Set<string>>();
  let depth = 0;

  function of(expression: ts.Expression): readonly KnownText[] {
    const node = unwrap(expression);
    if (ts.isStringLiteralLike(node)) return [{ text: node.text, node }];
    const answer = known.get(node);
    if (answer !== undefined) return answer;
    if (depth >= maxDepth) return none;
    known.set(node, none);
    depth += 1;
    try {
      const texts = evaluate(node).slice(0, maxTexts);
      known.set(node, texts);
      return texts;
    } finally {
      depth -= 1;
    }
  }

  function evaluate(node: ts.Expression): readonly KnownText[] {
    if (ts.isIdentifier(node)) return ofName(node);
    const parts = joinedParts(node);
    if (parts !== undefined) return ofJoined(node, parts);
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) return ofCall(node);
    if (ts.isAwaitExpression(node)) return of(node.expression);
    const name = memberName(node);
    const isMember = ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node);
    return name !== undefined && isMember ? property(node.expression, name).flatMap(of) : none;
  }

  /** Known only where every part is. Around a text that comes from elsewhere, as `Bearer ` does, it is that text which counts. */
  function ofJoined(node: ts.Expression, parts: readonly (string | ts.Expression)[]): readonly KnownText[] {
    let text = '';
    const elsewhere: KnownText[] = [];
    for (const part of parts) {
      if (typeof part === 'string') {
        text += part;
        continue;
      }
      const [only, ...others] = of(part);
      if (only === undefined || others.length > 0) return none;
      text += only.text;
      if (only.node !== unwrap(part) || elsewhere.length > 0) elsewhere.push(only);
    }
    const [single] = elsewhere;
    return [
      {
        text,
        node: elsewhere.length === 1 && single !== undefined && isMostOf(single.text, text) ? single.node : node,
      },
    ];
  }

  function ofCall(node: ts.CallExpression | ts.NewExpression): readonly KnownText[] {
    const carried = carriedBy(node);
    if (carried !== undefined) return of(carried);
    if (ts.isNewExpression(node)) return none;
    return values
      .of(node.expression)
      .flatMap((value) => (value.kind === 'function' ? returnedExpressions(value.node).flatMap(of) : none));
  }

  function ofName(node: ts.Identifier): readonly KnownText[] {
    const binding = scopesOf(node.getSourceFile()).bindingOf(node);
    if (binding === undefined) return none;
    const written = binding.writes.flatMap((write) => {
      const { parent } = write;
      const isPlain = ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken;
      return isPlain && parent.left === write ? of(parent.right) : none;
    });
    return [...binding.declarations.flatMap(ofDeclaration), ...written];
  }

  function ofDeclaration(node: ts.Node): readonly KnownText[] {
    if (ts.isImportSpecifier(node)) return ofImport(node.parent.parent.parent, (node.propertyName ?? node.name).text);
    if (ts.isImportClause(node)) return ofImport(node.parent, 'default');
    if (ts.isBindingElement(node)) return ofElement(node);
    if (ts.isVariableDeclaration(node) || ts.isPropertyAssignment(node))
      return node.initializer ? of(node.initializer) : none;
    if (ts.isExportAssignment(node)) return of(node.expression);
    return ts.isExpression(node) ? of(node) : none;
  }

  function ofImport(declaration: ts.ImportDeclaration | ts.JSDocImportTag, name: string): readonly KnownText[] {
    const specifier = declaration.moduleSpecifier;
    if (!ts.isStringLiteralLike(specifier)) return none;
    const target = snapshot.resolveModule(specifier.text, fileOf(declaration));
    return target.kind === 'file' ? ofExport(target.file, name).flatMap(ofDeclaration) : none;
  }

  function ofExport(file: string, name: string): readonly ts.Node[] {
    const found = resolveExport(snapshot, file, name);
    return found !== undefined && 'node' in found && !ts.isSourceFile(found.node) ? [found.node] : [];
  }

  /** `const { secret } = config` */
  function ofElement(node: ts.BindingElement): readonly KnownText[] {
    const owner = node.parent.parent;
    const name = propertyNameText(node.propertyName ?? node.name);
    if (name === undefined || node.initializer || !ts.isVariableDeclaration(owner) || !owner.initializer) return none;
    return property(owner.initializer, name).flatMap(of);
  }

  /** `settings = { ...settings, retries: 3 }` holds itself: what is being looked for in it is not looked for again. */
  function property(expression: ts.Expression, name: string): readonly ts.Expression[] {
    const names = searched.get(expression) ?? new Set();
    searched.set(expression, names);
    if (names.has(name)) return [];
    names.add(name);
    try {
      return values.of(expression).flatMap((value) => memberOf(value, name));
    } finally {
      names.delete(name);
    }
  }

  function memberOf(value: Value, name: string): readonly ts.Expression[] {
    switch (value.kind) {
      case 'object':
        return value.node.properties.flatMap((each) => ofProperty(each, name));
      case 'namespace':
        return ofExport(value.file, name).flatMap(initializerOf);
      case 'instance':
      case 'class':
        return ofField(value.node, name);
      default:
        return [];
    }
  }

  function ofProperty(each: ts.ObjectLiteralElementLike, name: string): readonly ts.Expression[] {
    if (ts.isSpreadAssignment(each)) return property(each.expression, name);
    if (name !== '*' && propertyNameText(each.name) !== name) return [];
    if (ts.isPropertyAssignment(each)) return [each.initializer];
    return ts.isShorthandPropertyAssignment(each) ? [each.name] : [];
  }

  return { of, property };
}

const isMostOf = (part: string, whole: string): boolean => whole.length - part.length <= 12;

const initializerOf = (node: ts.Node): readonly ts.Expression[] =>
  (ts.isVariableDeclaration(node) || ts.isPropertyAssignment(node)) && node.initializer
    ? [node.initializer]
    : ts.isExpression(node)
      ? [node]
      : [];

function ofField(owner: ts.ClassLikeDeclaration, name: string): readonly ts.Expression[] {
  const declared = owner.members.flatMap((member) =>
    ts.isPropertyDeclaration(member) && propertyNameText(member.name) === name && member.initializer
      ? [member.initializer]
      : [],
  );
  const written = fieldWrites(owner).flatMap((write) =>
    ts.isBinaryExpression(write) && memberName(write.left) === name ? [write.right] : [],
  );
  return [...declared, ...written];
}
