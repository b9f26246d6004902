import ignore, { type Ignore } from 'ignore';
import { folderOf, isInside } from './paths.ts';

interface Rules {
  readonly folder: string;
  readonly rules: Ignore;
}

/** Git's ignore files of a workspace: those nearer to a path overrule those further up. */
export class IgnoreFiles {
  readonly #root: string;
  readonly #read: (path: string) => string | undefined;
  readonly #byFolder = new Map<string, readonly Rules[]>();

  constructor(root: string, read: (path: string) => string | undefined) {
    this.#root = root;
    this.#read = read;
  }

  /** Asks about the path alone: Git never looks into a folder that is ignored, so ask about those above first. */
  isIgnored(path: string, isFolder: boolean): boolean {
    for (const { folder, rules } of this.#rulesAbove(folderOf(path))) {
      const relative = path.slice(folder === '/' ? 1 : folder.length + 1);
      const { ignored, unignored } = rules.test(isFolder ? `${relative}/` : relative);
      if (ignored || unignored) return ignored;
    }
    return false;
  }

  forget(): void {
    this.#byFolder.clear();
  }

  /** The nearest first. */
  #rulesAbove(folder: string): readonly Rules[] {
    const known = this.#byFolder.get(folder);
    if (known !== undefined) return known;
    const above = folderOf(folder);
    const isOutermost = above === folder || !isInside(above, this.#root);
    const own = isInside(folder, this.#root) ? this.#rulesIn(folder) : [];
    // Folders share what holds above them, so that each ignore file is read and compiled once.
    const rules = isOutermost ? own : [...own, ...this.#rulesAbove(above)];
    this.#byFolder.set(folder, rules);
    return rules;
  }

  #rulesIn(folder: string): readonly Rules[] {
    const names = folder === this.#root ? ['.gitignore', '.git/info/exclude'] : ['.gitignore'];
    const texts = names.map((name) => this.#read(`${folder}/${name}`)).filter((text) => text !== undefined);
    // Git lets the ignore file overrule what is excluded for one clone, so it comes last in one list.
    return texts.length === 0 ? [] : [{ folder, rules: ignore().add(texts.reverse().join('\n')) }];
  }
}
