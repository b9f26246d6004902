import { ts } from '../../engine/syntax.ts';
import { none, Op } from '../flow/ir.ts';
import { type Argument, type Harm, ofChoice, ofNumber, type UntrustedFact } from '../libraries/untrusted/model.ts';
import { memberName, propertyNameText, unwrap } from '../nodes.ts';
import { scopesOf } from '../scopes.ts';
import { type FunctionGraph, type PlacedValue, placedValueOf } from './graphs.ts';
import { choiceSinks, sinksWritten } from './choice-sinks.ts';
import { lineSinks } from './line-sinks.ts';
import { numberSinks } from './number-sinks.ts';
import { promptSinks } from './prompt-sinks.ts';
import { ofUnknownStore } from './store-sinks.ts';
import type { ProvenanceQuestions } from './provenance.ts';
import { changesRows, statementSinks, taggedSinks } from './statement-sinks.ts';
import { partsOf, readsLikeSql, skipPis, writtenText } from './texts.ts';

/** A place where an untrusted value hurts. */
export interface Sink {
  readonly harm: Harm;
  readonly graph: FunctionGraph;
  /** The value that must not be untrusted, or the members of it. */
  readonly value: number;
  readonly members: readonly string[];
  /** The instruction that takes the value, or the value itself. */
  readonly use: number;
  /** What is given to what: the expression that stands for the value, and the call or assignment around. */
  readonly given: ts.Node;
  readonly node: ts.Node;
  /** As a sentence names what takes it: `db.query()`. */
  readonly called: string;
}

export type SinkNode =
  ts.CallExpression | ts.NewExpression | ts.TaggedTemplateExpression | ts.BinaryExpression | ts.JsxAttribute;

interface Questions {
  readonly provenance: ProvenanceQuestions;
  readonly factsOf: (path: string) => readonly UntrustedFact[];
  /** The paths of a call on a client that the program has attached to something, given those that are known of it. */
  readonly attachedOf: (node: ts.CallExpression | ts.NewExpression, known: readonly string[]) => readonly string[];
}

/** The places of the node's own at which untrusted values hurt; what functions of the project do with their arguments is asked elsewhere. */
export function sinksOf(node: SinkNode, questions: Questions): readonly Sink[] {
  if (ts.isBinaryExpression(node)) return ofAssignment(node);
  if (ts.isJsxAttribute(node)) return ofAttribute(node);
  if (ts.isTaggedTemplateExpression(node)) return taggedSinks(node);
  return ofCall(node, questions);
}

function ofCall(node: ts.CallExpression | ts.NewExpression, questions: Questions): readonly Sink[] {
  const placed = placedValueOf(node);
  if (placed === undefined) return [];
  const { graph, value } = placed;
  const paths = questions.provenance.ofCall(graph, value);
  const known = paths.flatMap(questions.factsOf);
  const facts = known.length > 0 ? known : questions.attachedOf(node, paths).flatMap(questions.factsOf);
  const sinks = facts.flatMap((fact) => ('sink' in fact ? sinksAt(node, graph, value, fact) : []));
  const made = [...numberSinks(node), ...promptSinks(node), ...lineSinks(node)];
  const chosen = sinks.some(({ harm }) => harm === 'amount') ? [] : choiceSinks(node);
  // What hangs from the global object under a name of the program's own is known to nobody.
  const isKnown = paths.some((path) => !path.startsWith('globalThis.'));
  return [...chosen, ...made, ...withUnknown(node, { graph, value, isKnown }, facts, sinks)];
}

function withUnknown(
  node: ts.CallExpression | ts.NewExpression,
  { graph, value, isKnown }: PlacedValue & { readonly isKnown: boolean },
  facts: readonly UntrustedFact[],
  sinks: readonly Sink[],
): readonly Sink[] {
  if (sinks.length > 0 || facts.some((fact) => 'clears' in fact)) return sinks;
  const ofStore = isKnown ? [] : ofUnknownStore(node, { graph, value });
  return [...ofUnknown(node, graph, value), ...ofStore, ...statementSinks(node, calledWords(node))];
}

