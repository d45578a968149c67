import { DatabaseUnreachable } from '../database.ts';

/** A server that only reads, such as one that another has taken over from. */
const READ_ONLY = '25006';

/** @returns whether PostgreSQL has sent it */
export const isFromPostgres = (error: unknown): error is Error & { readonly severity: unknown } =>
  error instanceof Error && 'severity' in error;

/** Errors of this program, such as a parameter that cannot be sent. */
const isOurs = (error: Error): boolean =>
  error instanceof TypeError ||
  ['UnsuitableDatabase', 'NewerDatabase', 'LeaseLost'].includes(error.name);

/**
 * An error of PostgreSQL or of the connection to it, as the rest of the server knows it: one that passes
 * once PostgreSQL is there again is a `DatabaseUnreachable`.
 */
export function faultOf(error: unknown): unknown {
  if (error instanceof DatabaseUnreachable || !(error instanceof Error)) return error;
  const code = 'code' in error ? String(error.code) : '';
  // What is not an error of a statement is one of the connection; `pg` gives some of them no code. One
  // that ends the connection is FATAL, such as a shutdown.
  const isOfStatement = isFromPostgres(error) ? error.severity === 'ERROR' : isOurs(error);
  if (isOfStatement && code !== READ_ONLY) return error;
  return new DatabaseUnreachable(`PostgreSQL cannot be reached: ${error.message || code}`, {
    cause: error,
  });
}
