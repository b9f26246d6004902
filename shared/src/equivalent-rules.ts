/** Stands for all rules, in comments of tools that have no names for them. */
export const anyRule = '*';

const promises = ['floating-promise'];
const callbacks = ['async-callback-ignored', 'async-route-without-catch', 'promise-in-condition'];

/** Rules of other tools, by the rules here that find the same; the names are those of their documentation. */
const equivalents: Readonly<Record<string, readonly string[]>> = {
  '@typescript-eslint/no-floating-promises': promises,
  'typescript/no-floating-promises': promises,
  'promise/catch-or-return': promises,
  'lint/nursery/noFloatingPromises': promises,
  'lint/suspicious/noFloatingPromises': promises,
  '@typescript-eslint/no-misused-promises': callbacks,
  'typescript/no-misused-promises': callbacks,
  'lint/nursery/noMisusedPromises': callbacks,
  'lint/suspicious/noMisusedPromises': callbacks,
  'sonarjs/no-async-constructor': promises,
  'no-async-promise-executor': ['async-promise-executor'],
  'lint/suspicious/noAsyncPromiseExecutor': ['async-promise-executor'],
  '@typescript-eslint/return-await': ['promise-not-awaited-in-try'],
  'no-unsafe-finally': ['unsafe-finally'],
  'lint/correctness/noUnsafeFinally': ['unsafe-finally'],
  'no-throw-literal': ['thrown-non-error'],
  '@typescript-eslint/only-throw-error': ['thrown-non-error'],
  '@typescript-eslint/prefer-promise-reject-errors': ['thrown-non-error'],
  'prefer-promise-reject-errors': ['thrown-non-error'],
  'lint/style/useThrowOnlyError': ['thrown-non-error'],
  'preserve-caught-error': ['lost-error-cause'],
  'lint/security/noSecrets': ['hardcoded-secret'],
  'lint/nursery/noSecrets': ['hardcoded-secret'],
  'no-secrets/no-secrets': ['hardcoded-secret'],
  'sonarjs/no-hardcoded-passwords': ['hardcoded-secret'],
  'sonarjs/no-hardcoded-secrets': ['hardcoded-secret'],
  'no-eval': ['code-injection'],
  'no-implied-eval': ['code-injection'],
  '@typescript-eslint/no-implied-eval': ['code-injection'],
  'no-new-func': ['code-injection'],
  'lint/security/noGlobalEval': ['code-injection'],
  'security/detect-eval-with-expression': ['code-injection'],
  'security/detect-child-process': ['command-injection'],
  'sonarjs/os-command': ['command-injection'],
  'security/detect-non-literal-fs-filename': ['path-traversal'],
  'security/detect-non-literal-regexp': ['regex-injection'],
  'sonarjs/sql-queries': ['sql-injection'],
  'react/no-danger': ['cross-site-scripting'],
  'no-unsanitized/property': ['cross-site-scripting'],
  'no-unsanitized/method': ['cross-site-scripting'],
  'lint/security/noDangerouslySetInnerHtml': ['cross-site-scripting'],
};

/** SonarQube for IDE names its rules by number, after the language: `typescript:S6544`. */
const bySonar: Readonly<Record<string, readonly string[]>> = {
  S1143: ['unsafe-finally'],
  S1523: ['code-injection'],
  S2068: ['hardcoded-secret'],
  S2077: ['sql-injection'],
  S3696: ['thrown-non-error'],
  S4721: ['command-injection'],
  S4822: ['promise-not-awaited-in-try'],
  S6418: ['hardcoded-secret'],
  S6544: callbacks,
};

/** The rules here that a comment for another tool speaks of. One without names was mostly written for other reasons, and counts for none. */
export const equivalentsOf = (named: readonly string[]): readonly string[] => [
  ...new Set(
    named.flatMap((rule) => equivalents[rule] ?? bySonar[rule.replace(/^(?:java|type)script:(?=S\d)/, '')] ?? []),
  ),
];