function sinksAt(
  node: ts.CallExpression | ts.NewExpression,
  graph: FunctionGraph,
  call: number,
  { sink, at, when, called }: Extract<UntrustedFact, { sink: Harm }>,
): readonly Sink[] {
  if (ofChoice.has(sink) || (ofNumber.has(sink) && typeof at === 'object'))
    return sinksWritten(node, at, sink, called ?? calledWords(node));
  const { body } = graph;
  const given = [...body.list(body.c(call))];
  if (when === 'shell' && !hasShell(node)) return [];
  if (when === 'entities' && !expandsEntities(node.arguments?.[1])) return [];
  if (when === 'no-root' && /\broot\b/.test(node.arguments?.[1]?.getText() ?? '')) return [];
  if (when === 'html-type' && !isSaidToBeHtml(node.arguments?.[1])) return [];
  if (when === 'writing' && !changesRows(node)) return [];
  if (at === 'each')
    return given.flatMap((_, index) => sinksAt(node, graph, call, { sink, at: index, ...(called ? { called } : {}) }));
  const argument = argumentOf(node, at);
  const value = valueAt(graph, call, given, at);
  if (value === undefined || value === none || argument === undefined) return [];
  if (when === 'string' && isMade(graph, value)) return [];
  if (when === 'page' && !isPage(node, graph, value)) return [];
  if (when === 'whole' && /^[^\0<]/.test(writtenText(graph, value))) return [];
  const members = typeof at === 'object' ? at.slice(1).map(String) : [];
  return [{ harm: sink, graph, value, members, use: call, given: argument, node, called: called ?? calledWords(node) }];
}

/** `{ noent: true }`; options that come from elsewhere may say so, too. */
function expandsEntities(options: ts.Expression | undefined): boolean {
  if (options === undefined || !ts.isObjectLiteralExpression(options)) return options !== undefined;
  return options.properties.some(
    (each) =>
      ts.isSpreadAssignment(each) ||
      (/^(?:noent|dtdload|dtdvalid|xinclude)$/.test(propertyNameText(each.name) ?? '') &&
        !/:\s*false\b/.test(each.getText())),
  );
}

/** `{ headers: { 'Content-Type': 'text/html' } }`, also under names of the file. */
function isSaidToBeHtml(options: ts.Node | undefined, depth = 0): boolean {
  if (options === undefined) return false;
  if (/text\/html/i.test(options.getText())) return true;
  if (!ts.isIdentifier(options))
    return depth < 2 && ts.forEachChild(options, (each) => isSaidToBeHtml(each, depth)) === true;
  const declared = scopesOf(options.getSourceFile()).bindingOf(options)?.declarations[0];
  return (
    depth < 2 &&
    declared !== undefined &&
    ts.isVariableDeclaration(declared) &&
    isSaidToBeHtml(declared.initializer, depth + 1)
  );
}

type OneArgument = Exclude<Argument, 'each'>;

function valueAt(graph: FunctionGraph, call: number, given: readonly number[], at: OneArgument): number | undefined {
  if (at === 'receiver') return graph.body.b(call);
  return at === 'last' ? given.at(-1) : given[typeof at === 'number' ? at : at[0]];
}

function argumentOf(node: ts.CallExpression | ts.NewExpression, at: OneArgument): ts.Node | undefined {
  if (at === 'receiver') return node.expression;
  return at === 'last' ? node.arguments?.at(-1) : node.arguments?.[typeof at === 'number' ? at : at[0]];
}

/** Express sends a text as HTML and an object as JSON; what is put together without a tag is a message for whoever asked. */
function isPage(node: ts.CallExpression | ts.NewExpression, graph: FunctionGraph, value: number): boolean {
  if (isMade(graph, value) || otherType.test(graph.node.getText())) return false;
  const op = graph.body.op(skipPis(graph, value));
  const isBuilt = op === Op.Template || op === Op.Bin;
  if (isBuilt) return /<[a-z!/]/i.test(writtenText(graph, value));
  return !isNext.test(node.getSourceFile().text) && !/JSON\.stringify/.test(node.getText());
}

