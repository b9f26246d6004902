import { ts } from '../engine/syntax.ts';
import { heldByField, heldByVariable } from './held-values.ts';
import {
  type FunctionNode,
  functionName,
  hasModifier,
  isFallback,
  isFunctionNode,
  memberName,
  propertyNameText,
  unwrap,
} from './nodes.ts';
import { scopesOf } from './scopes.ts';
import type { ValueQuestions } from './values.ts';

/** Whether a call is given an option: `unknown` where a part of what it is given comes from elsewhere. */
export type Given = 'given' | 'missing' | 'unknown';

const maxDepth = 8;

/** Whether one of the names is among the options that an expression is, spread and kept in variables included. */
export function optionGiven(
  expression: ts.Expression | undefined,
  names: readonly string[],
  values: ValueQuestions,
): Given {
  let depth = 0;

  function of(given: ts.Expression | undefined): Given {
    if (given === undefined || isNothing(given)) return 'missing';
    if (depth >= maxDepth) return 'unknown';
    depth += 1;
    try {
      return ofNode(unwrap(given));
    } finally {
      depth -= 1;
    }
  }

  function ofNode(node: ts.Expression): Given {
    if (ts.isObjectLiteralExpression(node)) return either(node.properties.map(ofProperty));
    if (ts.isConditionalExpression(node)) return either([of(node.whenTrue), of(node.whenFalse)]);
    if (ts.isBinaryExpression(node)) return ofOperator(node);
    if (ts.isIdentifier(node)) return ofVariable(node);
    if (ts.isPropertyAccessExpression(node) && node.expression.kind === ts.SyntaxKind.ThisKeyword) {
      const { sources, isOpen } = heldByField(node);
      return sources.length === 0 || isOpen ? 'unknown' : either(sources.map(of));
    }
    return ts.isCallExpression(node) && isFilledBy(node) ? 'given' : ofValues(node);
  }

  /** `withProxy(options)`, whose function puts one of the names into what it was given. */
  const isFilledBy = (call: ts.CallExpression): boolean =>
    values.of(call.expression).some((value) => value.kind === 'function' && fillsIn(value.node, names));

  function ofProperty(property: ts.ObjectLiteralElementLike): Given {
    if (ts.isSpreadAssignment(property)) return of(property.expression);
    const name = propertyNameText(property.name);
    if (name === undefined) return 'unknown';
    return names.includes(name) && !(ts.isPropertyAssignment(property) && isNothing(property.initializer))
      ? 'given'
      : 'missing';
  }

  /** `options ?? {}`, `…(isLong && { signal })`. */
  function ofOperator(operation: ts.BinaryExpression): Given {
    const { left, right, operatorToken } = operation;
    if (operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken) return of(right);
    return isFallback(operation) ? either([of(left), of(right)]) : 'unknown';
  }

  function ofVariable(name: ts.Identifier): Given {
    const binding = scopesOf(name.getSourceFile()).bindingOf(name);
    if (binding === undefined) return 'unknown';
    if (binding.references.some((reference) => isFilledWith(reference, names))) return 'given';
    const [declaration] = binding.declarations;
    if (declaration && ts.isParameter(declaration)) return ofParameter(declaration);
    if (binding.kind === 'import') return ofValues(name);
    const { sources, isOpen } = heldByVariable(name);
    return isOpen ? 'unknown' : either(sources.map(of));
  }

  /** What the calls of a function give it, where nobody outside of its file can call it. */
  function ofParameter(parameter: ts.ParameterDeclaration): Given {
    const calls = isFunctionNode(parameter.parent) ? onlyCallsOf(parameter.parent) : undefined;
    if (calls === undefined || parameter.dotDotDotToken || !ts.isIdentifier(parameter.name)) return 'unknown';
    const at = parameter.parent.parameters.indexOf(parameter);
    return either(calls.map((call) => of(call.arguments[at] ?? parameter.initializer)));
  }

  function ofValues(node: ts.Expression): Given {
    const known = values.of(node);
    if (known.length === 0) return 'unknown';
    return either(known.map((value) => (value.kind === 'object' ? of(value.node) : 'unknown')));
  }

  return of(expression);
}

/** What is given on one way is given; nothing is said of what is not known. */
export function either(answers: readonly Given[]): Given {
  if (answers.includes('given')) return 'given';
  return answers.includes('unknown') ? 'unknown' : 'missing';
}

const isNothing = (node: ts.Expression): boolean =>
  node.kind === ts.SyntaxKind.NullKeyword || (ts.isIdentifier(node) && node.text === 'undefined');

/** `options.signal = …` */
function isFilledWith(reference: ts.Identifier, names: readonly string[]): boolean {
  const member = reference.parent;
  if (!ts.isPropertyAccessExpression(member) || member.expression !== reference) return false;
  const isWrite = ts.isBinaryExpression(member.parent) && member.parent.left === member;
  return isWrite && names.includes(member.name.text);
}

const fillsIn = ({ body }: FunctionNode, names: readonly string[]): boolean =>
  body !== undefined && new RegExp(String.raw`\.(?:${names.join('|')})\s*=(?!=)`).test(body.getText());

/** The calls of a function that only its own file, or its own class, can call; undefined where others may. */
export function onlyCallsOf(fn: ts.SignatureDeclaration): readonly ts.CallExpression[] | undefined {
  if (ts.isMethodDeclaration(fn)) return callsOfPrivate(fn);
  const name = functionName(fn);
  const binding = name && scopesOf(fn.getSourceFile()).bindingOf(name);
  if (binding === undefined || isExported(fn)) return undefined;
  const calls = binding.references.flatMap(({ parent }) => (ts.isCallExpression(parent) ? [parent] : []));
  const isCalledOnly = binding.references.every(
    (reference) => ts.isCallExpression(reference.parent) && reference.parent.expression === reference,
  );
  return isCalledOnly ? calls : undefined;
}

function isExported(fn: ts.SignatureDeclaration): boolean {
  const statement = ts.isVariableDeclaration(fn.parent) ? fn.parent.parent.parent : fn;
  return hasModifier(statement, ts.SyntaxKind.ExportKeyword);
}

function callsOfPrivate(fn: ts.MethodDeclaration): readonly ts.CallExpression[] | undefined {
  const isPrivate = ts.isPrivateIdentifier(fn.name) || hasModifier(fn, ts.SyntaxKind.PrivateKeyword);
  const name = propertyNameText(fn.name);
  if (!isPrivate || name === undefined || !ts.isClassLike(fn.parent)) return undefined;
  const calls: ts.CallExpression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      if (memberName(node.expression) === name) calls.push(node);
    }
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(fn.parent, visit);
  return calls;
}
