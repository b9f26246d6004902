import type { Span } from '../../../shared/src/finding.ts';
import type { Snapshot } from '../engine/snapshot.ts';
import { ts } from '../engine/syntax.ts';
import { type CalleeQuestions, nodeAt } from './callees.ts';
import { majorVersionOf } from './installed-versions.ts';
import { factsOfPath } from './libraries/match.ts';
import type { HandlerModel } from './libraries/model.ts';
import { moduleFactsOf } from './module-facts.ts';
import {
  calleeWords,
  type FunctionNode,
  isAsync,
  isFunctionExpression,
  isGenerator,
  memberName,
  returnedExpressions,
  unwrap,
} from './nodes.ts';
import { type RejectionReason, stepAt } from './rejection-reasons.ts';
import type { RejectionQuestions } from './rejections.ts';
import { scopesOf } from './scopes.ts';
import type { ThenableQuestions } from './thenables.ts';
import type { ValueQuestions } from './values.ts';

/** A call that gives a server functions to call later. */
export interface Registration {
  readonly call: ts.CallExpression;
  readonly model: HandlerModel;
  /** Of the package that the model's version is about. */
  readonly major: number | undefined;
  /** Whether what the functions reject with is lost. */
  readonly dropsRejections: boolean;
}

/** One function that a registration was given. */
export interface Handler {
  /** As it is written in the call: the function itself, a name, a wrapper's call. */
  readonly argument: ts.Expression;
  readonly fn: FunctionNode;
  /** Whether the argument is nothing but this function, not a list that holds it. */
  readonly isWhole: boolean;
}

/** What a handler rejects with, and the function that it leaves. */
export interface HandlerRejection {
  readonly reason: RejectionReason;
  /** The handler itself, or the function that its wrapper was given. */
  readonly fn: FunctionNode;
  /** All that speaks for it is a method of the project whose body nobody can name, as behind an interface. */
  readonly isVague: boolean;
}

export interface HandlerQuestions {
  /** Undefined for calls that are not known to register anything. */
  registrationOf(call: ts.CallExpression): Registration | undefined;
  /** Functions that can be followed; a handler of unknown make is none of them. */
  handlersOf(registration: Registration): readonly Handler[];
  /** Undefined when nothing shows that the promise which the handler gives can reject. */
  rejectionOf(handler: Handler): HandlerRejection | undefined;
  /** Whether the call wraps a handler in a function of the project that catches what the handler rejects with. */
  isSafeWrapper(call: ts.CallExpression): boolean;
}

interface Questions {
  readonly values: ValueQuestions;
  readonly callees: CalleeQuestions;
  readonly thenables: ThenableQuestions;
  readonly rejections: RejectionQuestions;
}

/** Names of methods and functions that take handlers, so that other calls cost nothing. */
const registering = new Set(
  (
    'get post put patch delete head options all use param route createServer createSecureServer Server ' +
    'on once addListener prependListener'
  ).split(' '),
);
const routing = new Set(['get', 'post', 'put', 'patch', 'delete', 'all', 'use']);

