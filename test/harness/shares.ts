/** The fixtures as they are shared out among the test files of `test/rules`. */
export const shares = [
  'promises',
  'errors',
  'integration',
  'secrets',
  'suppressions',
  'validation-a-to-o',
  'validation-p-to-t',
  'validation-u-to-z',
] as const;

export type Share = (typeof shares)[number];

/** @param name of a fixture: `validation/open-redirect/express` */
export function shareOf(name: string): Share | undefined {
  const [family = '', rule = ''] = name.split('/');
  const first = rule.charAt(0);
  const part = first <= 'o' ? 'a-to-o' : first <= 't' ? 'p-to-t' : 'u-to-z';
  return shares.find((share) => share === family || share === `${family}-${part}`);
}
