import { describeFaults, type FieldFault } from 'contract-first/contract';
import type { ProblemCode } from './contract.ts';

export type { FieldFault };

/**
 * Something that went wrong and that the contract has a name for. Services throw it; only
 * `src/http` knows which status and title it has.
 */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly code: ProblemCode;
  readonly errors: readonly FieldFault[] | undefined;
  /** What the contract wants to be told in headers with this problem. */
  readonly headers: Readonly<Record<string, string>>;

  /** @param detail what happened this time, in words that a stranger may read */
  constructor(
    code: ProblemCode,
    detail: string,
    options?: { errors?: FieldFault[]; headers?: Record<string, string>; cause?: unknown },
  ) {
    super(detail, { cause: options?.cause });
    this.code = code;
    this.errors = options?.errors;
    this.headers = options?.headers ?? {};
  }
}

/** The failure of a request with fields that are not valid, each of which it names. */
export const invalidFields = (errors: FieldFault[], cause?: unknown): Failure =>
  new Failure('invalid_request', describeFaults(errors), { errors, cause });

/** Whether the system keeps the server from something: it may not enter, read or write there. */
export const isDenied = (error: unknown): boolean =>
  ['EACCES', 'EPERM'].includes(errnoOf(error) ?? '');

/** The code of a file system's error, such as `ENOENT`. */
export function errnoOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;
}
