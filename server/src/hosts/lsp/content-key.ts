import { createHash } from 'node:crypto';
import { mayHoldSuppressions } from '../../engine/suppressions.ts';

/**
 * Tells texts apart, of which equal ones are answered equally as long as all around them stays; of a text in which a
 * suppression may end, on the same day.
 *
 * @param today as `2027-01-31`
 */
export function contentKey(text: string, today: string): string {
  const withoutMark = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const digest = createHash('sha1').update(withoutMark).digest('base64url');
  return mayHoldSuppressions(text) && text.includes('until') ? `${digest} ${today}` : digest;
}
