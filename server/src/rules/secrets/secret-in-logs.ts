import type { Severity } from '../../../../shared/src/finding.ts';
import { redactEdits, removeFromCall } from '../../edits/redacting.ts';
import { defineRule, type RuleContext } from '../../engine/rule.ts';
import { isLogCall, writtenParts } from '../../semantics/log-calls.ts';
import { loggedSecret } from '../../semantics/logged-secrets.ts';
import { calleeWords, shortText } from '../../semantics/nodes.ts';
import { runsInDevelopmentOnly } from '../../semantics/running-mode.ts';

type Data = {
  /** In a sentence: `the password`. */
  readonly what: string;
  /** The code's own words for it. */
  readonly words: string;
  readonly logger: string;
  readonly canRemove: boolean;
};

export const secretInLogs = defineRule<Data>({
  meta: {
    id: 'secret-in-logs',
    family: 'secrets',
    severity: 'information',
    needs: 'flow',
    docs: {
      why: 'Logs are kept for months, copied to services and read by many. Whoever reads them can sign in as the user whose password, token or code is in a line.',
      bad: `console.log('login', email, password);`,
      good: `console.log('login', email);`,
      silent: [
        'whether there is one, its length, its type, its first characters, a mask, a hash',
        'counts of tokens, ids of tokens, errors, public keys, keys of caches and rows',
        'a line that runs in development alone, a script in a terminal, a test',
        'the headers of an answer, a body without its secrets',
      ],
    },
  },
  check: (ctx) => ({
    CallExpression(call) {
      if (ctx.facts.fileClass !== 'source' || !writesForOthers(ctx) || !isLogCall(call)) return;
      for (const part of call.arguments.flatMap(writtenParts)) {
        const secret = loggedSecret(part);
        if (secret === undefined || runsInDevelopmentOnly(call)) continue;
        const severity = severityOf(secret.kind, ctx);
        if (severity === undefined) continue;
        const data = {
          what: secret.what,
          words: shortText(part),
          logger: calleeWords(call.expression),
          canRemove: removeFromCall(part) !== undefined,
        };
        ctx.report(part, data, { severity });
      }
    },
  }),
  message: ({ what, words, logger }) =>
    `\`${logger}\` writes ${what} (\`${words}\`) to the log. Whoever reads the log, now or in a copy of it, has it.`,
  fixes: [
    {
      id: 'remove',
      safety: 'unsafe',
      title: ({ words }) => `Leave \`${words}\` out of the log`,
      appliesTo: ({ canRemove }) => canRemove,
      edits: (node) => removeFromCall(node),
    },
    {
      id: 'redact',
      safety: 'unsafe',
      title: ({ words }) => `Write \`[redacted]\` instead of \`${words}\``,
      edits: (node) => redactEdits(node),
    },
  ],
});

/** A script writes to the terminal of whoever runs it. */
function writesForOthers({ facts }: RuleContext<Data>): boolean {
  return facts.runtime !== 'cli' && facts.runtime !== 'build' && facts.runtime !== 'test';
}

/** To be raised once enough findings on real code were judged. A user sees nobody's secrets but the own ones in a browser; of those, a password should not be on a screen. */
function severityOf(kind: 'password' | 'token' | 'body', { facts }: RuleContext<Data>): Severity | undefined {
  if (facts.runtime !== 'browser') return 'information';
  return kind === 'password' ? 'information' : undefined;
}
