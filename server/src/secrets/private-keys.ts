import { type Detector, detectionOf } from './detector.ts';
import { privateKey } from './formats/auth.ts';
import type { Certainty } from './format.ts';

const opening = /-----BEGIN ((?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?)-----/y;
/** Within what may be looked at from a place; keys of 16,384 bits take 13,000. */
const longest = 16_000;

/** Keys in PEM, also where line ends are written as `\n` in a string. */
export const privateKeys: Detector = {
  keywords: ['-----BEGIN '],
  look(search, at) {
    opening.lastIndex = at;
    const [begin, kind = ''] = opening.exec(search.text) ?? [];
    if (begin === undefined) return;
    const rest = search.text.slice(at + begin.length, at + begin.length + longest);
    const closing = rest.indexOf('-----END');
    const body = closing < 0 ? (/^[^"'`]*/.exec(rest)?.[0] ?? '').slice(0, 4000) : rest.slice(0, closing);
    const certainty = certaintyOf(kind, body, closing >= 0);
    if (certainty === undefined) return;
    const tail =
      closing < 0 ? 0 : (/^-----END [A-Z0-9 ]{1,60}-----/.exec(rest.slice(closing, closing + 80))?.[0].length ?? 0);
    search.report(detectionOf(privateKey, at, at + begin.length + body.length + tail, { certainty }));
  },
};

/** A structure in DER, an OpenSSH key, a packet of OpenPGP. */
const structure = /^(M[A-Z]|b3BlbnNzaC1rZXktdjE|l[A-Z]|x[A-Z])/;

function certaintyOf(kind: string, body: string, closed: boolean): Certainty | undefined {
  const isEncrypted = /ENCRYPTED/.test(kind) || /ENCRYPTED/.test(body.slice(0, 300));
  const data = body
    .replace(/\\[nr]/g, '\n')
    .split('\n')
    .map((line) => line.replace(/["'`+,\\]|^[\s#>*|:/]+|\s+$/g, ''))
    .filter((line) => /^[A-Za-z0-9+/=]+$/.test(line))
    .join('');
  if (!closed) return structure.test(data) || /^\s*(\\n)?M[A-Z]/.test(body) ? 'doubtful' : undefined;
  // What documents show of an RSA key is its first line.
  if (data.length < (kind.startsWith('RSA') ? 85 : 60) || !structure.test(data)) return undefined;
  return isEncrypted ? 'likely' : 'certain';
}