export function createHandlers(
  snapshot: Snapshot,
  { values, callees, thenables, rejections }: Questions,
): HandlerQuestions {
  function registrationOf(call: ts.CallExpression): Registration | undefined {
    const callee = unwrap(call.expression);
    const name = ts.isIdentifier(callee) ? callee.text : memberName(callee);
    if (name === undefined || !registering.has(name) || !call.arguments.some(mayHandle)) return undefined;
    const models = modelsOf(call);
    const model = models.find(({ events }) => events === undefined || events.includes(eventOf(call)));
    if (model === undefined) return undefined;
    const file = call.getSourceFile().fileName;
    const { handledSince } = model;
    const major = handledSince && majorVersionOf(handledSince.library, file, snapshot);
    return { call, model, major, dropsRejections: drops(model, major, call.getSourceFile()) };
  }

  function modelsOf(call: ts.CallExpression): readonly HandlerModel[] {
    const { facts, paths } = callees.bySyntax(call);
    const known = facts.flatMap((fact) => ('handlers' in fact ? [fact.handlers] : []));
    if (known.length > 0 || paths.length > 0) return known;
    const typed = callees.of(call).facts.flatMap((fact) => ('handlers' in fact ? [fact.handlers] : []));
    return typed.length > 0 || !looksLikeRoute(call) ? typed : expressRoute;
  }

  function drops(model: HandlerModel, major: number | undefined, tree: ts.SourceFile): boolean {
    const { handledSince, handledBy = [] } = model;
    // The version that a fresh install brings handles rejections, so an unknown one is not taken for an old one.
    if (handledSince && (major === undefined || major >= handledSince.major)) return false;
    if (model.tells !== 'next' && /\bcaptureRejections\b/.test(tree.text)) return false;
    return !handledBy.some((name) => isPresent(name, tree));
  }

  function isPresent(name: string, tree: ts.SourceFile): boolean {
    if (snapshot.packageVersion(name, tree.fileName) !== undefined) return true;
    return moduleFactsOf(tree).loads.some(({ specifier }) => specifier === name);
  }

  /** `module.exports = (app) => { app.get('/x', (req, res) => …) }` where nothing says what `app` is. */
  function looksLikeRoute(call: ts.CallExpression): boolean {
    const callee = unwrap(call.expression);
    if (!ts.isPropertyAccessExpression(callee) || !routing.has(callee.name.text)) return false;
    const owner = unwrap(callee.expression);
    if (!ts.isIdentifier(owner) || !/^(?:app|router|server|api|\w*(?:App|Router))$/.test(owner.text)) return false;
    const [first] = call.arguments;
    const last = call.arguments.at(-1);
    if (first === undefined || last === undefined || !ts.isStringLiteralLike(first)) return false;
    return scopesOf(owner.getSourceFile()).bindingOf(owner)?.kind === 'parameter' && isRequestHandler(last);
  }

  function handlersOf({ call, model }: Registration): readonly Handler[] {
    return call.arguments.slice(model.from).flatMap((argument) => handlersIn(argument, argument, 0));
  }

  function handlersIn(argument: ts.Expression, written: ts.Expression, depth: number): readonly Handler[] {
    const node = unwrap(written);
    if (depth > 4) return [];
    if (ts.isSpreadElement(node)) return handlersIn(argument, node.expression, depth + 1);
    if (ts.isArrayLiteralExpression(node))
      return node.elements.flatMap((element) => handlersIn(depth === 0 ? element : argument, element, depth + 1));
    const array = ts.isIdentifier(node) ? arrayNamed(node) : undefined;
    if (array) return array.elements.flatMap((element) => handlersIn(argument, element, depth + 1));
    const functions = values.of(boundFunction(node) ?? node).filter((value) => value.kind === 'function');
    return functions.map((value) => ({ argument, fn: value.node, isWhole: written === argument }));
  }

  function rejectionOf({ argument, fn }: Handler): HandlerRejection | undefined {
    const reason = rejectionOfFunction(fn);
    if (reason === undefined) return undefined;
    const wrapper = unwrap(argument);
    if (!ts.isCallExpression(wrapper) || boundFunction(wrapper) || !restsOnParameter(reason, fn))
      return found(reason, fn);
    for (const given of wrapper.arguments) {
      for (const value of values.of(given)) {
        const inner = value.kind === 'function' ? rejectionOfFunction(value.node) : undefined;
        if (inner && value.kind === 'function') return found(inner, value.node);
      }
    }
    return undefined;
  }

  const found = (reason: RejectionReason, fn: FunctionNode): HandlerRejection => ({
    reason,
    fn,
    isVague: reason.guess !== undefined && reason.guess !== 'guard' && isOfProjectInterface(reason),
  });

  /** `agent.send()` where `agent` is declared by an interface of the project: its classes may well catch everything. */
  function isOfProjectInterface({ steps }: RejectionReason): boolean {
    const place = steps.at(-1);
    const tree = place && snapshot.tree(place.file);
    const receiver = place && tree ? receiverIn(tree, place.span) : undefined;
    const binding = receiver && scopesOf(receiver.getSourceFile()).bindingOf(receiver);
    return (binding?.declarations ?? []).some((declaration) => {
      const isTyped = ts.isParameter(declaration) || ts.isVariableDeclaration(declaration);
      return isTyped && declaration.type !== undefined && isProjectType(declaration.type);
    });
  }

  function isProjectType(type: ts.TypeNode): boolean {
    if (!ts.isTypeReferenceNode(type) || !ts.isIdentifier(type.typeName)) return false;
    const tree = type.getSourceFile();
    const [declaration] = scopesOf(tree).bindingOf(type.typeName)?.declarations ?? [];
    if (declaration === undefined || ts.isInterfaceDeclaration(declaration)) return declaration !== undefined;
    const imported = ts.isImportSpecifier(declaration) ? declaration.parent.parent.parent : declaration.parent;
    const specifier = ts.isImportDeclaration(imported) ? imported.moduleSpecifier : undefined;
    if (specifier === undefined || !ts.isStringLiteralLike(specifier)) return false;
    return snapshot.resolveModule(specifier.text, tree.fileName).kind === 'file';
  }

  function rejectionOfFunction(fn: FunctionNode): RejectionReason | undefined {
    if (isGenerator(fn)) return undefined;
    const reason = isAsync(fn) ? rejections.escapeOf(fn) : returnedRejection(fn);
    return reason?.isMinor === true ? undefined : reason;
  }

  function returnedRejection(fn: FunctionNode): RejectionReason | undefined {
    for (const expression of returnedExpressions(fn)) {
      if (thenables.isThenable(expression) !== 'yes') continue;
      const rejection = rejections.rejectionOf(expression);
      if (rejection.kind === 'may' && rejection.reason.isMinor !== true)
        return stepAt(expression, `it returns \`${calleeWords(expression)}\``, rejection.reason);
    }
    return undefined;
  }

  /** `asyncHandler(list)`: one function in, one function out, which calls it and cannot reject. */
  function isSafeWrapper(call: ts.CallExpression): boolean {
    const [given, ...others] = call.arguments;
    if (given === undefined || others.length > 0 || boundFunction(call)) return false;
    if (!values.of(given).some(({ kind }) => kind === 'function')) return false;
    const made = values.of(call).flatMap((value) => (value.kind === 'function' ? [value.node] : []));
    return made.length > 0 && made.every((fn) => callsParameterAround(fn) && rejectionOfFunction(fn) === undefined);
  }

  return { registrationOf, handlersOf, rejectionOf, isSafeWrapper };
}

