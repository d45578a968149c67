import {
  errnoOf,
  type FieldFault,
  invalidFields as invalid,
  ProblemError,
  type ProblemOptions,
} from '@contract-first/hono/problems';
import type { ProblemCode } from './contract.ts';

export { errnoOf, type FieldFault };

/**
 * Something that went wrong and that the contract has a name for. Services throw it; only
 * `src/http` knows which status and title it has.
 */
export type Failure = ProblemError<ProblemCode>;
export const Failure: new (code: ProblemCode, detail: string, options?: ProblemOptions) => Failure =
  ProblemError;

/** The failure of a request with fields that are not valid, each of which it names. */
export const invalidFields: (errors: readonly FieldFault[], cause?: unknown) => Failure = invalid;

/** Whether the system keeps the server from something: it may not enter, read or write there. */
export const isDenied = (error: unknown): boolean =>
  ['EACCES', 'EPERM'].includes(errnoOf(error) ?? '');
