import type { LibraryWord, ProjectLibrary } from '../../engine/config.ts';
import type { PathModel } from '../flow/automaton.ts';
import type { Fact } from './model.ts';

/** What `libraries` of a temper.config.json says, as a model like those that Temper brings. */
export function projectModels(libraries: readonly ProjectLibrary[]): readonly PathModel<Fact>[] {
  return libraries.map(({ library, calls }) => ({
    library,
    entries: [...calls].map(([path, word]) => ({
      path: /^[(#~]/.test(path) ? `${library}${path}` : `${library}.${path}`,
      is: [factOf(word, `${library} ${path}`)],
    })),
  }));
}

/** @param call as a sentence names it */
const factOf = (word: LibraryWord, call: string): Fact => factsByWord[word](call);

const factsByWord: Readonly<Record<LibraryWord, (call: string) => Fact>> = {
  rejects: () => ({ rejects: 'may' }),
  neverRejects: (call) => ({ rejects: 'never', because: `the configuration says so of \`${call}\`` }),
  throws: (call) => ({ throws: true, because: `\`${call}\` can fail` }),
  lazy: () => ({ lazy: 'then' }),
  lazyUntilExecuted: () => ({ lazy: 'execute' }),
  ignorable: () => ({ ignorable: true }),
};
