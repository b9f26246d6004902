import type { ts } from '../engine/syntax.ts';

/** Whether a file's global functions are those of a window: a worker has the same, but neither `document` nor `window`. */
export const belongsToPage = ({ text, fileName }: ts.SourceFile): boolean =>
  /\b(?:document|window)\./.test(text) && !/\bself\./.test(text) && !/worker|\bsw\.[cm]?[jt]s$/i.test(fileName);
