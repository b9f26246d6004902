import type { FileEdit, Severity, TextEdit } from '../../../../shared/src/finding.ts';
import { type Wrapper, wrapperFor } from '../../edits/async-handler.ts';
import { insertion, wrap } from '../../edits/handling.ts';
import { loggerAt } from '../../edits/logging.ts';
import { type NextParameter, nextParameter } from '../../edits/next-parameter.ts';
import { styleOf } from '../../edits/style.ts';
import { canTry, tryEdits } from '../../edits/try-catch.ts';
import { firstLineOf } from '../../engine/places.ts';
import { defineRule, type FixContext, type RuleContext } from '../../engine/rule.ts';
import { ts } from '../../engine/syntax.ts';
import type { Handler, HandlerRejection, Registration } from '../../semantics/handlers.ts';
import type { HandlerModel } from '../../semantics/libraries/model.ts';
import {
  calleeWords,
  type FunctionNode,
  isAsync,
  isFunctionExpression,
  shortText,
  unwrap,
} from '../../semantics/nodes.ts';

type FixId = 'next' | 'answer' | 'report' | 'wrap';

type Data = {
  /** The handler in the code's own words. */
  readonly handler: string;
  readonly caller: string;
  readonly tells: HandlerModel['tells'];
  readonly because: string;
  readonly isMinor: boolean;
  /** How `next`, the response or the logger is called in the function. */
  readonly by: string;
  readonly wrapper: string;
  readonly wrapperFrom: Wrapper['from'];
  readonly fixes: readonly FixId[];
};

type Context = Pick<RuleContext<Data>, 'semantics' | 'snapshot' | 'tree'>;

/** A handler whose rejection is lost, at the first place in the file that registers it. */
interface Lost {
  readonly registration: Registration;
  readonly handler: Handler;
  readonly rejection: HandlerRejection;
}

export const asyncRouteWithoutCatch = defineRule<Data>({
  meta: {
    id: 'async-route-without-catch',
    family: 'promises',
    severity: 'error',
    needs: 'flow',
    docs: {
      why: 'The server calls the handler and drops the promise that it returns. When it rejects, the client gets no answer, error middleware never runs, and Node ends the process with everybody else’s requests.',
      bad: `app.get('/orders/:id', async (req, res) => {\n  res.json(await findOrder(req.params.id));\n});`,
      good: `app.get('/orders/:id', async (req, res, next) => {\n  try {\n    res.json(await findOrder(req.params.id));\n  } catch (error) {\n    next(error);\n  }\n});`,
      silent: [
        'Express 5, Fastify, Hono, Koa, NestJS, Next.js and AWS Lambda, which wait for the handler; which Express it is, the installed, locked or declared version decides',
        'a handler in a wrapper that catches, such as express-async-handler or the project’s own, or with express-async-errors in the project',
        'a handler that catches everything, or in which nothing can reject',
      ],
    },
  },
  check(ctx) {
    const seen = new Set<FunctionNode>();
    return {
      CallExpression(call) {
        for (const lost of lostIn(call, ctx)) {
          if (seen.has(lost.rejection.fn)) continue;
          seen.add(lost.rejection.fn);
          const { argument } = lost.handler;
          ctx.report(argument, dataOf(lost, ctx), {
            span: firstLineOf(argument, ctx.tree),
            severity: severityOf(lost, ctx),
            related: lost.rejection.reason.steps,
          });
        }
      },
    };
  },
  message: ({ handler, caller, because, tells, isMinor }) =>
    `If ${handler} rejects${because === '' ? '' : ` (${because})`}, ${caller} does not hear it: ${
      isMinor ? 'the process ends before it is done.' : consequences[tells]
    }`,
  fixes: [
    {
      id: 'next',
      safety: 'unsafe',
      title: ({ by }) => `Catch what fails and hand it to \`${by}\``,
      appliesTo: ({ fixes }) => fixes.includes('next'),
      edits: (node, _data, ctx) => catchFix(node, ctx),
    },
    {
      id: 'answer',
      safety: 'unsafe',
      title: ({ by }) => `Catch what fails, report it with \`${by}\` and answer 500`,
      appliesTo: ({ fixes }) => fixes.includes('answer'),
      edits: (node, _data, ctx) => catchFix(node, ctx),
    },
    {
      id: 'report',
      safety: 'unsafe',
      title: ({ by }) => `Catch what fails and report it with \`${by}\``,
      appliesTo: ({ fixes }) => fixes.includes('report'),
      edits: (node, _data, ctx) => catchFix(node, ctx),
    },
    {
      id: 'wrap',
      safety: 'unsafe',
      title: ({ wrapper, wrapperFrom }) => `Wrap the handler in \`${wrapper}\`${wrapperPlaces[wrapperFrom]}`,
      appliesTo: ({ fixes }) => fixes.includes('wrap'),
      edits: wrapFix,
    },
  ],
});

