/** Values put together from parts, so that no scanner of a host takes this repository's tests for leaks. */
export const of = (...parts: readonly string[]): string => parts.join('');

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token with these claims; its signature is no signature. */
export const jwt = (claims: Readonly<Record<string, unknown>>): string =>
  [encode({ alg: 'HS256', typ: 'JWT' }), encode(claims), 'q9Xw2LrT8vKzB4nM6pYcH1sDfJ3gA5eU7iOoP0aQxZk'].join('.');

export const basic = (user: string, password: string): string => Buffer.from(`${user}:${password}`).toString('base64');

const lines = [
  'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj',
  'MzEfYyjiWA4R4yPbKqZ1vJ5tXn0LwQe2rHsGdUoTfBmIxCpVkNaEgYhZlOuSiDjR',
];
export const pem = (kind = 'PRIVATE KEY', body: readonly string[] = lines, lineEnd = '\n'): string =>
  [`-----BEGIN ${kind}-----`, ...body, `-----END ${kind}-----`].join(lineEnd);

/** Looks made by a machine. */
export const random = (length: number): string =>
  'k7Rq2ZxV9mWk4TbN8pRs3YdR6gJf5KaZu1QoXi0Bw'.repeat(4).slice(0, length);
export const hex = (length: number): string => '9f3a7c1e5b08d246ac6f12e97b3d8054'.repeat(8).slice(0, length);
export const uuid = [hex(8), '4b1d', '4c6e', '8a2f', hex(12)].join('-');
