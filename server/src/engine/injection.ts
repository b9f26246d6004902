import type { JsonObject, Severity } from '../../../shared/src/finding.ts';
import { hasSources } from '../semantics/taint/file-sources.ts';
import { webhookAround } from '../semantics/webhooks.ts';
import { type Harm, ofChoice, ofNumber } from '../semantics/libraries/untrusted/model.ts';
import { enclosingFunction } from '../semantics/nodes.ts';
import { runsInDevelopmentOnly } from '../semantics/running-mode.ts';
import type { Semantics } from '../semantics/semantics.ts';
import { isCalledByStaff } from '../semantics/taint/choices.ts';
import { isBehindSecret } from '../semantics/taint/secret-checks.ts';
import type { SinkNode } from '../semantics/taint/sinks.ts';
import type { Flow } from '../semantics/taint/flows.ts';
import { placeOf, spanOf } from './places.ts';
import type { RelatedReport, Report, RuleContext, Visitors } from './rule.ts';
import { ts } from './syntax.ts';

/** What the rules say whose finding is an untrusted value that gets to where it hurts. */
export type InjectionData = JsonObject & {
  /** `req.query.id` */
  readonly source: string;
  /** What is read of it further on: `price` of `req.body.items`; empty where the source names it. */
  readonly member: string;
  /** `db.query()` */
  readonly called: string;
  /** Whether the value goes on into another function before it hurts. */
  readonly isElsewhere: boolean;
  readonly trust: string;
  readonly harm: string;
  /** Whether the rule's fix can be made. */
  readonly isFixable: boolean;
};

interface Options {
  /** Of a value that a stranger chose. */
  readonly severity: Severity;
  /** Where nothing can come of it, such as on a page. */
  readonly isHarmless?: (ctx: RuleContext<InjectionData>) => boolean;
  readonly accepts?: (flow: Flow) => boolean;
  /** Where less can come of it than usual. */
  readonly lowered?: (flow: Flow) => Severity | undefined;
  /** One finding for each value that comes in, not one for each harm. */
  readonly perSource?: boolean;
  /** What the message is told of the harm. */
  readonly told?: (flow: Flow) => string;
  readonly isFixable?: (flow: Flow, ctx: RuleContext<InjectionData>) => boolean;
  /** What the rule's fixes must know. */
  readonly said?: (flow: Flow, ctx: RuleContext<InjectionData>) => JsonObject;
}

/** The visitors of a rule about one harm, or several of a kind. */
export function injections(harms: readonly Harm[], ctx: RuleContext<InjectionData>, options: Options): Visitors {
  const { severity, isHarmless, accepts, lowered } = options;
  if (!hasSources(ctx.tree) || isHarmless?.(ctx) === true) return {};
  const visit = (node: SinkNode): void => {
    const told = new Set<string | ts.Node>();
    for (const flow of ctx.semantics.taint.flowsAt(node)) {
      const about = options.perSource === true ? flow.source : flow.harm;
      const isTold = told.has(about) || !harms.includes(flow.harm) || flow.trust === 'local';
      if (isTold || accepts?.(flow) === false) continue;
      told.add(about);
      report(flow, ctx, loweredAnyway(flow, ctx) ?? lowered?.(flow) ?? severityOf(flow, severity), options);
    }
  };
  return { CallExpression: visit, NewExpression: visit, BinaryExpression: visit, JsxAttribute: visit };
}

/** The flow that a finding of one of the harms is about. */
export const flowOf = (given: ts.Node, harms: readonly Harm[], semantics: Semantics): Flow | undefined =>
  flowsOf(given, harms, semantics)[0];

/** All flows that end where the finding is. */
export function flowsOf(given: ts.Node, harms: readonly Harm[], { taint }: Semantics): readonly Flow[] {
  for (let node: ts.Node | undefined = given.parent; node !== undefined && !ts.isStatement(node); node = node.parent) {
    if (!isSinkNode(node)) continue;
    const flows = taint.flowsAt(node).filter((each) => each.given === given && harms.includes(each.harm));
    if (flows.length > 0) return flows;
  }
  return [];
}

const isSinkNode = (node: ts.Node): node is SinkNode =>
  ts.isCallExpression(node) || ts.isNewExpression(node) || ts.isBinaryExpression(node) || ts.isJsxAttribute(node);

/** What runs on a developer's machine, takes what somebody sends who knows a secret, or calls the value a number. */
const loweredAnyway = (flow: Flow, { facts }: RuleContext<InjectionData>): Severity | undefined => {
  const { given, harm, isDeclaredNumber, trust } = flow;
  const isNumber = isDeclaredNumber && !ofChoice.has(harm) && !ofNumber.has(harm);
  const isByHand = facts.runtime === 'build' || (facts.runtime === 'cli' && trust === 'peer');
  const isTheirs = ofStaff.has(harm) && isCalledByStaff(flow);
  const isLess = isNumber || isByHand || isTheirs || isBehindSecret(given) || runsInDevelopmentOnly(given);
  return isLess ? 'information' : undefined;
};

