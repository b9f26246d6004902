import type { AnyRule } from '../engine/rule.ts';
import { errorDetailsLeaked } from './errors/error-details-leaked.ts';
import { fakeSuccess } from './errors/fake-success.ts';
import { ignoredAffectedRows } from './errors/ignored-affected-rows.ts';
import { ignoredResultError } from './errors/ignored-result-error.ts';
import { lostErrorCause } from './errors/lost-error-cause.ts';
import { missingErrorListener } from './errors/missing-error-listener.ts';
import { redirectSwallowed } from './errors/redirect-swallowed.ts';
import { swallowedError } from './errors/swallowed-error.ts';
import { thrownNonError } from './errors/thrown-non-error.ts';
import { uncheckedResponse } from './errors/unchecked-response.ts';
import { unguardedJsonParse } from './errors/unguarded-json-parse.ts';
import { unsafeFinally } from './errors/unsafe-finally.ts';
import { hardcodedEndpoint } from './integration/hardcoded-endpoint.ts';
import { ignoredRateLimit } from './integration/ignored-rate-limit.ts';
import { missingAbort } from './integration/missing-abort.ts';
import { missingGracefulShutdown } from './integration/missing-graceful-shutdown.ts';
import { missingIdempotencyKey } from './integration/missing-idempotency-key.ts';
import { missingRetry } from './integration/missing-retry.ts';
import { missingTimeout } from './integration/missing-timeout.ts';
import { retryWithoutBackoff } from './integration/retry-without-backoff.ts';
import { unstableIdempotencyKey } from './integration/unstable-idempotency-key.ts';
import { webhookBodyParsedBeforeSignature } from './integration/webhook-body-parsed-before-signature.ts';
import { webhookFailureSwallowed } from './integration/webhook-failure-swallowed.ts';
import { webhookNotIdempotent } from './integration/webhook-not-idempotent.ts';
import { webhookWithoutSignature } from './integration/webhook-without-signature.ts';
import { asyncCallbackIgnored } from './promises/async-callback-ignored.ts';
import { asyncPromiseExecutor } from './promises/async-promise-executor.ts';
import { asyncRouteWithoutCatch } from './promises/async-route-without-catch.ts';
import { floatingPromise } from './promises/floating-promise.ts';
import { lateAwaitedPromise } from './promises/late-awaited-promise.ts';
import { promiseInCondition } from './promises/promise-in-condition.ts';
import { promiseNotAwaitedInTry } from './promises/promise-not-awaited-in-try.ts';
import { queryNeverRun } from './promises/query-never-run.ts';
import { unresolvedPromisePath } from './promises/unresolved-promise-path.ts';
import { committedEnvFile } from './secrets/committed-env-file.ts';
import { defaultSecretFallback } from './secrets/default-secret-fallback.ts';
import { hardcodedSecret } from './secrets/hardcoded-secret.ts';
import { optionalSecretCheck } from './secrets/optional-secret-check.ts';
import { secretInClientBundle } from './secrets/secret-in-client-bundle.ts';
import { secretInLogs } from './secrets/secret-in-logs.ts';
import { secretInUrl } from './secrets/secret-in-url.ts';
import { expiredSuppression } from './suppressions/expired-suppression.ts';
import { suppressionWithoutReason } from './suppressions/suppression-without-reason.ts';
import { unknownRuleInSuppression } from './suppressions/unknown-rule-in-suppression.ts';
import { unusedSuppression } from './suppressions/unused-suppression.ts';
import { clientControlledPrice } from './validation/client-controlled-price.ts';
import { codeInjection } from './validation/code-injection.ts';
import { commandInjection } from './validation/command-injection.ts';
import { crossSiteScripting } from './validation/cross-site-scripting.ts';
import { headerInjection } from './validation/header-injection.ts';
import { ldapInjection } from './validation/ldap-injection.ts';
import { logInjection } from './validation/log-injection.ts';
import { massAssignment } from './validation/mass-assignment.ts';
import { nosqlInjection } from './validation/nosql-injection.ts';
import { openRedirect } from './validation/open-redirect.ts';
import { pathTraversal } from './validation/path-traversal.ts';
import { promptInjection } from './validation/prompt-injection.ts';
import { prototypePollution } from './validation/prototype-pollution.ts';
import { regexInjection } from './validation/regex-injection.ts';
import { serverSideRequestForgery } from './validation/server-side-request-forgery.ts';
import { sqlInjection } from './validation/sql-injection.ts';
import { templateInjection } from './validation/template-injection.ts';
import { unboundedUpload } from './validation/unbounded-upload.ts';
import { uncheckedNumber } from './validation/unchecked-number.ts';
import { unsafeDeserialization } from './validation/unsafe-deserialization.ts';
import { untrustedMessageOrigin } from './validation/untrusted-message-origin.ts';
import { unvalidatedEnv } from './validation/unvalidated-env.ts';
import { unvalidatedInput } from './validation/unvalidated-input.ts';
import { unvalidatedResponse } from './validation/unvalidated-response.ts';
import { xmlExternalEntity } from './validation/xml-external-entity.ts';

/** Every rule, sorted by id. `npm run new-rule` adds to it. */
export const rules: readonly AnyRule[] = [
  asyncCallbackIgnored,
  asyncPromiseExecutor,
  asyncRouteWithoutCatch,
  clientControlledPrice,
  codeInjection,
  commandInjection,
  committedEnvFile,
  crossSiteScripting,
  defaultSecretFallback,
  errorDetailsLeaked,
  expiredSuppression,
  fakeSuccess,
  floatingPromise,
  hardcodedEndpoint,
  hardcodedSecret,
  headerInjection,
  ignoredAffectedRows,
  ignoredRateLimit,
  ignoredResultError,
  lateAwaitedPromise,
  ldapInjection,
  logInjection,
  lostErrorCause,
  massAssignment,
  missingAbort,
  missingErrorListener,
  missingGracefulShutdown,
  missingIdempotencyKey,
  missingRetry,
  missingTimeout,
  nosqlInjection,
  openRedirect,
  optionalSecretCheck,
  pathTraversal,
  promiseInCondition,
  promiseNotAwaitedInTry,
  promptInjection,
  prototypePollution,
  queryNeverRun,
  redirectSwallowed,
  regexInjection,
  retryWithoutBackoff,
  secretInClientBundle,
  secretInLogs,
  secretInUrl,
  serverSideRequestForgery,
  sqlInjection,
  suppressionWithoutReason,
  swallowedError,
  templateInjection,
  thrownNonError,
  unboundedUpload,
  uncheckedNumber,
  uncheckedResponse,
  unguardedJsonParse,
  unknownRuleInSuppression,
  unresolvedPromisePath,
  unsafeDeserialization,
  unsafeFinally,
  unstableIdempotencyKey,
  untrustedMessageOrigin,
  unusedSuppression,
  unvalidatedEnv,
  unvalidatedInput,
  unvalidatedResponse,
  webhookBodyParsedBeforeSignature,
  webhookFailureSwallowed,
  webhookNotIdempotent,
  webhookWithoutSignature,
  xmlExternalEntity,
];
