import { LibraryAutomaton, type PathModel } from '../flow/automaton.ts';
import { libraries } from './index.ts';
import type { Fact } from './model.ts';

/** The facts of an API path; the subpath of a package does not count: `drizzle-orm/pg-core` is `drizzle-orm`. */
export type FactsOf = (path: string) => readonly Fact[];

const builtIn = new LibraryAutomaton<Fact>(libraries);

export const factsOfPath: FactsOf = (path) => builtIn.factsOf(path);

/** With models of the project's own, which have the say where both know a path. */
export function factsWith(own: readonly PathModel<Fact>[]): FactsOf {
  if (own.length === 0) return factsOfPath;
  const automaton = new LibraryAutomaton<Fact>([...own, ...libraries]);
  return (path) => automaton.factsOf(path);
}
