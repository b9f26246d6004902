import type { FileEdit, Severity, TextEdit } from '../../../../shared/src/finding.ts';
import { type Wrapper, wrapperFor } from '../../edits/async-handler.ts';
import { handlerWords, type LostRejection, mendingOf } from '../../edits/handler-failure.ts';
import { wrap } from '../../edits/handling.ts';
import { firstLineOf } from '../../engine/places.ts';
import { defineRule, type FixContext, type RuleContext } from '../../engine/rule.ts';
import { ts } from '../../engine/syntax.ts';
import type { HandlerModel } from '../../semantics/libraries/model.ts';
import {
  calleeWords,
  type FunctionNode,
  isAsync,
  isFunctionExpression,
  isFunctionNode,
  shortText,
  unwrap,
} from '../../semantics/nodes.ts';
import { answersSender, lastHearerAt } from '../../semantics/unheard-rejections.ts';

type FixId = 'next' | 'answer' | 'report' | 'wrap';

type Data = {
  /** The handler in the code's own words. */
  readonly handler: string;
  readonly caller: string;
  readonly tells: HandlerModel['tells'];
  readonly because: string;
  readonly isMinor: boolean;
  /** A listener lets the process go on. */
  readonly isHeard: boolean;
  /** How `next`, the response or the logger is called in the function. */
  readonly by: string;
  readonly wrapper: string;
  readonly wrapperFrom: Wrapper['from'];
  readonly fixes: readonly FixId[];
};

type Context = Pick<RuleContext<Data>, 'semantics' | 'snapshot' | 'tree'>;

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
    return {
      CallExpression(call) {
        for (const lost of lostIn(call, ctx)) {
          const { argument } = lost.handler;
          ctx.report(argument, dataOf(lost, ctx), {
            span: firstLineOf(argument, ctx.tree),
            severity: severityOf(lost, ctx),
            related: lost.rejection.reason.steps,
            about: [lost.rejection.fn],
          });
        }
      },
    };
  },
  message: ({ handler, caller, because, tells, isMinor, isHeard }) =>
    `If ${handler} rejects${because === '' ? '' : ` (${because})`}, ${caller} does not hear it: ${
      isMinor ? 'the process ends before it is done.' : (isHeard ? whenHeard : consequences)[tells]
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

const whenHeard: Readonly<Record<HandlerModel['tells'], string>> = {
  next: 'the request stays without an answer, and the server goes on with no more than a line in its log.',
  'next-error': 'the client is kept waiting, and the server goes on with no more than a line in its log.',
  response: 'the request stays without an answer, and the server goes on with no more than a line in its log.',
  log: 'the server goes on with no more than a line in its log.',
};

const wrapperPlaces: Readonly<Record<Wrapper['from'], string>> = {
  file: '',
  package: ' of `express-async-handler`',
  project: '',
  new: ', in a new file beside this one',
};

/**
 * A server for development answers only whoever runs it, and a process for one job ends with it. Where a listener lets the
 * process go on, what is lost of a message that nobody waits for is a line in a log.
 */
function severityOf({ registration, rejection }: LostRejection, ctx: RuleContext<Data>): Severity {
  const { facts } = ctx;
  if (registration.model.isMinor === true || rejection.isVague) return 'information';
  const isMessage = registration.model.tells === 'log' && !answersSender(rejection.fn);
  if (isMessage && lastHearerAt(ctx) !== undefined) return 'information';
  if (registration.model.caller === 'the process' && endsProcess(rejection.fn)) return 'information';
  return facts.runtime === 'build' ? 'information' : 'error';
}

/** `process.on('message', async (job) => { await run(job); process.exit(); });`: whoever started it hears that it ended. */
function endsProcess({ body }: FunctionNode): boolean {
  const ends = (node: ts.Node): boolean => {
    if (isFunctionNode(node)) return false;
    if (ts.isCallExpression(node) && node.expression.getText() === 'process.exit') return true;
    return ts.forEachChild(node, (child) => ends(child) || undefined) ?? false;
  };
  return body !== undefined && ends(body);
}

function lostIn(call: ts.CallExpression, { semantics }: Pick<Context, 'semantics'>): readonly LostRejection[] {
  const registration = semantics.handlers.registrationOf(call);
  if (registration?.dropsRejections !== true) return [];
  return semantics.handlers.handlersOf(registration).flatMap((handler) => {
    const rejection = semantics.handlers.rejectionOf(handler);
    return rejection ? [{ registration, handler, rejection }] : [];
  });
}

function dataOf(lost: LostRejection, ctx: RuleContext<Data>): Data {
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
    isHeard: lastHearerAt(ctx) !== undefined,
    by: mending?.by ?? '',
    wrapper: wrapper?.name ?? '',
    wrapperFrom: wrapper?.from ?? 'file',
    fixes,
  };
}

/** `` the handler of `app.get('/orders')` `` for what has no name of its own. */
function nameOf({ registration: { call }, handler: { argument } }: LostRejection): string {
  const node = unwrap(argument);
  if (!isFunctionExpression(node)) return `\`${handlerWords(node)}\``;
  const [first] = call.arguments;
  const place = first && ts.isStringLiteralLike(first) ? `(${shortText(first)})` : '(…)';
  return `the handler of \`${calleeWords(call.expression)}${place}\``;
}

function catchFix(node: ts.Node, ctx: FixContext): readonly TextEdit[] | readonly FileEdit[] | undefined {
  const lost = lostAt(node, ctx);
  const edits = lost && mendingOf(lost)?.edits();
  if (lost === undefined || edits === undefined) return undefined;
  const file = lost.rejection.fn.getSourceFile().fileName;
  return file === ctx.file ? edits : [{ file, edits }];
}

function lostAt(node: ts.Node, ctx: FixContext): LostRejection | undefined {
  for (let current: ts.Node = node; ; current = current.parent) {
    if (ts.isCallExpression(current)) {
      const lost = lostIn(current, ctx).find(({ handler }) => handler.argument === node);
      if (lost) return lost;
    }
    if (ts.isSourceFile(current)) return undefined;
  }
}

/** A wrapper has three parameters, which would turn error middleware into a handler; and it expects a promise. */
function canWrap({ registration, handler, rejection: { fn } }: LostRejection): boolean {
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
