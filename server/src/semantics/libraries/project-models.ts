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

function factOf(word: LibraryWord, call: string): Fact {
  switch (word) {
    case 'rejects':
      return { rejects: 'may' };
    case 'neverRejects':
      return { rejects: 'never', because: `the configuration says so of \`${call}\`` };
    case 'throws':
      return { throws: true, because: `\`${call}\` can fail` };
    case 'lazy':
      return { lazy: 'then' };
    case 'lazyUntilExecuted':
      return { lazy: 'execute' };
    case 'ignorable':
      return { ignorable: true };
  }
}
