import { ResponseError } from 'vscode-languageserver';
import { failureOf } from '../../report/failure.ts';

/** The protocol's library passes on what a handler throws, word for word; no more of that may leave than a log may hold. */
export function guarded<Arguments extends readonly unknown[], Result>(
  handler: (...given: Arguments) => Result,
): (...given: Arguments) => Result {
  return (...given) => {
    try {
      const result = handler(...given);
      return result instanceof Promise ? (result.catch(fail) as Result) : result;
    } catch (error) {
      return fail(error);
    }
  };
}

function fail(error: unknown): never {
  throw error instanceof ResponseError ? error : new Error(failureOf(error));
}
