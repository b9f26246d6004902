const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** The CRC-32 of Ethernet and zip, of a text in ASCII. */
export function crc32(text: string): number {
  let crc = 0xffffffff;
  for (let at = 0; at < text.length; at += 1) {
    crc ^= text.charCodeAt(at);
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}

/** The last six characters are the checksum of what stands between them and the prefix: GitHub's and npm's tokens. */
export function endsInBase62Checksum(token: string): boolean {
  const body = token.slice(token.indexOf('_') + 1);
  return base62Of(crc32(body.slice(0, -6))) === body.slice(-6);
}

export function base62Of(value: number, length = 6): string {
  let rest = value;
  let text = '';
  while (text.length < length) {
    text = base62.charAt(rest % 62) + text;
    rest = Math.floor(rest / 62);
  }
  return text;
}

/** The last eight characters are the checksum in hexadecimal: Cloudflare's tokens. */
export function endsInHexChecksum(token: string): boolean {
  const body = token.slice(token.indexOf('_') + 1);
  return crc32(body.slice(0, -8)).toString(16).padStart(8, '0') === body.slice(-8);
}