const expressRoute = factsOfPath('express.Router().get()').flatMap((fact) =>
  'handlers' in fact ? [fact.handlers] : [],
);

/** Anything but text, numbers and settings. */
function mayHandle(argument: ts.Expression): boolean {
  const node = unwrap(argument);
  return !ts.isLiteralExpression(node) && !ts.isTemplateExpression(node) && !ts.isObjectLiteralExpression(node);
}

function eventOf(call: ts.CallExpression): string {
  const first = call.arguments[0];
  return first !== undefined && ts.isStringLiteralLike(first) ? first.text : '';
}

function isRequestHandler(argument: ts.Expression): boolean {
  const node = unwrap(argument);
  if (!isFunctionExpression(node)) return false;
  const names = node.parameters.map(({ name }) => (ts.isIdentifier(name) ? name.text : ''));
  return /^_?req(?:uest)?$/.test(names[0] ?? '') && /^_?res(?:ponse)?$/.test(names[1] ?? '');
}

/** `list` in `list.bind(this)`. */
export function boundFunction(node: ts.Expression): ts.Expression | undefined {
  if (!ts.isCallExpression(node)) return undefined;
  const callee = unwrap(node.expression);
  return ts.isPropertyAccessExpression(callee) && callee.name.text === 'bind' ? callee.expression : undefined;
}

function arrayNamed(name: ts.Identifier): ts.ArrayLiteralExpression | undefined {
  const binding = scopesOf(name.getSourceFile()).bindingOf(name);
  const declaration = binding?.kind === 'const' ? binding.declarations[0] : undefined;
  const initial =
    declaration && ts.isVariableDeclaration(declaration) && declaration.initializer
      ? unwrap(declaration.initializer)
      : undefined;
  return initial && ts.isArrayLiteralExpression(initial) ? initial : undefined;
}

/** The name on which the call at a place is made. */
function receiverIn(tree: ts.SourceFile, { start, end }: Span): ts.Identifier | undefined {
  let node: ts.Node | undefined = nodeAt(tree, start);
  while (node && node.end < end) node = node.parent;
  if (node && ts.isAwaitExpression(node)) node = unwrap(node.expression);
  while (node && (ts.isCallExpression(node) || ts.isPropertyAccessExpression(node))) node = unwrap(node.expression);
  return node && ts.isIdentifier(node) ? node : undefined;
}

/** Whether a function calls a parameter of a function around it. */
function callsParameterAround(fn: FunctionNode): boolean {
  const scopes = scopesOf(fn.getSourceFile());
  let found = false;
  const visit = (node: ts.Node): void => {
    const called = ts.isCallExpression(node) ? unwrap(node.expression) : undefined;
    const binding = called && ts.isIdentifier(called) ? scopes.bindingOf(called) : undefined;
    if (binding?.kind === 'parameter' && (binding.scope.pos < fn.pos || binding.scope.end > fn.end)) found = true;
    ts.forEachChild(node, visit);
  };
  visit(fn);
  return found;
}

/** Whether all that speaks for a rejection is a call of what the function's wrapper was given. */
function restsOnParameter({ steps }: RejectionReason, fn: FunctionNode): boolean {
  const [only, ...others] = steps;
  if (only === undefined || others.length > 0) return false;
  const tree = fn.getSourceFile();
  if (tree.fileName !== only.file) return false;
  let found = false;
  const visit = (node: ts.Node): void => {
    if (node.pos > only.span.end || node.end < only.span.start) return;
    const called = ts.isCallExpression(node) ? unwrap(node.expression) : undefined;
    if (called && ts.isIdentifier(called) && scopesOf(tree).bindingOf(called)?.kind === 'parameter') found = true;
    ts.forEachChild(node, visit);
  };
  visit(fn);
  return found;
}
