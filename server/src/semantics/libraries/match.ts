import { LibraryAutomaton } from '../flow/automaton.ts';
import { libraries } from './index.ts';
import type { Fact } from './model.ts';

const automaton = new LibraryAutomaton<Fact>(libraries);

/** The facts of an API path; the subpath of a package does not count: `drizzle-orm/pg-core` is `drizzle-orm`. */
export const factsOfPath = (path: string): readonly Fact[] => automaton.factsOf(path);
