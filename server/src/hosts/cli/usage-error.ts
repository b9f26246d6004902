/** What the user asked for cannot be done as asked; the message says why. Ends with exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