const consequences: Readonly<Record<HandlerModel['tells'], string>> = {
  next: 'the request stays without an answer, and Node ends the process.',
  'next-error': 'the client is kept waiting, and Node ends the process.',
  response: 'the request stays without an answer, and Node ends the process.',
  log: 'Node ends the process, and with it everybody else’s connections.',
};

const wrapperPlaces: Readonly<Record<Wrapper['from'], string>> = {
  file: '',
  package: ' of `express-async-handler`',
  project: '',
  new: ', in a new file beside this one',
};

/** A server for development answers only whoever runs it. */
function severityOf({ registration, rejection }: Lost, { facts }: RuleContext<Data>): Severity {
  if (registration.model.isMinor === true || rejection.isVague) return 'information';
  return facts.runtime === 'build' ? 'information' : 'error';
}

function lostIn(call: ts.CallExpression, { semantics }: Pick<Context, 'semantics'>): readonly Lost[] {
  const registration = semantics.handlers.registrationOf(call);
  if (registration?.dropsRejections !== true) return [];
  return semantics.handlers.handlersOf(registration).flatMap((handler) => {
    const rejection = semantics.handlers.rejectionOf(handler);
    return rejection ? [{ registration, handler, rejection }] : [];
  });
}

function dataOf(lost: Lost, ctx: RuleContext<Data>): Data {
  const { model, major } = lost.registration;
  const { reason } = lost.rejection;
  const mending = mendingOf(lost);
  const wrapper = canWrap(lost) ? wrapperIn(ctx) : undefined;
  const fixes: readonly FixId[] = [...(mending ? [mending.id] : []), ...(wrapper ? (['wrap'] as const) : [])];
  return {
    handler: nameOf(lost),
    caller: major === undefined ? model.caller : `${model.caller} ${major}`,
    tells: model.tells,
    because: reason.steps.length > 0 ? reason.because : '',
    isMinor: model.isMinor ?? false,
    by: mending?.by ?? '',
    wrapper: wrapper?.name ?? '',
    wrapperFrom: wrapper?.from ?? 'file',
    fixes,
  };
}

/** `` the handler of `app.get('/orders')` `` for what has no name of its own. */
function nameOf({ registration: { call }, handler: { argument } }: Lost): string {
  const node = unwrap(argument);
  if (!isFunctionExpression(node)) return `\`${plainWords(node)}\``;
  const [first] = call.arguments;
  const place = first && ts.isStringLiteralLike(first) ? `(${shortText(first)})` : '(…)';
  return `the handler of \`${calleeWords(call.expression)}${place}\``;
}

/** `orders.list.bind(orders)` is `orders.list`. */
const plainWords = (node: ts.Expression): string => calleeWords(node).replace(/\.bind\(…?\)$/, '');

/** What the function itself can do about its failure. */
interface Mending {
  readonly id: FixId;
  /** What is called in the catch, as a title names it. */
  readonly by: string;
  readonly edits: () => readonly TextEdit[];
}

function mendingOf(lost: Lost): Mending | undefined {
  const { fn } = lost.rejection;
  const { tells } = lost.registration.model;
  if (fn.body === undefined || !allowsEmptyReturn(fn)) return undefined;
  if (tells === 'next' || tells === 'next-error') return mendingByNext(lost);
  if (!isAsync(fn) || !canTry(fn)) return undefined;
  const error = freeName(fn);
  const logger = loggerAt(fn.body);
  const { semicolon } = styleOf(fn.getSourceFile());
  const report = `${logger.report(`${subjectOf(lost)} failed`, error)}${semicolon}`;
  const response = tells === 'response' ? responseOf(lost) : undefined;
  if (tells === 'response' && response === undefined) return undefined;
  const answer = response
    ? [`if (!${response}.headersSent) ${response}.writeHead(500)${semicolon}`, `${response}.end()${semicolon}`]
    : [];
  return {
    id: response ? 'answer' : 'report',
    by: logger.name,
    edits: () => tryEdits(fn, { error, lines: [report, ...answer] }),
  };
}

function mendingByNext(lost: Lost): Mending | undefined {
  const { fn } = lost.rejection;
  const next = nextParameter(fn, nextIndex(lost));
  if (next === undefined) return undefined;
  if (!isAsync(fn)) return mendingOfReturns(fn, next);
  if (!canTry(fn)) return undefined;
  const error = freeName(fn);
  const { semicolon, isTypeScript } = styleOf(fn.getSourceFile());
  const needsError = lost.registration.model.tells === 'next-error' && isTypeScript;
  const given = needsError ? `${error} instanceof Error ? ${error} : new Error(String(${error}))` : error;
  const line = `${returnsAtEnd(fn) ? 'return ' : ''}${next.name}(${given})${semicolon}`;
  return { id: 'next', by: next.name, edits: () => [...next.edits, ...tryEdits(fn, { error, lines: [line] })] };
}

