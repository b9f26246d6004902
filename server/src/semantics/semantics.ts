import type { ProjectFacts } from '../engine/config.ts';
import type { Snapshot } from '../engine/snapshot.ts';
import type { ts } from '../engine/syntax.ts';
import { type AnswerQuestions, createAnswers } from './answers.ts';
import { type CallbackQuestions, createCallbacks } from './callbacks.ts';
import { createCallees, type CalleeQuestions } from './callees.ts';
import { type FloatingPromise, floatingPromises } from './floating.ts';
import { createCredentials, type CredentialQuestions } from './credential-roles.ts';
import { createSignals, type SignalQuestions } from './framework-signals.ts';
import { createHandlers, type HandlerQuestions } from './handlers.ts';
import { factsWith, type FactsOf } from './libraries/match.ts';
import { projectModels } from './libraries/project-models.ts';
import { createPromiseFunctions, type PromiseFunctionQuestions } from './promise-functions.ts';
import { createQueries, type QueryQuestions } from './queries.ts';
import { createRejections, type RejectionQuestions } from './rejections.ts';
import { type FileScopes, scopesOf } from './scopes.ts';
import { createResults, type ResultQuestions } from './results.ts';
import { createTaint, type TaintQuestions } from './taint/taint.ts';
import { createTexts, type TextQuestions } from './texts.ts';
import { createThenables, type ThenableQuestions } from './thenables.ts';
import { createValues, type ValueQuestions } from './values.ts';

/** The questions rules ask, answered once for all of them and remembered for one snapshot. */
export interface Semantics {
  readonly values: ValueQuestions;
  readonly callees: CalleeQuestions;
  readonly answers: AnswerQuestions;
  readonly thenables: ThenableQuestions;
  readonly rejections: RejectionQuestions;
  readonly queries: QueryQuestions;
  readonly results: ResultQuestions;
  readonly handlers: HandlerQuestions;
  readonly signals: SignalQuestions;
  readonly promiseFunctions: PromiseFunctionQuestions;
  readonly callbacks: CallbackQuestions;
  readonly taint: TaintQuestions;
  readonly texts: TextQuestions;
  readonly credentials: CredentialQuestions;
  scopesOf(tree: ts.SourceFile): FileScopes;
  /** The promises that float when the value of a statement's expression is dropped. */
  floatingPromises(expression: ts.Expression): readonly FloatingPromise[];
}

/** By snapshot and then by the facts that a configuration adds. */
const remembered = new WeakMap<Snapshot, Map<ProjectFacts, Semantics>>();

/** @param facts the same object for the same configuration, see `projectFactsOf` */
export function semanticsOf(snapshot: Snapshot, facts: ProjectFacts = noFacts): Semantics {
  const byFacts = remembered.get(snapshot) ?? new Map<ProjectFacts, Semantics>();
  remembered.set(snapshot, byFacts);
  let semantics = byFacts.get(facts);
  if (semantics === undefined) {
    semantics = createSemantics(snapshot, facts);
    byFacts.set(facts, semantics);
  }
  return semantics;
}

const noFacts: ProjectFacts = { neverRejects: [], libraries: [] };
const compiled = new WeakMap<ProjectFacts, FactsOf>();

/** Models are compiled once for a configuration, not for every snapshot. */
function factsOfProject(facts: ProjectFacts): FactsOf {
  const known = compiled.get(facts) ?? factsWith(projectModels(facts.libraries));
  compiled.set(facts, known);
  return known;
}

function createSemantics(snapshot: Snapshot, facts: ProjectFacts): Semantics {
  const values = createValues(snapshot, factsOfProject(facts));
  const callees = createCallees(snapshot, values);
  const queries = createQueries(snapshot, values, callees);
  const texts = createTexts(snapshot, values);
  const thenables = createThenables(snapshot, values, callees);
  const rejections = createRejections({
    values,
    callees,
    thenables,
    neverRejects: new Set(facts.neverRejects),
    hearsMutations: (file) => snapshot.hearsMutations?.(file) ?? false,
  });
  const isPromiseByType = (expression: ts.Expression) =>
    snapshot.oracle(expression.getSourceFile().fileName)?.isPromise(expression) ?? 'unknown';
  const isNullishByType = (expression: ts.Expression) =>
    snapshot.oracle(expression.getSourceFile().fileName)?.nullish(expression) ?? 'unknown';
  const handlerIsCallable = (handler: ts.Expression) =>
    snapshot.oracle(handler.getSourceFile().fileName)?.rejectionHandlerIsCallable(handler) ?? 'unknown';
  return {
    values,
    callees,
    answers: createAnswers(callees),
    thenables,
    rejections,
    queries,
    results: createResults(snapshot, { values, callees, queries }),
    handlers: createHandlers(snapshot, { values, callees, thenables, rejections }),
    signals: createSignals(snapshot, callees),
    promiseFunctions: createPromiseFunctions({ snapshot, values, callees, thenables, rejections }),
    callbacks: createCallbacks({ snapshot, values, callees }),
    taint: createTaint(snapshot, { values, callees }),
    texts,
    credentials: createCredentials(values, texts),
    scopesOf,
    floatingPromises: (expression) =>
      floatingPromises(expression, { thenables, isPromiseByType, isNullishByType, handlerIsCallable }),
  };
}
