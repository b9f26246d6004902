import { ts } from '../engine/syntax.ts';
import { memberName, propertyNameText, unwrap } from './nodes.ts';
import { scopesOf } from './scopes.ts';

/** What a piece of code does that can fail and that somebody would miss. */
export interface CaughtWork {
  readonly call: ts.Expression;
  /** A write leaves something undone that the user asked for; a read leaves something out. */
  readonly kind: 'write' | 'read';
}

/** False of calls that tell of failure by a value, which no `catch` sees. */
export type MayThrow = (call: ts.Expression) => boolean;
const always: MayThrow = () => true;

/** The first write that a piece of code waits for, else the first read; undefined where all that can fail may fail quietly. */
export function workIn(node: ts.Node, mayThrow = always): CaughtWork | undefined {
  const found = waitedFor(node).flatMap((call): readonly CaughtWork[] => {
    const kind = kindOf(call);
    return kind === undefined || !mayThrow(call) ? [] : [{ call, kind }];
  });
  return found.find(({ kind }) => kind === 'write') ?? found[0];
}

/** What a promise does: its own call, and what the callbacks along its chain wait for. */
export function workOfPromise(promise: ts.Expression, mayThrow = always): CaughtWork | undefined {
  const call = chainStart(promise);
  const own = mayThrow(call) ? kindOf(call) : undefined;
  const inside = own === 'write' ? undefined : workIn(promise, mayThrow);
  return inside?.kind === 'write' || own === undefined ? inside : { call, kind: own };
}

/** Whether code waits for a write outside of one part of it. */
export function writesOutside(part: ts.Node, whole: ts.Node): boolean {
  if (whole === part) return false;
  if (ts.isAwaitExpression(whole) && kindOf(chainStart(whole.expression)) === 'write') return true;
  return ts.forEachChild(whole, (child) => writesOutside(part, child) || undefined) ?? false;
}

/** Awaited expressions, and what is written to disk without waiting; what a `try` of its own catches stays with it. */
function waitedFor(node: ts.Node): readonly ts.Expression[] {
  const found: ts.Expression[] = [];
  const visit = (each: ts.Node): void => {
    if (ts.isTryStatement(each) && each.catchClause) {
      visit(each.catchClause);
      if (each.finallyBlock) visit(each.finallyBlock);
      return;
    }
    if (ts.isAwaitExpression(each) && !isHandled(each.expression)) found.push(chainStart(each.expression));
    if (ts.isCallExpression(each) && /^(?:write|append)\w*Sync$/.test(calledName(each))) found.push(each);
    ts.forEachChild(each, visit);
  };
  visit(node);
  return found;
}

/** `load().catch(…)` has its own handler, and so may all that `Promise.all` waits for. */
function isHandled(expression: ts.Expression): boolean {
  const node = unwrap(expression);
  if (!ts.isCallExpression(node)) return false;
  const [list] = node.arguments;
  const isAll = calledName(node) === 'all' && list !== undefined && ts.isArrayLiteralExpression(list);
  return isAll ? list.elements.every(isHandled) : calledName(node) === 'catch';
}

const calledName = (call: ts.CallExpression): string => {
  const callee = unwrap(call.expression);
  return ts.isIdentifier(callee) ? callee.text : (memberName(callee) ?? '');
};

/** Without `.then(…)` and the like, which only follow what is done before. */
function chainStart(expression: ts.Expression): ts.Expression {
  const node = unwrap(expression);
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return node;
  return /^(?:then|catch|finally)$/.test(node.expression.name.text) ? chainStart(node.expression.expression) : node;
}

