import { ts } from '../../engine/syntax.ts';
import { functionName, type FunctionNode, isFunctionNode } from '../../semantics/nodes.ts';
import { scopesOf } from '../../semantics/scopes.ts';
import { exportedNameOf } from '../../semantics/taint/handler-places.ts';
import { requestPathOf } from '../../semantics/taint/requests.ts';
import { withoutNothing } from '../../semantics/shapes/nothing-sent.ts';
import type { InputPlace } from '../../semantics/shapes/input-place.ts';
import { freeName } from '../free-name.ts';
import { capital, placeOf, routeOf, routerName, verb, wordsOf } from './route-words.ts';

/**
 * `createOfferSchema` after the declared type, the handler or the route, in the way of naming schemas of the file that holds it; a
 * name that is free there and in the handler's file, and that no handler before would take.
 */
export function schemaName(place: InputPlace, tree: ts.SourceFile, home = tree): string | undefined {
  const { type, handler } = place;
  const what = isQuery(place) ? 'Query' : 'Body';
  const before = handlersIn(tree).filter((each) => each.pos < handler.pos && reads(each, what));
  const taken = new Set(before.flatMap((each) => stemsFor(each, what)));
  const declared = type && typeName(withoutNothing(type));
  const isShared =
    declared !== undefined && (before.some((each) => names(each, declared)) || isClaimed(declared, handler));
  const wanted = stemsFor(handler, what);
  const own = wanted.filter((stem) => !taken.has(stem));
  // `postSettingsBody2`, where an earlier route has the same words.
  const again = wanted.slice(0, 1).flatMap((stem) => {
    const earlier = before.filter((each) => stemsFor(each, what).includes(stem)).length;
    return earlier === 0 ? [] : [`${stem}${String(earlier + 1)}`];
  });
  const earlier = earlierReads(place);
  const unnumbered = [...(declared && !isShared ? [declared] : []), ...own, ...again, ...numbered(what, before.length)];
  const stems = earlier === 0 ? unnumbered : unnumbered.map((stem) => `${stem}${String(earlier + 1)}`);
  const isPascal = /\b[A-Z]\w*Schema\b/.test(home.text) && !/\b[a-z]\w*Schema\b/.test(home.text);
  return stems
    .map((stem) => nameOf(stem, isPascal))
    .find((name) => [tree, home].every((each) => freeName([name], each) !== undefined));
}

/** How often the handler has read what it is sent before, each time for another path. */
function earlierReads(place: InputPlace): number {
  if (place.kind !== 'declared' && place.kind !== 'assigned') return 0;
  const { handler, input } = place;
  const words = input.getText();
  if (!words.includes('(')) return 0;
  const before = handler.getSourceFile().text.slice(handler.getStart(), input.getStart());
  return before.split(words).length - 1;
}

/** What reads nothing of the kind is given no schema of it; a template has a body as well. */
function reads(fn: FunctionNode, what: string): boolean {
  const read = what === 'Query' ? 'query\\b' : '(?:body\\b|(?:json|text|formData|parseBody)\\()';
  return fn.parameters.some((parameter) => {
    if (requestPathOf(parameter)?.startsWith('request') !== true) return false;
    if (!ts.isIdentifier(parameter.name)) return new RegExp(`\\b${read}`).test(fn.getText());
    const request = `\\b${parameter.name.text}\\b`;
    const ways = [
      `${request}[^;,\\n]{0,30}\\.${read}`,
      `\\}\\s*=\\s*${request}`,
      ...(what === 'Body' ? [`(?:[Bb]ody|[Jj]son|JSON)\\w*\\(\\s*${request}`] : []),
    ];
    return new RegExp(ways.join('|')).test(fn.getText());
  });
}

const names = (fn: FunctionNode, type: string): boolean => new RegExp(`\\b${type}\\b`).test(fn.getText());

/** Whether a function before claims the type for a value of its own, which would take the name as well. */
function isClaimed(type: string, handler: FunctionNode): boolean {
  const before = handler.getSourceFile().text.slice(0, handler.getStart());
  return new RegExp(`\\bas ${type}\\b|: ${type} =`).test(before);
}

const handlersIn = (tree: ts.SourceFile): readonly FunctionNode[] =>
  scopesOf(tree).functions.flatMap(({ node }) =>
    isFunctionNode(node) && node.parameters.some((parameter) => requestPathOf(parameter) !== undefined) ? [node] : [],
  );

/** `Body`, and `Body2` in the second handler. */
const numbered = (what: string, before: number): readonly string[] =>
  before === 0 ? [what, `request${what}`] : [`${what}${String(before + 1)}`];

const stemsFor = (handler: FunctionNode, what: string): readonly string[] => [
  ...handlerStems(handler, what),
  ...routeStems(handler, what),
];

const typeName = (type: ts.TypeNode): string | undefined =>
  ts.isTypeReferenceNode(type) && ts.isIdentifier(type.typeName) && !builtIn.test(type.typeName.text)
    ? type.typeName.text
    : undefined;

/** They say nothing of what it is about. */
const builtIn = /^(?:Record|Partial|Required|Readonly|Pick|Omit|NonNullable)$/;

const isQuery = (place: InputPlace): boolean =>
  place.kind === 'members'
    ? place.members[0]?.getText().endsWith('.query') === true
    : place.kind === 'declared' && place.input.getText().endsWith('.query');

function nameOf(stem: string, isPascal: boolean): string {
  const bare = stem.replace(/Schema$/, '');
  const first = bare[0] ?? '';
  return `${isPascal ? first.toUpperCase() : first.toLowerCase()}${bare.slice(1)}Schema`;
}

const methods = /^(?:GET|POST|PUT|PATCH|DELETE)$/;

function handlerStems(handler: FunctionNode, what: string): readonly string[] {
  // `exports.createOffer = async (req, res) => …`
  const assigned = ts.isBinaryExpression(handler.parent) ? exportedNameOf(handler) : undefined;
  const name = functionName(handler)?.text ?? assigned;
  if (name === undefined || /^(?:handler|default|fetch)$/.test(name)) return [];
  return methods.test(name) ? placeStems(handler, name.toLowerCase(), what) : [name];
}

/** `post('/api/offers')`, and the file's place where that is the route. */
function routeStems(handler: FunctionNode, what: string): readonly string[] {
  const called = routeOf(handler);
  if (called === undefined) return placeStems(handler, '', what);
  const stems = stemsOf(called.route, called.method, what);
  return stems.length > 0 ? stems : stemsOf(routerName(handler), called.method, what);
}

function placeStems(handler: FunctionNode, method: string, what: string): readonly string[] {
  const route = placeOf(handler);
  return route === undefined ? (method === '' ? [] : [`${method}${what}`]) : stemsOf(route, method, what);
}

/** The last words of a route that say what it is about: `createOffer`, `postOffers`. */
function stemsOf(route: string, method: string, what: string): readonly string[] {
  const [last, before] = wordsOf(route).map(camel);
  if (last === undefined || last === '') return [];
  const isVerb = verb.test(last);
  const stem = isVerb || method === '' ? last : method + capital(last);
  return [`${stem}${what}`, ...(before ? [`${before}${capital(last)}${what}`] : [])];
}

const camel = (text: string): string =>
  text.replace(/[^A-Za-z0-9]+(.)?/g, (_, next: string | undefined) => next?.toUpperCase() ?? '');
