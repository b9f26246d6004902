/**
 * Patterns of API paths (see libraries/model.ts) as a nondeterministic automaton over characters, built the way of Thompson (1968):
 * a fragment has one entry and one exit, and a construct joins fragments by steps that read nothing.
 *
 * `{a,b}` chooses, `*` is part of a name, `.**` any run of members and calls, `...` a run that may also pass an await or enter
 * a callback and that ends before a member.
 */
export interface Reader {
  /** What the step reads: one character, or one of a class: `word` or `digit`. */
  readonly reads: string;
  readonly to: number;
}

type CharacterClass = 'word' | 'digit';

interface Fragment {
  readonly from: number;
  readonly to: number;
}

export class Pattern {
  /** Steps that read a character, and steps that read nothing, by position. */
  readonly readers: Reader[][] = [];
  readonly silent: number[][] = [];

  /** Adds an alternative; the answer is where it starts and where it is matched. */
  add(text: string): Fragment {
    const parser = new PatternParser(this, text);
    return parser.sequence(false);
  }

  position(): number {
    this.readers.push([]);
    this.silent.push([]);
    return this.readers.length - 1;
  }

  read(from: number, reads: string, to: number): void {
    this.readers[from]?.push({ reads, to });
  }

  skip(from: number, to: number): void {
    this.silent[from]?.push(to);
  }
}

class PatternParser {
  readonly #pattern: Pattern;
  readonly #text: string;
  #at = 0;

  constructor(pattern: Pattern, text: string) {
    this.#pattern = pattern;
    this.#text = text;
  }

  /** Up to the end or, inside braces, up to the comma or brace that ends the alternative. */
  sequence(inBraces: boolean): Fragment {
    const from = this.#pattern.position();
    let to = from;
    while (this.#at < this.#text.length) {
      const next = this.#text[this.#at] ?? '';
      if (inBraces && (next === ',' || next === '}')) break;
      const part = this.#part(next);
      this.#pattern.skip(to, part.from);
      to = part.to;
    }
    return { from, to };
  }

  #part(next: string): Fragment {
    if (this.#takes('...')) return this.#run(true);
    if (this.#takes('.**')) return this.#run(false);
    if (this.#takes('{')) return this.#choice();
    if (this.#takes('*')) return this.#many('word');
    this.#at += 1;
    return this.#one(next);
  }

  #takes(text: string): boolean {
    if (!this.#text.startsWith(text, this.#at)) return false;
    this.#at += text.length;
    return true;
  }

  #one(character: string): Fragment {
    const from = this.#pattern.position();
    const to = this.#pattern.position();
    this.#pattern.read(from, character, to);
    return { from, to };
  }

  /** One or more of a class. */
  #many(reads: CharacterClass): Fragment {
    const from = this.#pattern.position();
    const to = this.#pattern.position();
    this.#pattern.read(from, reads, to);
    this.#pattern.read(to, reads, to);
    return { from, to };
  }

  #choice(): Fragment {
    const from = this.#pattern.position();
    const to = this.#pattern.position();
    do {
      const alternative = this.sequence(true);
      this.#pattern.skip(from, alternative.from);
      this.#pattern.skip(alternative.to, to);
    } while (this.#takes(','));
    this.#at += 1;
    return { from, to };
  }

  #run(anything: boolean): Fragment {
    const loop = this.#pattern.position();
    this.#repeat(loop, [this.#one('.'), this.#many('word')]);
    this.#repeat(loop, [this.#one('('), this.#one(')')]);
    if (!anything) return { from: loop, to: loop };
    this.#repeat(loop, [this.#one('~')]);
    this.#repeat(loop, [this.#one('#'), this.#many('digit'), this.#one('.'), this.#many('digit')]);
    const to = this.#pattern.position();
    this.#pattern.read(loop, '.', to);
    return { from: loop, to };
  }

  #repeat(loop: number, parts: readonly Fragment[]): void {
    let end = loop;
    for (const part of parts) {
      this.#pattern.skip(end, part.from);
      end = part.to;
    }
    this.#pattern.skip(end, loop);
  }
}

/** Whether a step of a pattern reads the character. */
export function readsCharacter(reads: string, character: string): boolean {
  if (reads === 'word') return /[\w$*]/.test(character);
  if (reads === 'digit') return character >= '0' && character <= '9';
  return reads === character;
}
