import * as kit from '@contract-first/hono/problems';
import type { ProblemCode } from './contract.ts';

export const { errnoOf } = kit;
export type FieldFault = kit.FieldFault;

/**
 * Something that went wrong and that the contract has a name for. Services throw it; only
 * `src/http` knows which status and title it has.
 */
export type ProblemError = kit.ProblemError<ProblemCode>;
export const ProblemError: new (
  code: ProblemCode,
  detail: string,
  options?: kit.ProblemOptions,
) => ProblemError = kit.ProblemError;

/** The problem of a request with fields that are not valid, each of which it names. */
export const invalidFields: (errors: readonly FieldFault[], cause?: unknown) => ProblemError =
  kit.invalidFields;

/** Whether the system keeps the server from something: it may not enter, read or write there. */
export const isDenied = (error: unknown): boolean =>
  ['EACCES', 'EPERM'].includes(errnoOf(error) ?? '');