/** What staff may do anyway: see all rows, set all columns, have the server ask an address. */
const ofStaff: ReadonlySet<Harm> = new Set(['filter', 'record', 'url']);

/** What a service of somebody else's sends is not a stranger's, and a filter of PostgREST reads rows, no more. */
function severityOf({ trust, harm, source }: Flow, severity: Severity): Severity {
  if (severity !== 'error') return severity;
  return trust === 'peer' || harm === 'filter' || webhookAround(source) !== undefined ? 'warning' : severity;
}

function report(flow: Flow, ctx: RuleContext<InjectionData>, severity: Severity, options: Options): void {
  const { given, sink, source, trust } = flow;
  const isElsewhere = given !== sink.given;
  const harm = options.told?.(flow) ?? flow.harm;
  const isFixable = options.isFixable?.(flow, ctx) ?? false;
  const named = { source: words(source), member: memberOf(flow), called: sink.called };
  ctx.report(
    given,
    { ...named, isElsewhere, trust, harm, isFixable, ...options.said?.(flow, ctx) },
    { severity, span: spanOf(given, ctx.tree), related: relatedOf(flow), isFlow: true, ...aboutOf(flow) },
  );
}

const bySink: ReadonlySet<Harm> = new Set(['regex', 'prompt', 'header']);
/** One look at the value mends all that becomes of it. */
const bySource: ReadonlySet<Harm> = new Set(['nan', 'limit']);

/** What is one mistake however often it is met: the pattern of a helper, a file's name or a host that functions hand on. */
function aboutOf(flow: Flow): Pick<Report, 'about'> {
  const { given, sink, source, steps } = flow;
  if (bySink.has(sink.harm)) return { about: [sink.given] };
  if (bySource.has(sink.harm) && memberOf(flow) === '') return { about: [source] };
  const within = enclosingFunction(given);
  // A filter that is put together once and asked with twice.
  if (sink.harm === 'nosql' && !isNamedIn(given, source)) return { about: [source] };
  // A function of the handler's own that puts the statement together, called with one list after another.
  if (sink.harm === 'sql' && !isPutTogether(given) && isInside(sink.given, within)) return { about: [sink.given] };
  const isHandedOn = steps.some((step) => enclosingFunction(step) !== within);
  return isHandedOn && (sink.harm === 'path' || sink.harm === 'url') ? { about: [source] } : {};
}

const isPutTogether = (given: ts.Node): boolean => !ts.isPropertyAccessExpression(given);

/** Whether a node lies in a function inside of another one. */
function isInside(node: ts.Node, outer: ts.Node | undefined): boolean {
  let around: ts.Node | undefined = enclosingFunction(node);
  if (around === outer) return false;
  while (around !== undefined && around !== outer) around = enclosingFunction(around);
  return outer !== undefined && around === outer;
}

/** Whether what is given names what came by itself. */
function isNamedIn(given: ts.Node, source: ts.Node): boolean {
  const name = /(\w+)\W*$/.exec(words(source))?.[1];
  return name === undefined || new RegExp(`\\b${name}\\b`).test(given.getText());
}

/** The way from the source to where it hurts. */
function relatedOf({ source, steps, sink }: Flow): readonly RelatedReport[] {
  const places = [
    { node: source, message: `\`${words(source)}\` is chosen by whoever calls.` },
    ...steps.map((node) => ({ node, message: 'It goes on here.' })),
    { node: sink.given, message: `Here it gets to \`${sink.called}\`.` },
  ];
  return places.map(({ node, message }) => ({ ...placeOf(node), message }));
}

/** `price` of `req.body.items`, or the source as it is written. */
export const sourceWords = ({ source, member }: InjectionData): string =>
  member === '' ? `\`${source}\`` : `\`${member}\` of \`${source}\``;

function memberOf({ source, members }: Flow): string {
  const read = members.findLast((member) => /^[a-z_$]/i.test(member));
  return read === undefined || words(source).endsWith(read) ? '' : read;
}

const maxWords = 60;

function words(node: ts.Node): string {
  const named = ts.isBindingElement(node) ? (node.propertyName ?? node.name) : node;
  const text = named
    .getText()
    .replace(/\s+/g, ' ')
    .replace(/^await /, '');
  return text.length <= maxWords ? text : `${text.slice(0, maxWords - 1)}…`;
}
