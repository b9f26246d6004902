import type { Snapshot } from '../engine/snapshot.ts';
import { ts } from '../engine/syntax.ts';
import type { Contract } from '../types/oracle.ts';
import {
  isArrayMethod,
  isDomHandler,
  isEmitterLibrary,
  isEmitterMethod,
  isIgnoredProp,
  isUsualEvent,
  useOfArrayMethod,
} from './callback-names.ts';
import type { CalleeQuestions } from './callees.ts';
import type { CallbackUse } from './libraries/model.ts';
import { readerOfPromises } from './mapped-promises.ts';
import { calleeWords, memberName, propertyNameText, shortText, unwrap } from './nodes.ts';
import { createParameterUses } from './parameter-uses.ts';
import type { FunctionPlace } from './promise-functions.ts';
import { isUnawaitedReducer } from './reducers.ts';
import { isGlobalPromise } from './thenables.ts';
import type { ValueQuestions } from './values.ts';

/** `reducer`: taken for the next value. `mapping`: kept in an array whose readers take it for what it resolves to. `prop`: of an element. The last four are known by their types alone. */
export type ReceiverUse =
  Exclude<CallbackUse, 'awaited'> | 'reducer' | 'mapping' | 'prop' | 'property' | 'variable' | 'return' | 'member';

/** Who is given a function and does not look at the promise that it returns. */
export interface Receiver {
  readonly use: ReceiverUse;
  /** In the code's own words: `forEach`, `emitter.on`, `onClick`. */
  readonly name: string;
  /** That of the file's element or call, for fixes. */
  readonly owner: ts.Node;
}

export interface CallbackQuestions {
  /** Undefined when the value is used, or when nobody can tell. Ask for functions that give a promise. */
  receiverOf(value: FunctionPlace): Receiver | undefined;
}

interface Questions {
  readonly snapshot: Snapshot;
  readonly values: ValueQuestions;
  readonly callees: CalleeQuestions;
}

type CallLike = ts.CallExpression | ts.NewExpression;

