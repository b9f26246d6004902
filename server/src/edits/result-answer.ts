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
import { swallowedByCatch } from '../semantics/swallowing.ts';
import { reportsAt } from './reporting.ts';
import { quoted, styleOf } from './style.ts';

/** What a function does about an error that came as a value. */
export interface ResultAnswer {
  /** `catch`: throws it into the catch around it. `throw`: to the caller. `return`: as the function gives others. `report`: tells, and leaves. `log`: tells, and goes on. */
  readonly id: 'catch' | 'throw' | 'return' | 'report' | 'log';
  /** @param error the expression that holds it */
  readonly lines: (error: string) => readonly string[];
}

export interface Failing {
  /** What a log line says has failed. */
  readonly subject: string;
  /** The error is no `Error` and would lose its stack. */
  readonly isPlain: boolean;
  /** Whether nobody would hear it thrown, and the code has something else to go on with. */
  readonly isSpared: () => boolean;
}

export function answerAt(
  statement: ts.Statement,
  { subject, isPlain, isSpared }: Failing,
  facts: FileFacts,
): ResultAnswer {
  const tree = statement.getSourceFile();
  const { semicolon } = styleOf(tree);
  const thrown = (error: string): readonly string[] => [
    `throw ${isPlain ? `new Error(${error}.message)` : error}${semicolon}`,
  ];
  const reported = (error: string): readonly string[] => reportsAt(statement, `${subject} failed`, error);
  const clause = guardOf(statement)?.catchClause;
  // What swallows would hear it, and nobody else.
  if (clause) return swallows(clause) ? { id: 'log', lines: reported } : { id: 'catch', lines: thrown };
  const fn = enclosingFunction(statement);
  const returned = fn && failingReturn(fn);
  if (returned !== undefined)
    return { id: 'return', lines: (error) => [...reported(error), `return ${returned}${semicolon}`] };
  if (fn && facts.runtime === 'browser' && isLeftWithoutValue(fn))
    return { id: 'report', lines: (error) => [...reported(error), `return${semicolon}`] };
  if (isSpared()) return { id: 'log', lines: reported };
  return { id: 'throw', lines: thrown };
}

const swallows = (clause: ts.CatchClause): boolean =>
  clause.block.statements.length === 0 || swallowedByCatch(clause) !== undefined;

/** Nobody waits for a value, so that an early `return` breaks no promise. */
export const isLeftWithoutValue = (fn: FunctionNode): boolean =>
  returnedExpressions(fn).length === 0 && (fn.type === undefined || /\bvoid\b/.test(fn.type.getText()));

/**
 * The way in which the function already tells its caller of a failure: `{ success: false, error: 'No name' }`. What the error itself says
 * is for the log: a caller may be a browser.
 */
function failingReturn(fn: FunctionNode): string | undefined {
  for (const returned of returnedExpressions(fn)) {
    const answer = unwrap(returned);
    const form = ts.isObjectLiteralExpression(answer) ? formOf(answer) : undefined;
    if (form !== undefined) return form;
  }
  return undefined;
}

function formOf(answer: ts.ObjectLiteralExpression): string | undefined {
  const parts = answer.properties.map(partOf);
  const known = parts.filter((part) => part !== undefined);
  const tells = known.some((part) => part.startsWith('error:'));
  return tells && known.length === parts.length ? `{ ${known.join(', ')} }` : undefined;
}

function partOf(property: ts.ObjectLiteralElementLike): string | undefined {
  const name = propertyNameText(property.name);
  if (name === undefined || !ts.isPropertyAssignment(property)) return undefined;
  const value = unwrap(property.initializer);
  if (name === 'error') {
    const isText =
      ts.isStringLiteralLike(value) || (ts.isPropertyAccessExpression(value) && value.name.text === 'message');
    return isText ? `error: ${quoted(property.getSourceFile(), 'Something went wrong. Please try again.')}` : undefined;
  }
  const isFailure = (name === 'success' || name === 'ok') && value.kind === ts.SyntaxKind.FalseKeyword;
  const isNothing = name === 'data' && value.kind === ts.SyntaxKind.NullKeyword;
  return isFailure || isNothing ? `${name}: ${value.getText()}` : undefined;
}
