/**
 * A call that is wrong in itself, which shows only while it is carried out. It is thrown as it is,
 * as any `TypeError` of the client, and the call is not tried again.
 */
export class UsageError extends TypeError {}

/** The `UsageError` that an error was caused by: `fetch` wraps what a body throws. */
export function usageErrorIn(error: unknown): UsageError | undefined {
  if (error instanceof UsageError) return error;
  const { cause } = Object(error);
  return cause === undefined ? undefined : usageErrorIn(cause);
}