/** `(req, res) => find().then(…)`: the promise that is returned gets the handler. */
function mendingOfReturns(fn: FunctionNode, next: NextParameter): Mending | undefined {
  const { body } = fn;
  if (body === undefined || ts.isBlock(body) || !ts.isCallExpression(unwrap(body))) return undefined;
  return { id: 'next', by: next.name, edits: () => [...next.edits, insertion(body.end, `.catch(${next.name})`)] };
}

/** Error middleware has four parameters, and so has what `param` takes, in another order. */
function nextIndex({ registration: { call, model }, rejection: { fn } }: Lost): number {
  const at = model.at ?? 2;
  const isParam = ts.isPropertyAccessExpression(call.expression) && call.expression.name.text === 'param';
  return at === 2 && fn.parameters.length === 4 && !isParam ? 3 : at;
}

function responseOf({ registration, rejection: { fn } }: Lost): string | undefined {
  const name = fn.parameters[registration.model.at ?? 1]?.name;
  return name && ts.isIdentifier(name) ? name.text : undefined;
}

/** The catch returns nothing, so a declared result must allow that. */
function allowsEmptyReturn({ type }: FunctionNode): boolean {
  return type === undefined || /\b(?:void|any|unknown|undefined)\b/.test(type.getText());
}

function returnsAtEnd({ body }: FunctionNode): boolean {
  const last = body && ts.isBlock(body) ? body.statements.at(-1) : undefined;
  return last !== undefined && ts.isReturnStatement(last) && last.expression !== undefined;
}

function freeName(fn: FunctionNode): string {
  return fn.parameters.some(({ name }) => ts.isIdentifier(name) && name.text === 'error') ? 'caught' : 'error';
}

/** What a log line says has failed. */
function subjectOf({ registration: { call }, handler: { argument } }: Lost): string {
  const node = unwrap(argument);
  if (!isFunctionExpression(node)) return plainWords(node).replaceAll(/\(…?\)/g, '');
  const [first] = call.arguments;
  return first && ts.isStringLiteralLike(first) && first.text.length < 40
    ? `Handling ${first.text}`
    : 'Handling a request';
}

function catchFix(node: ts.Node, ctx: FixContext): readonly TextEdit[] | readonly FileEdit[] | undefined {
  const lost = lostAt(node, ctx);
  const edits = lost && mendingOf(lost)?.edits();
  if (lost === undefined || edits === undefined) return undefined;
  const file = lost.rejection.fn.getSourceFile().fileName;
  return file === ctx.file ? edits : [{ file, edits }];
}

function lostAt(node: ts.Node, ctx: FixContext): Lost | undefined {
  for (let current: ts.Node = node; ; current = current.parent) {
    if (ts.isCallExpression(current)) {
      const lost = lostIn(current, ctx).find(({ handler }) => handler.argument === node);
      if (lost) return lost;
    }
    if (ts.isSourceFile(current)) return undefined;
  }
}

/** A wrapper has three parameters, which would turn error middleware into a handler; and it expects a promise. */
function canWrap({ registration, handler, rejection: { fn } }: Lost): boolean {
  const isExpress = registration.model.caller === 'Express' && registration.model.from === 0;
  return isExpress && handler.isWhole && handler.fn === fn && isAsync(fn) && fn.parameters.length < 4;
}

/** A wrapper that catches and that the file uses already is the one to use. */
function wrapperIn({ tree, semantics, snapshot }: Context): Wrapper | undefined {
  let used: string | undefined;
  const visit = (node: ts.Node): void => {
    if (used !== undefined) return;
    const registration = ts.isCallExpression(node) ? semantics.handlers.registrationOf(node) : undefined;
    for (const argument of registration?.call.arguments ?? []) {
      if (ts.isCallExpression(argument) && semantics.handlers.isSafeWrapper(argument))
        used = shortText(argument.expression);
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return used === undefined ? wrapperFor(tree, snapshot) : { name: used, from: 'file', edits: [], files: [] };
}

/** Every registration of the function in this file, so that none is left behind. */
function wrapFix(node: ts.Node, _data: Data, ctx: FixContext): readonly TextEdit[] | readonly FileEdit[] | undefined {
  const lost = lostAt(node, ctx);
  const wrapper = lost && wrapperIn(ctx);
  if (lost === undefined || wrapper === undefined) return undefined;
  const places = new Set<ts.Expression>();
  const visit = (child: ts.Node): void => {
    if (ts.isCallExpression(child)) {
      for (const { rejection, handler } of lostIn(child, ctx))
        if (rejection.fn === lost.rejection.fn) places.add(handler.argument);
    }
    ts.forEachChild(child, visit);
  };
  visit(ctx.tree);
  const edits = [...places].flatMap((place) => wrap(place, `${wrapper.name}(`, ')'));
  return [{ file: ctx.file, edits: [...wrapper.edits, ...edits] }, ...wrapper.files];
}
