import { isPutAside, isTestPlace } from '../semantics/trial-places.ts';
import { codeBelow, mostFiles } from './code-below.ts';
import type { ProjectFiles } from './project-files.ts';

interface Sources {
  readonly files: ProjectFiles;
  readonly rootOf: (file: string) => string | undefined;
}

interface Answer {
  readonly name: RegExp;
  /** A file that names it. */
  witness: string | undefined;
  /** Whose text changed since. */
  readonly changed: Set<string>;
}

/** Whether other code of the project names what a file exports; what is found is kept until the file that told it changes. */
export class NamedElsewhere {
  readonly #sources: Sources;
  readonly #answers = new Map<string, Answer>();

  constructor(sources: Sources) {
    this.#sources = sources;
  }

  /** Tests and what was put aside do not count. True where there is too much code to tell. */
  isNamed(name: string, file: string): boolean {
    const root = this.#sources.rootOf(file);
    if (root === undefined || !/^[\w$]+$/.test(name)) return true;
    const key = `${name} ${file}`;
    const known = this.#answers.get(key);
    if (known !== undefined && this.#stands(known, root)) return known.witness !== undefined;
    const answer: Answer = { name: wordOf(name), witness: this.#witness(wordOf(name), file, root), changed: new Set() };
    this.#answers.set(key, answer);
    return answer.witness !== undefined;
  }

  touch(file: string): void {
    for (const [key, { changed }] of this.#answers) if (!key.endsWith(` ${file}`)) changed.add(file);
  }

  forget(): void {
    this.#answers.clear();
  }

  /** One that told may tell no more, so that all are asked again; where none did, those alone that changed. */
  #stands(answer: Answer, root: string): boolean {
    const { changed, name, witness } = answer;
    if (witness !== undefined) return !changed.has(witness);
    answer.witness = [...changed].find((each) => this.#names(each, name, root));
    changed.clear();
    return true;
  }

  #witness(name: RegExp, file: string, root: string): string | undefined {
    const all = codeBelow(this.#sources.files, root);
    if (all.length >= mostFiles) return file;
    return all.find((each) => each !== file && this.#names(each, name, root));
  }

  #names(file: string, name: RegExp, root: string): boolean {
    if (isTestPlace(file, root) || isPutAside(file, root)) return false;
    return name.test(this.#sources.files.read(file) ?? '');
  }
}

const wordOf = (name: string): RegExp => new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`);
