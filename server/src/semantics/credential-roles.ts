import { ts } from '../engine/syntax.ts';
import { characterClasses, couldBeSecret, shapeOf, type ValueShape } from '../secrets/value-shape.ts';
import {
  type CredentialKind,
  credentialMethods,
  type CredentialRole,
  credentialRolesOf,
} from './libraries/credentials/index.ts';
import { nameOfExpression } from './literal-places.ts';
import { secretNameOf } from '../secrets/secret-names.ts';
import { memberName, returnedExpressions, unwrap } from './nodes.ts';
import { scopesOf } from './scopes.ts';
import type { TextQuestions } from './texts.ts';
import type { ValueQuestions } from './value.ts';

/** An expression that a call takes for a secret. */
export interface CredentialUse {
  readonly role: CredentialRole;
  readonly expression: ts.Expression;
}

export interface CredentialQuestions {
  /** The arguments of a call that are secrets by what its library says. */
  usesIn(call: ts.CallExpression | ts.NewExpression): readonly CredentialUse[];
}

export function createCredentials(values: ValueQuestions, texts: TextQuestions): CredentialQuestions {
  function usesIn(call: ts.CallExpression | ts.NewExpression): readonly CredentialUse[] {
    if (!call.arguments?.length || !mayTakeSecrets(call.expression) || isDerivation(call)) return [];
    const roles = values
      .of(call.expression)
      .flatMap((value) => (value.kind === 'path' ? credentialRolesOf(`${value.path}()`) : []));
    return [...new Set(roles)]
      .filter((role) => isMeant(role, call))
      .flatMap((role) => placesOf(role.at, call).map((expression) => ({ role, expression })));
  }

  function isMeant({ where }: CredentialRole, call: ts.CallExpression | ts.NewExpression): boolean {
    const argument = where && call.arguments?.[where.at];
    return (
      where === undefined || (argument !== undefined && texts.of(argument).some(({ text }) => where.is.includes(text)))
    );
  }

  function placesOf(at: string, call: ts.CallExpression | ts.NewExpression): readonly ts.Expression[] {
    const [index, ...steps] = at.split('.');
    const argument = call.arguments?.[Number(index)];
    if (argument === undefined || ts.isSpreadElement(argument)) return [];
    return steps
      .reduce<readonly ts.Expression[]>((from, step) => from.flatMap((each) => stepInto(each, step)), [argument])
      .flatMap(elementsOf);
  }

  const stepInto = (from: ts.Expression, step: string): readonly ts.Expression[] =>
    step === '()'
      ? values.of(from).flatMap((value) => (value.kind === 'function' ? returnedExpressions(value.node) : []))
      : texts.property(from, step);

  return { usesIn };
}

/** `createHmac('sha256', 'WebAppData').update(botToken)`: the text is a label, and what it is applied to is the secret. */
function isDerivation(call: ts.Node): boolean {
  const { parent } = call;
  const update = ts.isPropertyAccessExpression(parent) && parent.name.text === 'update' ? parent.parent : undefined;
  const [argument] = update !== undefined && ts.isCallExpression(update) ? update.arguments : [];
  const name = argument && nameOfExpression(argument);
  return name !== undefined && secretNameOf(name) !== undefined;
}

function elementsOf(expression: ts.Expression): readonly ts.Expression[] {
  const node = unwrap(expression);
  return ts.isArrayLiteralExpression(node) ? node.elements.filter((each) => !ts.isSpreadElement(each)) : [expression];
}

/** By its name alone, so that hardly any call is looked up: a method that some library has, or a name that was imported. */
function mayTakeSecrets(callee: ts.Expression): boolean {
  const node = unwrap(callee);
  const name = memberName(node);
  if (name !== undefined) return credentialMethods.has(name);
  if (ts.isCallExpression(node)) return true;
  if (!ts.isIdentifier(node)) return false;
  if (credentialMethods.has(node.text)) return true;
  const binding = scopesOf(node.getSourceFile()).bindingOf(node);
  return binding?.kind === 'import' || (binding?.declarations.some(isRequired) ?? false);
}

/** `const session = require('express-session')` */
function isRequired(node: ts.Node): boolean {
  const made = ts.isVariableDeclaration(node) && node.initializer ? unwrap(node.initializer) : undefined;
  return (
    made !== undefined &&
    ts.isCallExpression(made) &&
    ts.isIdentifier(made.expression) &&
    made.expression.text === 'require'
  );
}

/** Whether a text in the place of a secret is one in use, see `CredentialKind`. */
export function acceptsAsCredential(kind: CredentialKind, text: string): boolean {
  const shape = shapeOf(text);
  switch (kind) {
    case 'made':
      return !unusable.has(shape);
    case 'account':
      return couldBeSecret(shape) || shape === 'uuid' || shape === 'number';
    default:
      if (shape === 'typed') return text.length >= 10 && characterClasses(text) >= 2;
      if (shape === 'words') return text.length >= 16 && /\d/.test(text);
      return shape === 'random' || shape === 'uuid';
  }
}

const unusable: ReadonlySet<ValueShape> = new Set(['empty', 'blank', 'public-key', 'location', 'json-web-token']);
