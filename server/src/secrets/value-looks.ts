import { isForDevelopment, isForTests } from './named-secret.ts';
import { isReadable } from './readable-text.ts';
import { shapeOf } from './value-shape.ts';

/** What a value says of itself. Asked once, since somebody who types has what was found kept through many edits. */
export interface ValueLooks {
  readonly isRandom: boolean;
  readonly isWords: boolean;
  readonly isForTests: boolean;
  readonly isForDevelopment: boolean;
}

export const looksOf = (value: string): ValueLooks => ({
  isRandom: shapeOf(value) === 'random',
  isWords: isReadable(value),
  isForTests: isForTests(value),
  isForDevelopment: isForDevelopment(value),
});
