/**
 * The error that services throw, without dependencies.
 *
 * @module
 */

import { describeFaults, type FieldFault } from './fieldFaults.ts';

/** Details of a `ProblemError`. */
export type ProblemOptions = {
  /** The invalid fields of the request. */
  readonly errors?: readonly FieldFault[] | undefined;
  /** Headers for the response, such as `Retry-After`. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly cause?: unknown;
};

/**
 * An error with a name in the API. Services throw it; only the kit's `Problems` know its status and
 * title.
 */
export class ProblemError<Code extends string = string> extends Error {
  override readonly name = 'ProblemError';
  /** A stable slug, such as `out_of_stock`. */
  readonly code: Code;
  readonly errors: readonly FieldFault[] | undefined;
  readonly headers: Readonly<Record<string, string>>;

  /** @param detail what happened, in words that anybody may read */
  constructor(code: Code, detail: string, options?: ProblemOptions) {
    super(detail, { cause: options?.cause });
    this.code = code;
    this.errors = options?.errors;
    this.headers = options?.headers ?? {};
  }
}

/** The problem for a request with invalid fields. */
export const invalidFields = (
  errors: readonly FieldFault[],
  cause?: unknown,
): ProblemError<'invalid_request'> =>
  new ProblemError('invalid_request', describeFaults(errors), { errors, cause });

/** The code of a system error, such as `ENOENT`. */
export function errnoOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;
}
