import type { FileFacts } from '../engine/snapshot.ts';
import { ts } from '../engine/syntax.ts';
import { guardOf } from '../semantics/guards.ts';
import {
  enclosingFunction,
  type FunctionNode,
  propertyNameText,
  returnedExpressions,
  unwrap,
} from '../semantics/nodes.ts';
import { reportsAt } from './reporting.ts';
import { styleOf } from './style.ts';

/** What a function does about an error that came as a value. */
export interface ResultAnswer {
  /** `catch`: throws it into the catch around it. `throw`: to the caller. `return`: as the function gives others. `report`: tells, and leaves. */
  readonly id: 'catch' | 'throw' | 'return' | 'report';
  /** @param error the expression that holds it */
  readonly lines: (error: string) => readonly string[];
}

/** @param isPlain the error is no `Error` and would lose its stack */
export function answerAt(statement: ts.Statement, subject: string, isPlain: boolean, facts: FileFacts): ResultAnswer {
  const tree = statement.getSourceFile();
  const { semicolon } = styleOf(tree);
  const thrown = (error: string): readonly string[] => [
    `throw ${isPlain ? `new Error(${error}.message)` : error}${semicolon}`,
  ];
  if (guardOf(statement)?.catchClause) return { id: 'catch', lines: thrown };
  const fn = enclosingFunction(statement);
  const returned = fn && failingReturn(fn);
  if (returned) return { id: 'return', lines: (error) => [`return ${returned(error)}${semicolon}`] };
  if (fn && facts.runtime === 'browser' && isLeftWithoutValue(fn))
    return {
      id: 'report',
      lines: (error) => [...reportsAt(statement, `${subject} failed`, error), `return${semicolon}`],
    };
  return { id: 'throw', lines: thrown };
}

/** Nobody waits for a value, so that an early `return` breaks no promise. */
export const isLeftWithoutValue = (fn: FunctionNode): boolean =>
  returnedExpressions(fn).length === 0 && (fn.type === undefined || /\bvoid\b/.test(fn.type.getText()));

/** The way in which the function already gives an error to its caller: `{ success: false, error: e.message }`. */
function failingReturn(fn: FunctionNode): ((error: string) => string) | undefined {
  for (const returned of returnedExpressions(fn)) {
    const answer = unwrap(returned);
    const form = ts.isObjectLiteralExpression(answer) ? formOf(answer) : undefined;
    if (form) return form;
  }
  return undefined;
}

function formOf(answer: ts.ObjectLiteralExpression): ((error: string) => string) | undefined {
  const parts = answer.properties.map(partOf);
  const known = parts.filter((part) => part !== undefined);
  if (known.length < parts.length || !known.some(({ isError }) => isError)) return undefined;
  return (error) => `{ ${known.map(({ text }) => text(error)).join(', ')} }`;
}

interface AnswerPart {
  readonly isError: boolean;
  readonly text: (error: string) => string;
}

function partOf(property: ts.ObjectLiteralElementLike): AnswerPart | undefined {
  const name = propertyNameText(property.name);
  if (name === undefined) return undefined;
  if (ts.isShorthandPropertyAssignment(property))
    return name === 'error'
      ? { isError: true, text: (error) => (error === name ? name : `${name}: ${error}`) }
      : undefined;
  if (!ts.isPropertyAssignment(property)) return undefined;
  const value = unwrap(property.initializer);
  if (name === 'error') return errorPart(value);
  const isFailure = (name === 'success' || name === 'ok') && value.kind === ts.SyntaxKind.FalseKeyword;
  const isNothing = name === 'data' && value.kind === ts.SyntaxKind.NullKeyword;
  return isFailure || isNothing ? { isError: false, text: () => `${name}: ${value.getText()}` } : undefined;
}

/** A text is given a text, an error an error. */
function errorPart(value: ts.Expression): AnswerPart | undefined {
  const isMessage = ts.isPropertyAccessExpression(value) && value.name.text === 'message';
  if (isMessage || ts.isStringLiteralLike(value)) return { isError: true, text: (error) => `error: ${error}.message` };
  const isError = ts.isIdentifier(value) && /(?:^e|E)rr(?:or)?$/.test(value.text);
  return isError ? { isError: true, text: (error) => (error === 'error' ? 'error' : `error: ${error}`) } : undefined;
}