const isNext = /from ['"]next(?:\/server)?['"]/;
/** The function says that what it sends is something else. */
const otherType = /\b(?:type|contentType)\(\s*['"`](?!html|text\/html)|content-type['"`]\s*[,:]\s*(?!['"`]text\/html)/i;

/** An object or a function that is written out is no text. */
const isMade = (graph: FunctionGraph, value: number): boolean => {
  const op = graph.body.op(skipPis(graph, value));
  return op === Op.Object || op === Op.Func || op === Op.Array;
};

const isShell = (program: ts.Expression | undefined): boolean =>
  program !== undefined &&
  ts.isStringLiteralLike(program) &&
  /^(?:\/(?:usr\/)?bin\/)?(?:ba|z|k|da)?sh$|^cmd(?:\.exe)?$|^powershell|^pwsh/i.test(program.text);

/** `spawn(command, { shell: true })`, `spawn('sh', ['-c', command])`. */
const hasShell = (node: ts.CallExpression | ts.NewExpression): boolean =>
  isShell(node.arguments?.[0]) ||
  (node.arguments ?? []).some(
    (argument) =>
      ts.isObjectLiteralExpression(argument) &&
      argument.properties.some(
        (each) => propertyNameText(each.name) === 'shell' && !/:\s*false\b/.test(each.getText()),
      ),
  );

const askingDatabase =
  /^(?:query|queryObject|queryArray|execute|exec|raw|run|all|get|each|prepare|unsafe|queryRaw|executeSql|runQuery|sql|batch|one|many|none|oneOrNone|manyOrNone|any|result|multi|executeQuery|select|whereRaw|orderByRaw|\$queryRawUnsafe|\$executeRawUnsafe)$/;

/** A statement of SQL that is put together here goes to a database, whatever the call's owner is called. */
function ofUnknown(node: ts.CallExpression | ts.NewExpression, graph: FunctionGraph, call: number): readonly Sink[] {
  const callee = unwrap(node.expression);
  const name = ts.isIdentifier(callee) ? callee.text : memberName(callee);
  const [argument] = node.arguments ?? [];
  if (name === undefined || argument === undefined || !askingDatabase.test(name) || ts.isNewExpression(node)) return [];
  const value = graph.body.listItem(graph.body.c(call), 0);
  if (value === none || !readsLikeSql(leadingText(graph, value, 0))) return [];
  return [{ harm: 'sql', graph, value, members: [], use: call, given: argument, node, called: calledWords(node) }];
}

/** What a text begins with, through variables that it is built up in. */
function leadingText(graph: FunctionGraph, value: number, depth: number): string {
  const { body } = graph;
  const text = writtenText(graph, value);
  if (!text.startsWith('\u0000') || depth > 8) return text;
  const [first] = partsOf(graph, value);
  if (typeof first !== 'number' || body.op(first) !== Op.Phi) return text;
  for (const each of body.list(body.a(first))) {
    const leading = each < first ? leadingText(graph, each, depth + 1) : '';
    if (leading !== '' && !leading.startsWith('\u0000')) return leading + text.slice(1);
  }
  return text;
}

const htmlProperties: ReadonlySet<string> = new Set(['innerHTML', 'outerHTML', 'srcdoc']);

/** `element.innerHTML = text`, `window.location.href = address`. */
function ofAssignment(node: ts.BinaryExpression): readonly Sink[] {
  const operator = node.operatorToken.kind;
  if (operator !== ts.SyntaxKind.EqualsToken && operator !== ts.SyntaxKind.PlusEqualsToken) return [];
  const target = unwrap(node.left);
  const harm = htmlProperties.has(memberName(target) ?? '') ? 'html' : isLocation(target) ? 'redirect' : undefined;
  const placed = harm && placedValueOf(node.right);
  return placed
    ? [{ harm, ...placed, members: [], use: placed.value, given: node.right, node, called: target.getText() }]
    : [];
}

function isLocation(target: ts.Expression): boolean {
  return (
    /^(?:(?:window|document|self|top|parent|globalThis)\.)*(?:location)(?:\.href)?$/.test(target.getText()) &&
    target.getText() !== 'location.hash'
  );
}

/** Attributes that lead where their text says, `javascript:` included. */
const leading = /^(?:href|formAction|action)$/;

/** `<a href>`; a component of the project decides for itself what becomes of it. */
const isPlainElement = ({ parent }: ts.JsxAttribute): boolean =>
  /^(?:a|area|form|button)$/.test(parent.parent.tagName.getText());

/** `<div dangerouslySetInnerHTML={{ __html: text }} />`, `<iframe srcDoc={text} />`. */
function ofAttribute(node: ts.JsxAttribute): readonly Sink[] {
  const name = node.name.getText();
  const isLink = leading.test(name) && isPlainElement(node);
  if (name !== 'dangerouslySetInnerHTML' && name !== 'srcDoc' && !isLink) return [];
  const { initializer } = node;
  const expression = initializer && ts.isJsxExpression(initializer) ? initializer.expression : undefined;
  const placed = expression && placedValueOf(unwrap(expression));
  if (placed === undefined || expression === undefined) return [];
  const members = name === 'dangerouslySetInnerHTML' ? ['__html'] : [];
  return [
    {
      harm: isLink ? 'redirect' : 'html',
      ...placed,
      members,
      use: placed.value,
      given: expression,
      node,
      called: name,
    },
  ];
}

/** `connection.query()`, arguments left out. */
export function calledWords(node: ts.CallExpression | ts.NewExpression): string {
  const text = unwrap(node.expression).getText().replace(/\s+/g, ' ');
  const short = text.length <= 40 ? text : `…${text.slice(text.lastIndexOf('.'))}`;
  return `${ts.isNewExpression(node) ? 'new ' : ''}${short}()`;
}