/** Clean-up, what the browser may refuse, probes, records kept on the side, and what is only prepared or repeated. */
const quiet =
  /^(?:close|end|quit|destroy|dispose|terminate|kill|stop|abort|cancel|disconnect|release|rollback|unlink|rm|rmdir|rimraf|unsubscribe|detach|leave|drain|flush|play|pause|resume|vibrate|share|writeText|readText|setPointerCapture|\w*fullscreen|requestPermissions?\w*|lock|unlock\w*|l?stat|access|exists|head|ping|allSettled|sleep|delay|wait|preload\w*|prefetch\w*|warm\w*|invalidate\w*|revalidate\w*|refetch\w*|json|text|parse|import|getItem|setItem|removeItem|(?:prevent)?\w*HideAsync|impactAsync|notificationAsync|selectionAsync|react|deferReply|deferUpdate|editReply|followUp|reply|answerCbQuery|answerCallbackQuery|deleteMessage|editMessage\w*|sendChatAction|sendPresence\w*|skipWaiting|sign_?out|log_?out|(?:set|clear)AppBadge|mark\w*(?:Read|Seen|Viewed)|waitForTimeout|waitFor\w*|screenshot)$/i;
const quietWords =
  /^(?:track|log|audit|report|capture|record|beacon|heartbeat|analytics?|telemetry|metrics?|stats?|clean|cleanup|teardown|cache|haptics?|sentry|posthog|mixpanel|gtag|debug|presence|touch|increment|typing|remember|learn|warn|clear|reset|dispose|unregister|close|stop|abort|cancel|release|delete|remove|unlink|prune|rollback)(?=[A-Z_\d]|$)/;
