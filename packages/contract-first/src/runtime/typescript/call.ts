import { readArguments } from './arguments.ts';
import { ApiError } from './errors.ts';
import type { Answer, Connection, Operation } from './operation.ts';

/** A call that has succeeded, with the status of its response. */
export type Success<Status, Data> = {
  readonly ok: true;
  readonly status: Status;
  readonly data: Data;
  readonly response: Response;
};

/** A call that has failed; the body of the error has the type of its status. */
export type Failure<Status, Body> = {
  readonly ok: false;
  readonly status: Status;
  readonly error: ApiError & { readonly body: Body };
  readonly response: Response;
};

/** A call without a response: the connection, the time or the caller's signal has ended it. */
export type NoResponse = {
  readonly ok: false;
  readonly status: undefined;
  readonly error: ApiError;
  readonly response: undefined;
};

/** What a call may come to, if nothing more is known of its statuses. */
export type Outcome<Result> = Success<number, Result> | Failure<number, unknown> | NoResponse;

/** The result of a call, and on request the whole response. */
export type ApiPromise<Result, Outcomes = Outcome<Result>> = Promise<Result> & {
  /** The result together with the response: its status, headers and request ID. */
  withResponse(): Promise<Answer<Result>>;
  /**
   * Success or failure as a value, which its `status` tells apart.
   *
   * @throws TypeError for a wrong call, never an `ApiError`
   */
  result(): Promise<Outcomes>;
};

/**
 * Carries out an operation with the arguments that its method was called with.
 *
 * @param method the name of the method, if it is not that of the operation
 */
export function call<Result, Outcomes = Outcome<Result>>(
  connection: Connection,
  operation: Operation,
  args: readonly unknown[],
  method?: string,
): ApiPromise<Result, Outcomes> {
  return apiPromise<Result, Outcomes>(
    (async () => connection.send<Result>(operation, readArguments(operation, args, method)))(),
  );
}

/** Makes the promise of a method out of the whole answer. */
export function apiPromise<Result, Outcomes = Outcome<Result>>(
  sent: Promise<Answer<Result>>,
): ApiPromise<Result, Outcomes> {
  const result = sent.then(({ data }) => data);
  return Object.assign(result, {
    withResponse: () => {
      ignoreFailure(result);
      return sent;
    },
    result: () => {
      ignoreFailure(result);
      // generated code states what each status has
      return sent.then(succeeded, failed) as Promise<Outcomes>;
    },
  });
}

function succeeded<Result>({ data, response }: Answer<Result>): Outcome<Result> {
  return { ok: true, status: response.status, data, response };
}

function failed(error: unknown) {
  if (!(error instanceof ApiError)) throw error;
  const { status, response } = error;
  return { ok: false, status, error, response };
}

/** For a promise that nobody waits for, since they wait for another of the same work. */
export function ignoreFailure(promise: Promise<unknown>): void {
  promise.catch(() => {});
}
