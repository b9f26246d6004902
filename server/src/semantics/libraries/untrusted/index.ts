import { LibraryAutomaton } from '../../flow/automaton.ts';
import { archives } from './archives.ts';
import { browser } from './browser.ts';
import { databases } from './databases.ts';
import { documents } from './documents.ts';
import { effects } from './effects.ts';
import { encoders } from './encoders.ts';
import type { UntrustedFact, UntrustedModel } from './model.ts';
import { network } from './network.ts';
import { node } from './node.ts';
import { numbers } from './numbers.ts';
import { objects } from './objects.ts';
import { payments } from './payments.ts';
import { h3Requests, requests, responses } from './requests.ts';
import { schemas } from './schemas.ts';
import { templates } from './templates.ts';

/** Every model of sources, sinks and what lies between; add a file and name it here. */
export const untrustedModels: readonly UntrustedModel[] = [
  requests,
  responses,
  ...h3Requests,
  ...node,
  ...databases,
  ...network,
  ...browser,
  ...numbers,
  ...objects,
  ...payments,
  ...documents,
  ...archives,
  ...templates,
  ...encoders,
  ...schemas,
];

const automaton = new LibraryAutomaton<UntrustedFact>(untrustedModels);
/** Beside the others, as of the entries of one automaton only the first counts that fits. */
const automatonOfEffects = new LibraryAutomaton<UntrustedFact>(effects);
const remembered = new Map<string, readonly UntrustedFact[]>();

/** What is known of an API path; remembered, as the same few hundred paths are asked for in every file. */
export function untrustedFactsOf(path: string): readonly UntrustedFact[] {
  let facts = remembered.get(path);
  if (facts === undefined) {
    if (remembered.size > 20_000) remembered.clear();
    remembered.set(path, (facts = [...automaton.factsOf(path), ...automatonOfEffects.factsOf(path)]));
  }
  return facts;
}
