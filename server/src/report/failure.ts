/**
 * What broke inside of Temper, for a log: which kind of error, and where. What an error says may quote the text that it broke on,
 * a secret among it, so only the plain words that it begins with stay.
 */
export function failureOf(error: unknown): string {
  if (!(error instanceof Error)) return plainWords(String(error));
  const { name, message, stack = '' } = error;
  const places = stack.slice(stack.indexOf(message) + message.length).split('\n');
  // What a parser says is mostly what it read.
  const said = error instanceof SyntaxError ? '' : plainWords(message);
  return [said === '' ? name : `${name}: ${said}`, ...places.filter((line) => /^ {4}at /.test(line))].join('\n');
}

/** `Cannot read properties of undefined (reading 'kind')` stays as it is. */
function plainWords(message: string): string {
  const [line = ''] = message.split('\n');
  const words = line.split(' ');
  const end = words.findIndex((word, at) => !isPlain(word, words[at - 1]));
  return end === -1 ? line : [...words.slice(0, end), '…'].join(' ');
}

function isPlain(word: string, before: string | undefined): boolean {
  if (/^[A-Za-z]{0,20}[.,:;]?$|^\((?:reading|setting)$/.test(word)) return true;
  return /^\((?:reading|setting)$/.test(before ?? '') && /^'[A-Za-z]{1,20}'\)$/.test(word);
}
