/** The fixtures as they are shared out among the test files of `test/rules`: families, the large ones by the first letter of their rules. */
export const shares = [
  'promises-a-to-e',
  'promises-f-to-o',
  'promises-p-to-z',
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
  return shares.find((share) => {
    const [, large, from = '', to = ''] = /^(\w+)-(\w)-to-(\w)$/.exec(share) ?? [];
    return large === undefined ? share === family : large === family && from <= rule && rule.charAt(0) <= to;
  });
}
