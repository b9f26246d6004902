import { environmentFix } from '../../edits/environment/environment-fix.ts';
import { environmentRefusal } from '../../edits/environment/move-to-environment.ts';
import { defineRule } from '../../engine/rule.ts';
import { textKindOf } from '../../secrets/secret.ts';
import { secretsInText } from '../../semantics/secrets-in-text.ts';

type Data = {
  /** In a sentence: `live Stripe secret key`. */
  readonly label: string;
  /** The name it would get in the environment. */
  readonly variable: string;
  readonly format: string;
  /** The last characters of a long value, so that it can be told from others; never more. */
  readonly shown: string;
  /** What to do where it cannot be moved to the environment; empty where it can. */
  readonly refusal: string;
};

export const hardcodedSecret = defineRule<Data>({
  meta: {
    id: 'hardcoded-secret',
    family: 'secrets',
    severity: 'error',
    needs: 'flow',
    docs: {
      why: 'Everybody who can read the repository, a copy of it or the built files has the secret, and it stays in the history of Git after it is removed.',
      bad: `# config.yml\nmail_password: correct-horse-battery`,
      good: `# config.yml\nmail_password: \${MAIL_PASSWORD}`,
      silent: [
        'placeholders, examples and references to where a secret is kept',
        'public and publishable keys, hashes, ids',
        'environment files: secrets belong there, and the file outside of Git, see `committed-env-file`',
      ],
    },
  },
  checkText: (ctx) => {
    for (const { span, severity, ...data } of secretsInText(ctx)) {
      const refusal = textKindOf(ctx.file) === 'code' ? (environmentRefusal(ctx) ?? '') : '';
      ctx.report(span, { ...data, refusal }, { severity });
    }
  },
  message: ({ label, shown, refusal }) =>
    `${capital(withArticle(label))}${shown === '' ? '' : ` that ends in \`${shown}\``} stands here. Whoever reads the repository, now or in its history, has it.${refusal === '' ? '' : ` ${refusal}`}`,
  fixes: [environmentFix],
});

const withArticle = (label: string): string => `${/^[aeiou]/i.test(label) ? 'an' : 'a'} ${label}`;
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
