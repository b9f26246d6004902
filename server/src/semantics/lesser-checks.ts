import type { Snapshot } from '../engine/snapshot.ts';
import { ts } from '../engine/syntax.ts';
import { isNeverCalled } from './never-called.ts';
import { functionAround, leaves } from './optional-secrets.ts';
import { isPutAside } from './trial-places.ts';

/** Whether it lets nobody in who should stay out, or not yet, when the check of a secret is skipped. */
export const isLesserCheck = (node: ts.Node, secret: string, snapshot: Snapshot): boolean =>
  oftenLeftOut.test(secret) || isSignedIn(node) || isPutAsideWith(node, snapshot) || isNeverCalled(node, snapshot);

const isPutAsideWith = (node: ts.Node, snapshot: Snapshot): boolean => {
  const { fileName } = node.getSourceFile();
  return isPutAside(fileName, snapshot.rootOf(fileName));
};

/** Figures for monitoring, which many leave open within their network, and a captcha, behind which the password is asked for all the same. */
const oftenLeftOut = /metrics|prometheus|health|status_?page|captcha|turnstile/i;

/** `if (!user) return 401` stands before it: the secret is a second lock. */
function isSignedIn(node: ts.Node): boolean {
  for (let current = node; !ts.isSourceFile(current); current = current.parent) {
    const { parent, pos } = current;
    if (ts.isBlock(parent) && parent.statements.some((each) => each.pos < pos && refusesStrangers(each))) return true;
    if (functionAround(node) === parent) return false;
  }
  return false;
}

const refusesStrangers = (statement: ts.Statement): boolean =>
  ts.isIfStatement(statement) &&
  /^!\s*[\w$.?]*(?:user|session|member|account|profile)/i.test(statement.expression.getText()) &&
  leaves(statement.thenStatement) &&
  /\b40[13]\b/.test(statement.thenStatement.getText());
