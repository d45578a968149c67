import { describeFaults, type FieldFault } from './fieldFaults.ts';

export type ProblemOptions = {
  /** The fields of the request at fault. */
  readonly errors?: readonly FieldFault[] | undefined;
  /** Headers that go with the problem, such as `Retry-After`. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly cause?: unknown;
};

/**
 * Something that went wrong and that the API has a name for. Services throw it; only the kit's
 * `Problems` know which status and title it has.
 */
export class ProblemError<Code extends string = string> extends Error {
  override readonly name = 'ProblemError';
  /** A stable slug, such as `out_of_stock`. */
  readonly code: Code;
  readonly errors: readonly FieldFault[] | undefined;
  readonly headers: Readonly<Record<string, string>>;

  /** @param detail what happened this time, in words that a stranger may read */
  constructor(code: Code, detail: string, options?: ProblemOptions) {
    super(detail, { cause: options?.cause });
    this.code = code;
    this.errors = options?.errors;
    this.headers = options?.headers ?? {};
  }
}

/** The problem of a request with fields that are not valid, each of which it names. */
export const invalidFields = (
  errors: readonly FieldFault[],
  cause?: unknown,
): ProblemError<'invalid_request'> =>
  new ProblemError('invalid_request', describeFaults(errors), { errors, cause });

/** The code of an error of the system, such as `ENOENT`. */
export function errnoOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;
}
