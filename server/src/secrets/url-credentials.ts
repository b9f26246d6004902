import type { Certainty } from './format.ts';
import { shapeOf } from './value-shape.ts';

/** `user:password@host`, up to the path; a password may hold `@`. */
export const authority = /([^\s"'`<>/?#\\:@,;()[\]]{0,100}):([^\s"'`<>/?#\\]{1,200})@([^\s"'`<>/?#\\:@,;)]{1,255})/y;

const filledIn = /^\$|[{}<>*]|^%[sdv(]|^\[|\$\(|%[A-Z_]+%|^(x+|y+|z+)$|^\.{2,}/i;
const standIn =
  /^(my_?|your_?|the_?|db_?|user_?)?(password|passwd|pwd|secret|token|pw)\d?$|^new_?pass|your|change|replace|example|placeholder|redacted|^(user|admin|root|guest|test|foo|bar|baz|abc|port|hunter2)$/i;

/** Databases on one's own machine or in one's own compose file, and hosts that exist in documents alone. */
const nearbyHost =
  /^(localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|host\.docker\.internal|[a-z0-9_-]+)$|(^|\.)(example\.(com|org|net)|example|test|invalid|local|localhost)$/i;

/** How sure it is that a password in a URL opens something; undefined for one that opens nothing. */
export function certaintyOfLogin(user: string, password: string, host: string): Certainty | undefined {
  if (filledIn.test(user) || filledIn.test(password) || filledIn.test(host)) return undefined;
  if (password.length < 4 || password === user || standIn.test(password) || /^(.)\1*$/.test(password)) return undefined;
  // What a machine made is worth keeping wherever it is used, as behind a proxy to a database in the cloud.
  const isNearby = nearbyHost.test(host) && !(password.length >= 20 && shapeOf(password) === 'random');
  const doubts = Number(isNearby) + Number(password === 'pass') + Number(/^\d+$/.test(password));
  if (doubts > 1 && password === 'pass' && !/example/.test(host)) return undefined;
  return doubts > 0 ? 'doubtful' : 'likely';
}

/** Whether the URL holds a password that opens something elsewhere than on the own machine. */
export function opensFromElsewhere(url: string): boolean {
  const scheme = url.indexOf('://');
  if (scheme < 0) return false;
  authority.lastIndex = scheme + 3;
  const [found, user = '', password = '', host = ''] = authority.exec(url) ?? [];
  return found !== undefined && certaintyOfLogin(user, password, host) === 'likely';
}
