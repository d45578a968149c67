import { readArguments } from './arguments.ts';
import type { Answer, Connection, Operation } from './operation.ts';

/** The result of a call, and on request the whole response. */
export type ApiPromise<Result> = Promise<Result> & {
  /** The result together with the response: its status, headers and request ID. */
  withResponse(): Promise<Answer<Result>>;
};

/**
 * Carries out an operation with the arguments that its method was called with.
 *
 * @param method the name of the method, where it is not that of the operation
 */
export function call<Result>(
  connection: Connection,
  operation: Operation,
  args: readonly unknown[],
  method?: string,
): ApiPromise<Result> {
  return apiPromise(
    (async () => connection.send<Result>(operation, readArguments(operation, args, method)))(),
  );
}

/** Makes the promise of a method out of the whole answer. */
export function apiPromise<Result>(sent: Promise<Answer<Result>>): ApiPromise<Result> {
  const result = sent.then(({ data }) => data);
  return Object.assign(result, {
    withResponse: () => {
      ignoreFailure(result);
      return sent;
    },
  });
}

/** For a promise that nobody waits for, since they wait for another of the same work. */
export function ignoreFailure(promise: Promise<unknown>): void {
  promise.catch(() => {});
}