export function createCallbacks({ snapshot, values, callees }: Questions): CallbackQuestions {
  const uses = createParameterUses(callees);
  const contractOf = (value: FunctionPlace): Contract =>
    snapshot.oracle(value.getSourceFile().fileName)?.contractOf(value) ?? 'unknown';

  function receiverOf(value: FunctionPlace): Receiver | undefined {
    const { parent } = value;
    if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) {
      const at = parent.arguments?.findIndex((argument) => argument === value) ?? -1;
      return at < 0 ? undefined : ofArgument(parent, at, value);
    }
    if (ts.isJsxExpression(parent)) return ts.isJsxAttribute(parent.parent) ? ofProp(parent.parent, value) : undefined;
    if (ts.isBinaryExpression(parent)) return ofAssignment(parent, value);
    const place = placeOf(value);
    return place && contractOf(value) === 'ignored' ? { ...place, owner: value } : undefined;
  }

  function ofArgument(call: CallLike, at: number, value: FunctionPlace): Receiver | undefined {
    const receiver = (use: ReceiverUse): Receiver => ({ use, name: nameOfCallee(call), owner: call });
    const modelled = ts.isCallExpression(call) ? modelOf(call, at) : undefined;
    if (modelled === 'awaited') return undefined;
    if (modelled) return receiver(modelled);
    const method = memberName(unwrap(call.expression));
    if (ts.isCallExpression(call) && method !== undefined && at === 0 && isArrayMethod(method)) {
      const kind = ownerOfMethod(call);
      if (kind === 'array') return ofArrayMethod(call, method, receiver);
      if (kind === 'other') return undefined;
    }
    if (method === 'map') return ts.isCallExpression(call) && at === 0 ? ofMap(call) : undefined;
    if (ts.isNewExpression(call) && isGlobalPromise(call.expression)) return undefined;
    return ofContract(call, at, value, receiver);
  }

  function modelOf(call: ts.CallExpression, at: number): CallbackUse | undefined {
    for (const fact of callees.bySyntax(call).facts) {
      if (!('callback' in fact)) continue;
      const wanted = fact.at === 'last' ? call.arguments.length - 1 : fact.at;
      if (fact.callback === 'awaited' || wanted === at) return fact.callback;
    }
    return undefined;
  }

  function ofArrayMethod(
    call: ts.CallExpression,
    method: string,
    receiver: (use: ReceiverUse) => Receiver,
  ): Receiver | undefined {
    const use = useOfArrayMethod(method);
    if (use !== 'reducer') return use && receiver(use);
    return isUnawaitedReducer(call) ? receiver(use) : undefined;
  }

  function ofMap(call: ts.CallExpression): Receiver | undefined {
    const reader = readerOfPromises(call);
    return reader !== undefined && ownerOfMethod(call) === 'array'
      ? { use: 'mapping', name: reader === '' ? 'map' : reader, owner: call }
      : undefined;
  }

  /** `array`: as far as anybody can tell. `typed`: something else, of which the types know what it does. */
  function ownerOfMethod(call: ts.CallExpression): 'array' | 'typed' | 'other' {
    const callee = unwrap(call.expression);
    const name = ts.isPropertyAccessExpression(callee) ? callee.name : undefined;
    const targets = (name && snapshot.oracle(call.getSourceFile().fileName)?.calleeOf(name)) ?? 'unknown';
    if (targets !== 'unknown') return targets.every(({ module }) => module === 'lib') ? 'array' : 'typed';
    if (!ts.isPropertyAccessExpression(callee) && !ts.isElementAccessExpression(callee)) return 'other';
    if (values.of(callee).some(({ kind }) => kind !== 'path')) return 'other';
    return values.of(callee.expression).some((value) => value.kind === 'path' && isLibraryObject(value.path))
      ? 'other'
      : 'array';
  }

  function ofContract(
    call: CallLike,
    at: number,
    value: FunctionPlace,
    receiver: (use: ReceiverUse) => Receiver,
  ): Receiver | undefined {
    const method = memberName(unwrap(call.expression)) ?? '';
    const use = uses.useOfArgument(call, at);
    if (use === 'waits') return undefined;
    // Its type says that it takes anything, since browsers do not look.
    if (method === 'addEventListener' && at === 1 && isPlausibleEmitter(call)) return receiver('event');
    const contract = contractOf(value);
    if (contract === 'taken' && use !== 'drops') return undefined;
    if (contract === 'ignored' || use === 'drops') return receiver(wordingOf(method));
    return isEmitterMethod(call, method, at) && isPlausibleEmitter(call) ? receiver(wordingOf(method)) : undefined;
  }

  /**
   * A class of the project that has a method of that name is followed, not guessed at. Of a package that nobody here knows,
   * only the events that Node's own emitters have are taken for such: others wait for their handlers.
   */
  function isPlausibleEmitter(call: CallLike): boolean {
    const isUsual = isUsualEvent(call);
    return values
      .of(call.expression)
      .every((value) => value.kind === 'path' && (isUsual || isEmitterLibrary(value.path)));
  }

  function ofProp(attribute: ts.JsxAttribute, value: FunctionPlace): Receiver | undefined {
    const prop = attribute.name.getText();
    const element = attribute.parent.parent;
    const receiver: Receiver = { use: 'prop', name: prop, owner: attribute };
    if (isIntrinsic(element.tagName)) return /^on[A-Z]/.test(prop) ? receiver : undefined;
    const contract = contractOf(value);
    if (contract === 'taken') return undefined;
    const known = values
      .of(element.tagName as ts.Expression)
      .flatMap((component) => (component.kind === 'function' ? [uses.useOfProp(component.node, prop)] : []));
    if (known.includes('waits')) return undefined;
    if (contract === 'ignored' || (known.length > 0 && known.every((use) => use === 'drops'))) return receiver;
    return isIgnoredProp(prop, element.tagName.getText()) ? receiver : undefined;
  }

  function ofAssignment(assignment: ts.BinaryExpression, value: FunctionPlace): Receiver | undefined {
    if (assignment.right !== value || assignment.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return undefined;
    const name = shortText(assignment.left);
    if (isDomHandler(memberName(assignment.left) ?? '')) return { use: 'event', name, owner: assignment };
    return contractOf(value) === 'ignored' ? { use: 'variable', name, owner: assignment } : undefined;
  }

  return { receiverOf };
}

/** What a place is called that only types know. */
function placeOf(value: FunctionPlace): Pick<Receiver, 'use' | 'name'> | undefined {
  const { parent } = value;
  if (ts.isVariableDeclaration(parent) && parent.type) return { use: 'variable', name: shortText(parent.name) };
  if (ts.isPropertyAssignment(parent)) return { use: 'property', name: propertyNameText(parent.name) ?? '' };
  if (ts.isReturnStatement(parent) || ts.isArrowFunction(parent)) return { use: 'return', name: '' };
  if (ts.isShorthandPropertyAssignment(value)) return { use: 'property', name: value.name.text };
  if (ts.isPropertyDeclaration(parent)) return { use: 'member', name: propertyNameText(parent.name) ?? '' };
  if (!ts.isClassElement(value) && !ts.isTypeElement(value) && !ts.isObjectLiteralElementLike(value)) return undefined;
  const use = ts.isObjectLiteralExpression(parent) ? 'property' : 'member';
  return { use, name: propertyNameText(value.name) ?? '' };
}

function nameOfCallee(call: CallLike): string {
  const callee = unwrap(call.expression);
  const method = memberName(callee);
  if (method !== undefined && isArrayMethod(method)) return method;
  return ts.isNewExpression(call) ? `new ${calleeWords(callee)}` : calleeWords(callee);
}

const isIntrinsic = (tag: ts.JsxTagNameExpression): boolean => ts.isIdentifier(tag) && /^[a-z]/.test(tag.text);

/** What a library's call gave is what its own documents say; what an await gave is mostly an array. */
const isLibraryObject = (path: string): boolean => !path.startsWith('globalThis.') && !path.endsWith('~');

function wordingOf(method: string): ReceiverUse {
  if (/^(?:on|once|addListener|prependListener|prependOnceListener|addEventListener|subscribe)$/.test(method))
    return 'event';
  return method === 'listen' ? 'start' : 'callback';
}
