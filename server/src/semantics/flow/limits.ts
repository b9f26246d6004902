/** Why what is said of a function is less than its text says, as bits. */
export const Limit = {
  /** It is too large or nested too deeply to be lowered whole. */
  Size: 1,
  /** It did not come to rest and was left as it was. */
  Rest: 2,
  /** A value comes from too many places to tell them apart. */
  Places: 4,
  /** A value lies too deep in objects, promises, calls or bases to be followed. */
  Depth: 8,
  /** Whether it fails depends on too many things that callers give, which counts as a failure. */
  Conditions: 16,
} as const;

const words: readonly (readonly [limit: number, words: string])[] = [
  [Limit.Size, 'too large to be read whole'],
  [Limit.Rest, 'did not come to rest'],
  [Limit.Places, 'a value comes from too many places'],
  [Limit.Depth, 'a value lies too deep to be followed'],
  [Limit.Conditions, 'its failing depends on too much that callers give'],
];

export const limitsInWords = (limits: number): readonly string[] =>
  words.flatMap(([limit, text]) => ((limits & limit) === 0 ? [] : [text]));
