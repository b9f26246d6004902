import { decodeObject } from './base64.ts';
import { type Detector, detectionOf, startsValue } from './detector.ts';
import { jsonWebToken } from './formats/auth.ts';
import { supabaseAnon, supabaseServiceRole } from './formats/databases.ts';
import type { Certainty, SecretFormat } from './format.ts';

const pattern = /eyJ[A-Za-z0-9_-]{8,1000}\.(eyJ?[A-Za-z0-9_-]{6,8000})\.([A-Za-z0-9_-]{0,2000})/y;

/** The payload says whose key it is: most that stand in code are public ones. */
export const jsonWebTokens: Detector = {
  keywords: ['eyJ'],
  look(search, at) {
    if (!startsValue(search.text, at)) return;
    pattern.lastIndex = at;
    const [token, payload = ''] = pattern.exec(search.text) ?? [];
    if (token === undefined) return;
    const judged = judge(decodeObject(payload));
    if (judged) search.report(detectionOf(judged.format, at, at + token.length, { certainty: judged.certainty }));
  },
};

type Claims = Readonly<Record<string, unknown>>;

function judge(claims: Claims | undefined): { format: SecretFormat; certainty: Certainty } | undefined {
  if (claims === undefined) return { format: jsonWebToken, certainty: 'doubtful' };
  if (isDocumented(claims)) return undefined;
  if (claims['role'] === 'service_role') return { format: supabaseServiceRole, certainty: 'certain' };
  if (claims['role'] === 'anon') return { format: supabaseAnon, certainty: 'likely' };
  return { format: jsonWebToken, certainty: 'likely' };
}

/** The token of jwt.io, and the keys that every local Supabase has. */
const isDocumented = ({ sub, name, iss }: Claims): boolean =>
  (sub === '1234567890' && typeof name === 'string') || iss === 'supabase-demo';
