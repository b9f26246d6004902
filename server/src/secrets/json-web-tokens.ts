import { decodeBase64, decodeObject } from './base64.ts';
import { type Detector, detectionOf, startsValue } from './detector.ts';
import { jsonWebToken } from './formats/auth.ts';
import { supabaseAnon, supabaseServiceRole } from './formats/databases.ts';
import type { Certainty, SecretFormat } from './format.ts';

const pattern = /eyJ[A-Za-z0-9_-]{8,1000}\.(eyJ?[A-Za-z0-9_-]{6,8000})\.([A-Za-z0-9_-]{0,2000})/y;

const encoded = /ZXlK[A-Za-z0-9+/_-]{40,12000}={0,2}/y;

/** The payload says whose key it is: most that stand in code are public ones. */
export const jsonWebTokens: Detector = {
  keywords: ['eyJ', 'ZXlK'],
  look(search, at) {
    if (!startsValue(search.text, at)) return;
    const found = tokenAt(search.text, at);
    if (found === undefined || /[xX*.]{4}$|\.(?:example|signature|sig)$/i.test(search.text.slice(at, found.end)))
      return;
    const judged = judge(decodeObject(found.payload));
    const isMadeUp = found.signature.length < shortestSignature;
    search.report(detectionOf(judged.format, at, found.end, isMadeUp ? { ...judged, certainty: 'doubtful' } : judged));
  },
};

/** Of HS256, the shortest there is: what is shorter was written by hand, or says that it has none. */
const shortestSignature = 42;

/** As it is, or in Base64 once more, as settings of servers have it. */
function tokenAt(
  text: string,
  at: number,
): { readonly payload: string; readonly signature: string; readonly end: number } | undefined {
  pattern.lastIndex = at;
  const plain = pattern.exec(text);
  if (plain) return { payload: plain[1] ?? '', signature: plain[2] ?? '', end: pattern.lastIndex };
  encoded.lastIndex = at;
  const decoded = decodeBase64(encoded.exec(text)?.[0] ?? '');
  if (!decoded?.startsWith('eyJ') || !/^[\w.=-]+$/.test(decoded)) return undefined;
  const [, payload = '', signature = ''] = decoded.split('.');
  return { payload, signature, end: encoded.lastIndex };
}

type Claims = Readonly<Record<string, unknown>>;

interface Judged {
  readonly format: SecretFormat;
  readonly certainty: Certainty;
  readonly publishable?: boolean;
}

function judge(claims: Claims | undefined): Judged {
  if (claims === undefined) return { format: jsonWebToken, certainty: 'doubtful' };
  if (isDocumented(claims)) return { format: jsonWebToken, certainty: 'likely', publishable: true };
  if (claims['role'] === 'service_role') return { format: supabaseServiceRole, certainty: 'certain' };
  if (claims['role'] === 'anon') return { format: supabaseAnon, certainty: 'likely' };
  return { format: jsonWebToken, certainty: isSession(claims) ? 'doubtful' : 'likely' };
}

/** Good for days at most, as are most that do not say since when, so that it has mostly run out by the time that somebody finds it in a file. */
const isSession = ({ iat, exp }: Claims): boolean =>
  typeof exp === 'number' && (typeof iat !== 'number' || exp - iat <= longestSession);
const longestSession = 8 * 24 * 60 * 60;

/** The token of jwt.io, and the keys that every local Supabase has. */
const isDocumented = ({ sub, name, iss, ...rest }: Claims): boolean =>
  iss === 'supabase-demo' ||
  (sub === '1234567890' && name !== undefined && Object.keys(rest).every((key) => /^(iat|exp|admin)$/.test(key)));
