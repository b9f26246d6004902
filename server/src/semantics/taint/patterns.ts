/** What a class of characters may hold without letting anything out of a quotation, a path or a tag. */
const harmlessClass = /^(?:\\[wd]|[A-Za-z0-9_ .@,:+=-]|\\[-.])+$/;
const escapes = /\\[wdb]/;

/** Whether a regular expression, as it is written, matches whole texts of harmless characters alone: `/^[\w-]{1,40}$/`. */
export function isAllowList(written: string): boolean {
  const end = written.lastIndexOf('/');
  const source = written.slice(1, end);
  const flags = written.slice(end + 1);
  if (!source.startsWith('^') || !source.endsWith('$') || source.endsWith('\\$') || flags.includes('m')) return false;
  return hasOnlyHarmless(source.slice(1, -1));
}

function hasOnlyHarmless(source: string): boolean {
  let at = 0;
  while (at < source.length) {
    const rest = source.slice(at);
    const group = /^\[(\^?)((?:\\.|[^\]\\])*)\]/.exec(rest);
    if (group) {
      const [whole, negated, characters = ''] = group;
      if (negated === '^' || !harmlessClass.test(characters) || /\.{2}/.test(characters)) return false;
      at += whole.length;
      continue;
    }
    const escape = /^\\./.exec(rest);
    if (escape) {
      if (!escapes.test(escape[0]) && !/^\\[.\-/]$/.test(escape[0])) return false;
      at += 2;
      continue;
    }
    const character = rest[0] ?? '';
    if (character === '.' || /['"`;<>&$\\]/.test(character)) return false;
    at += 1;
  }
  return true;
}

/** Whether taking out all that a pattern matches, given the flag `g`, leaves harmless characters alone: `/[^a-z0-9-]/g`. */
export function keepsOnlyHarmless(written: string): boolean {
  const end = written.lastIndexOf('/');
  if (/^\\[DW][+*]?$/.test(written.slice(1, end))) return written.slice(end + 1).includes('g');
  const group = /^\[\^((?:\\.|[^\]\\])*)\][+*]?$/.exec(written.slice(1, end));
  return (
    group !== null && written.slice(end + 1).includes('g') && harmlessClass.test((group[1] ?? '').replace(/\\s/g, ' '))
  );
}

/** Whether a pattern given to `replace` meets a character wherever it stands. */
export function meetsEvery(written: string, character: string): boolean {
  const end = written.lastIndexOf('/');
  return (
    written.slice(end + 1).includes('g') && written.slice(1, end).includes(character) && !written.startsWith('/[^')
  );
}

/** Whether a pattern only matches what begins with one slash, and no second one behind it: `/^\/(?![/\\])/`. */
export const staysOnSite = (written: string): boolean =>
  /^\/\^\\?\/(?:\(\?!|\[\^)[^)\]]*\//.test(written) && !/m[a-z]*$/.test(written.slice(written.lastIndexOf('/')));

/** Whether a pattern takes every way up off the front of a path that was normalized before: `/^(\.\.(\/|\\|$))+/`. */
export const takesWaysUp = (written: string): boolean => /^\/\^\(*(?:\?:)?\\\.\\\./.test(written);

/** The group of that number in a regular expression as it is written, as one of its own that matches nothing else. */
export function groupIn(written: string, number: number): string | undefined {
  const source = written.slice(1, written.lastIndexOf('/'));
  const opened: { readonly number: number; readonly start: number }[] = [];
  let count = 0;
  for (const { 0: token, index } of source.matchAll(
    /\\.|\[(?:\\.|[^\]\\])*\]|\((?:\?(?:<(?![=!])\w+>|<?[=!]|:))?|\)/g,
  )) {
    if (token.startsWith('(')) {
      const isCounted = token === '(' || /^\(\?<\w/.test(token);
      opened.push({ number: isCounted ? ++count : 0, start: index + token.length });
    } else if (token === ')') {
      const closed = opened.pop();
      if (closed?.number === number) return `/^${source.slice(closed.start, index)}$/`;
    }
  }
  return undefined;
}
