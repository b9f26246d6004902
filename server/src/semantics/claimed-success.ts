import { ts } from '../engine/syntax.ts';
import type { Answer } from './answer-forms.ts';
import { propertyNameText, unwrap } from './nodes.ts';

/** How an answer passes for one of success: by what it says, or by data that is made up and empty. */
export type Claim = 'said' | 'empty';

const flags = /^(?:success|ok|received|sent|saved|created|updated|deleted|processed|accepted|acknowledged|valid)$/;
/** `success: false`, `emailSent: false`: where these are denied, the answer names the part that went wrong. */
const denied =
  /(?:success|ok|received|sent|saved|created|updated|deleted|processed|accepted|acknowledged|valid|delivered|synced|notified|done|completed?)$/i;
/** What admits that not all went well. */
const admitting =
  /err|fail|warn|degrad|fallback|partial|cache|demo|mock|offline|skip|queue|stale|issue|problem|retry|pending|reason|unavailable|configured|source|note|default/i;

export const isSuccess = ({ status }: Answer): boolean => status !== undefined && status >= 200 && status < 300;

/** Undefined for answers that tell of the failure in any way. */
export function claimOf(answer: Answer): Claim | undefined {
  if (!isSuccess(answer)) return undefined;
  const [content, ...others] = answer.contents;
  if (others.length > 0) return undefined;
  if (content === undefined) return answer.status === 200 && answer.statusNode ? 'said' : undefined;
  const body = unwrap(content);
  if (ts.isStringLiteralLike(body))
    return /^(?:ok|success|received|done)\b[.!]?$/i.test(body.text) ? 'said' : undefined;
  if (ts.isArrayLiteralExpression(body)) return body.elements.length === 0 ? 'empty' : undefined;
  return ts.isObjectLiteralExpression(body) ? claimOfObject(body) : undefined;
}

function claimOfObject(body: ts.ObjectLiteralExpression): Claim | undefined {
  if (body.properties.some((property) => admits(property))) return undefined;
  if (body.properties.some((property) => says(property))) return 'said';
  const values = body.properties.map((property) =>
    ts.isPropertyAssignment(property) ? property.initializer : undefined,
  );
  const isEmpty = values.length > 0 && values.every((value) => value !== undefined && isNothing(value));
  return isEmpty && values.some((value) => value && ts.isArrayLiteralExpression(unwrap(value))) ? 'empty' : undefined;
}

function admits(property: ts.ObjectLiteralElementLike): boolean {
  if (ts.isSpreadAssignment(property)) return true;
  const name = propertyNameText(property.name) ?? '';
  if (admitting.test(name)) return true;
  const value = ts.isPropertyAssignment(property) ? unwrap(property.initializer) : undefined;
  if (value === undefined) return false;
  if (ts.isStringLiteralLike(value) || ts.isTemplateExpression(value)) return admitting.test(value.getText());
  return denied.test(name) && value.kind === ts.SyntaxKind.FalseKeyword;
}

function says(property: ts.ObjectLiteralElementLike): boolean {
  if (!ts.isPropertyAssignment(property)) return false;
  const name = propertyNameText(property.name) ?? '';
  const value = unwrap(property.initializer);
  if (value.kind === ts.SyntaxKind.TrueKeyword) return flags.test(name);
  return ts.isStringLiteralLike(value) && name === 'status' && /^(?:ok|success|received)$/i.test(value.text);
}

/** `[]`, `{}`, `0`, `null`, `false`, `''`. */
function isNothing(expression: ts.Expression): boolean {
  const value = unwrap(expression);
  if (ts.isArrayLiteralExpression(value)) return value.elements.length === 0;
  if (ts.isObjectLiteralExpression(value))
    return value.properties.every((each) => ts.isPropertyAssignment(each) && isNothing(each.initializer));
  if (ts.isNumericLiteral(value)) return Number(value.text) <= 1;
  if (ts.isStringLiteralLike(value)) return value.text === '';
  return value.kind === ts.SyntaxKind.NullKeyword || value.kind === ts.SyntaxKind.FalseKeyword;
}
