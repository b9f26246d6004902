import { ts } from '../engine/syntax.ts';
import { possibleValues } from './possible-values.ts';
import { unwrap } from './nodes.ts';
import type { TextQuestions } from './texts.ts';

/** The texts that an address begins with, as far as they stand in the code: `https://api.example.com/v1/` of a template. */
export function beginningsOf(address: ts.Expression, texts: TextQuestions): readonly string[] {
  return possibleValues(address).flatMap((value) => beginningOf(unwrap(value), texts));
}

function beginningOf(node: ts.Expression, texts: TextQuestions): readonly string[] {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isTemplateExpression(node)) {
    const [first] = node.templateSpans;
    if (node.head.text !== '' || first === undefined) return [node.head.text];
    return beginningsOf(first.expression, texts).map((text) => text + first.literal.text);
  }
  if (ts.isBinaryExpression(node)) return beginningsOf(node.left, texts);
  if (ts.isNewExpression(node) && node.expression.getText() === 'URL') {
    const [path, base] = node.arguments ?? [];
    return (base ?? path) === undefined ? [] : [base, path].flatMap((each) => (each ? beginningsOf(each, texts) : []));
  }
  return texts.of(node).map(({ text }) => text);
}

/** `api.example.com` of an address that names it. */
export const hostIn = (beginning: string): string | undefined => /^https?:\/\/([^/?#\s:@]+)/i.exec(beginning)?.[1];

const ownMachine =
  /^(?:https?|wss?):\/\/(?:localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[::1\]|host\.docker\.internal)(?![\w.-])/i;

export const isOwnMachine = (beginning: string): boolean => ownMachine.test(beginning);

/** The program asks itself, by the name that its deployment gives it, or reads a file beside it. */
export const isOwnService = (address: ts.Expression): boolean =>
  /\b(?:NEXTAUTH_URL|VERCEL_URL|(?:NEXT_)?(?:PUBLIC_|PRIVATE_)?(?:INTERNAL_)?(?:BASE|APP|SITE|WEB|WEBAPP)_(?:URL|ORIGIN)|import\.meta\.url)\b/.test(
    address.getText(),
  );

/** What no other machine answers: a path of the page's own origin, a text that holds its data, a file, this machine. */
export const staysHere = (beginning: string): boolean =>
  /^(?:\/(?!\/)|\.|data:|blob:|file:)/i.test(beginning) || isOwnMachine(beginning);