/** `seedFormatCache(…)`: what is not in there is fetched again. */
const fillsCache = /[a-z]Cache$/;
const quietAddress =
  /(?:track|analytics|telemetry|metric|beacon|log|event|view|impression|heartbeat|ping|stats?|read|seen)s?(?:[/?`'"-]|$)/i;
const quietOwners =
  /^(?:\w*[cC]ache\w*|redis\w*|kv|serviceWorker|runtime|Haptics|SplashScreen|analytics|posthog|Sentry|logger|audio\w*)$/;

const writing =
  /^(?:add|apply|approve|archive|assign|book|bulk|buy|charge|checkout|commit|complete|confirm|copy|create|deduct|deposit|dispatch|edit|emit|enqueue|execute|generate|handle|import|insert|invite|invoke|issue|mark|merge|migrate|move|notify|order|patch|pay|persist|place|post|process|provision|publish|push|put|queue|refund|register|reject|rename|reorder|replace|reserve|restore|revoke|rpc|run|save|schedule|seed|send|set|sign|store|submit|sync|toggle|transfer|trigger|update|upload|upsert|withdraw|write)(?=[A-Z_\d]|$)/;
const writingMethod = /^['"`](?:POST|PUT|PATCH|DELETE)['"`]$/i;
const writingSql = /\b(?:insert\s+into|update\s+[\w."$`]{1,80}\s+set|delete\s+from)\b/i;

/** Rows past their time are gone with the next run. */
const tidyingSql = /\bdelete\s+from\b[^]*(?:expire|\binterval\b)/i;

function kindOf(expression: ts.Expression): CaughtWork['kind'] | undefined {
  if (!ts.isCallExpression(expression) || expression.expression.kind === ts.SyntaxKind.ImportKeyword) return undefined;
  const { names, given } = partsOf(expression);
  const [last = ''] = names;
  const owners = names.slice(1);
  if (quiet.test(last) || owners.some((name) => quietOwners.test(name)) || readsFiles(last, owners)) return undefined;
  if (isMutation(expression.expression) || given.some((each) => isBeside(each))) return undefined;
  if (givesClient(last, expression)) return undefined;
  if (isRequest(last, owners)) return kindOfRequest(given);
  if ((quietWords.test(last) || fillsCache.test(last)) && !isQuery(names)) return undefined;
  if (/^(?:rpc|invoke)$/.test(last) && isQuietProcedure(given)) return undefined;
  if (names.some((name) => /^(?:insert|upsert|update|delete|create)\w*$/.test(name)) && isQuery(names)) return 'write';
  if (/^(?:post|put|patch|delete)$/.test(last)) return isQuiet(given) ? undefined : 'write';
  if (holdsSql(given, tidyingSql)) return undefined;
  return writing.test(last) || holdsSql(given, writingSql) ? 'write' : 'read';
}

/** A mutation tells of its failure by its own `onError`: `const { mutateAsync: save } = useMutation(…)`. */
function isMutation(callee: ts.Expression): boolean {
  const node = unwrap(callee);
  if (!ts.isIdentifier(node)) return memberName(node) === 'mutateAsync';
  const declaration = scopesOf(node.getSourceFile()).bindingOf(node)?.declarations[0];
  if (declaration === undefined || !ts.isBindingElement(declaration)) return false;
  return (declaration.propertyName ?? declaration.name).getText() === 'mutateAsync';
}

/** `createClient()` of a database only makes what is asked later; with an argument, it may store a customer. */
const givesClient = (name: string, call: ts.CallExpression): boolean =>
  call.arguments.length === 0 && /^(?:create|make|get|build|init)\w*(?:Client|Supabase)$/i.test(name);

/** Beside what counts: a note of how something else has failed, a push for a worker that runs anyway, a look at the machine. */
const isBeside = (given: ts.Expression): boolean =>
  notesFailure(given) || notesSight(given) || pushesWorker(given) || looksAtMachine(given) || isBroadcast(given);

/** `channel.send({ type: 'broadcast', … })` tells who happens to look; the next visit reads what was stored. */
function isBroadcast(given: ts.Expression): boolean {
  const node = unwrap(given);
  if (!ts.isObjectLiteralExpression(node)) return false;
  return node.properties.some(
    (each) =>
      ts.isPropertyAssignment(each) &&
      propertyNameText(each.name) === 'type' &&
      ts.isStringLiteralLike(each.initializer) &&
      each.initializer.text === 'broadcast',
  );
}

const sight =
  /^(?:unread|new|notification|badge)s?_?(?:\w+_?)?count$|^(?:is_?)?(?:read|seen|viewed)(?:_?at)?$|^last_?(?:read|seen|viewed)(?:_?at)?$/i;

/** `{ notification_count: 0 }`, `{ seen_at: now }`: the next visit notes it again. */
function notesSight(given: ts.Expression): boolean {
  const node = unwrap(given);
  return (
    ts.isObjectLiteralExpression(node) &&
    node.properties.length > 0 &&
    node.properties.every((each) => sight.test(propertyNameText(each.name) ?? ''))
  );
}

/** `{ lastError: reason }`, `updates` with `updates.error = …`. */
function notesFailure(given: ts.Expression): boolean {
  const node = unwrap(given);
  if (ts.isObjectLiteralExpression(node))
    return node.properties.some((each) => failing.test(propertyNameText(each.name) ?? '') && !isNull(each));
  if (!ts.isIdentifier(node)) return false;
  const uses = scopesOf(node.getSourceFile()).bindingOf(node)?.references ?? [];
  return uses.some(({ parent }) => ts.isPropertyAccessExpression(parent) && isNoteWritten(parent));
}

/** `{ state: 'done', error: null }` says that it went well. */
const isNull = (property: ts.ObjectLiteralElementLike): boolean =>
  ts.isPropertyAssignment(property) && unwrap(property.initializer).kind === ts.SyntaxKind.NullKeyword;

const failing = /^(?:last_?)?(?:error|failure)(?:_?(?:message|reason|text|at))?$|^failed_?at$/i;

const isNoteWritten = ({ name, parent }: ts.PropertyAccessExpression): boolean =>
  failing.test(name.text) && ts.isBinaryExpression(parent) && parent.left.getText().endsWith(`.${name.text}`);

/** `{ body: { batchSize: 10 } }` names nothing that would be left undone: it waits where the worker finds it. */
function pushesWorker(given: ts.Expression): boolean {
  const node = unwrap(given);
  const body = ts.isObjectLiteralExpression(node)
    ? node.properties.find((each) => propertyNameText(each.name) === 'body')
    : undefined;
  if (body === undefined || !ts.isPropertyAssignment(body)) return false;
  const value = unwrap(body.initializer);
  const inner = ts.isCallExpression(value) && value.arguments[0] ? unwrap(value.arguments[0]) : value;
  return (
    ts.isObjectLiteralExpression(inner) &&
    inner.properties.length > 0 &&
    inner.properties.every((each) => ts.isPropertyAssignment(each) && ts.isNumericLiteral(unwrap(each.initializer)))
  );
}

/** Commands that fail where there is nothing to tell. */
const looksAtMachine = (given: ts.Expression): boolean =>
  /^['"`](?:git config (?!.*\b(?:--add|--unset|set)\b)(?:--\w+ )*[\w.]+['"`]$|which |where |command -v |\S+ --?v(?:ersion)?['"`]$)/.test(
    given.getText(),
  );

/** A file that is not there is as good as an empty one. */
const readsFiles = (name: string, owners: readonly string[]): boolean =>
  /^(?:readFile|readdir|readJson|readJSON|glob|opendir|readlink|realpath)$/.test(name) ||
  (/^(?:read|ls|list)/.test(name) && owners.some((owner) => /^(?:fs|fsp|promises|FileSystem)$/.test(owner)));

/** The names along a chain, the last one first, and what its calls were given. */
function partsOf(expression: ts.Expression): {
  readonly names: readonly string[];
  readonly given: readonly ts.Expression[];
} {
  const names: string[] = [];
  const given: ts.Expression[] = [];
  for (let node = unwrap(expression); ;) {
    if (ts.isCallExpression(node)) {
      given.push(...node.arguments);
      node = unwrap(node.expression);
    } else if (ts.isPropertyAccessExpression(node)) {
      names.push(node.name.text);
      node = unwrap(node.expression);
    } else {
      if (ts.isIdentifier(node)) names.push(node.text);
      return { names, given };
    }
  }
}

const databases =
  /^(?:\w*(?:db|database|prisma|supabase\w*|knex|drizzle|trx?|tx|client|repo(?:sitory)?|model|collection)|from|into|values|where)$/i;
const isQuery = (names: readonly string[]): boolean => names.slice(1).some((name) => databases.test(name));

const isRequest = (name: string, owners: readonly string[]): boolean =>
  /^(?:\w*fetch|\w*[rR]equest|axios|ky|got)$/.test(name) && owners.length <= 1;

function kindOfRequest(given: readonly ts.Expression[]): CaughtWork['kind'] | undefined {
  if (isQuiet(given)) return undefined;
  return given.some(namesWritingMethod) ? 'write' : 'read';
}

/** `'POST'` itself, or `{ method: 'POST' }`. */
function namesWritingMethod(argument: ts.Expression): boolean {
  if (!ts.isObjectLiteralExpression(argument)) return writingMethod.test(argument.getText());
  return argument.properties.some(
    (property) =>
      ts.isPropertyAssignment(property) &&
      property.name.getText() === 'method' &&
      writingMethod.test(property.initializer.getText()),
  );
}

const isQuiet = ([address]: readonly ts.Expression[]): boolean =>
  address !== undefined &&
  (ts.isStringLiteralLike(address) || ts.isTemplateExpression(address)) &&
  quietAddress.test(address.getText());

/** `rpc('record_page_view')`, `invoke('track')`. */
const quietProcedure =
  /^['"`](?:track|ping|heartbeat|telemetry|analytics)\b|^['"`](?:track|log|record|increment|count|register)[-_](?:[-\w]+[-_])?(?:event|view|visit|impression|click|activity|analytics)s?['"`]$/i;

const isQuietProcedure = ([name]: readonly ts.Expression[]): boolean =>
  name !== undefined && ts.isStringLiteralLike(name) && quietProcedure.test(name.getText());

const holdsSql = (given: readonly ts.Expression[], sql: RegExp): boolean =>
  given.some((argument) => {
    const node = unwrap(argument);
    const isText = ts.isStringLiteralLike(node) || ts.isTemplateExpression(node) || ts.isTaggedTemplateExpression(node);
    return isText && sql.test(node.getText().slice(0, 2_000));
  });
