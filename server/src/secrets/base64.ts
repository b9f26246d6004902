const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const values = new Map(alphabet.split('').map((character, value) => [character, value]));
values.set('-', 62).set('_', 63);

/** Of Base64 in either alphabet, the characters as bytes; undefined where it is none. */
export function decodeBase64(text: string): string | undefined {
  let bits = 0;
  let held = 0;
  let decoded = '';
  for (const character of text.replace(/=+$/, '')) {
    const value = values.get(character);
    if (value === undefined) return undefined;
    held = (held << 6) | value;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      decoded += String.fromCharCode((held >> bits) & 0xff);
      held &= (1 << bits) - 1;
    }
  }
  return decoded;
}

/** The object that Base64 text holds as JSON. */
export function decodeObject(text: string): Readonly<Record<string, unknown>> | undefined {
  const decoded = decodeBase64(text);
  if (decoded === undefined || !decoded.startsWith('{')) return undefined;
  try {
    const value: unknown = JSON.parse(decoded);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
