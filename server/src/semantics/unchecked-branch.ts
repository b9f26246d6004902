import { ts } from '../engine/syntax.ts';
import { asksForMode, runsInDevelopmentOnly } from './running-mode.ts';

/** What a service signs its events with, as the request carries it and as code names it. */
const signed = /signature|\bsig\b|hmac|svix|digest/i;

const checks = /\b(?:constructEvent(?:Async)?|unmarshal|unwrap\w*|verify\w*|createHmac|timingSafeEqual)\(/;

const parses = /=\s*(?:await\s+)?(?:JSON\.parse\(|req(?:uest)?\.body\b|(?:req|request|c\.req)\.json\()/;

/**
 * The branch that takes an event as it comes, where the other one checks its signature and the request decides which it is: who
 * leaves the header out is not asked.
 */
export function uncheckedBranch(statement: ts.IfStatement): ts.Statement | undefined {
  const { expression, thenStatement, elseStatement } = statement;
  const test = expression.getText();
  if (elseStatement === undefined || !signed.test(test) || asksForMode(expression)) return undefined;
  const [checked, other] = isDenied(expression) ? [elseStatement, thenStatement] : [thenStatement, elseStatement];
  if (!checks.test(checked.getText()) || ts.isIfStatement(other)) return undefined;
  const text = other.getText();
  const isTaken = parses.test(text) && !checks.test(text) && !/\b(?:throw|return)\b/.test(text);
  return isTaken && !/NODE_ENV|\bis_?(?:dev|prod|test)/i.test(text) && !runsInDevelopmentOnly(other)
    ? other
    : undefined;
}

/** `!signature`, `!secret || !signature` */
const isDenied = (test: ts.Expression): boolean => test.getText().startsWith('!');
