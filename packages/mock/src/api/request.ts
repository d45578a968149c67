/** Typed access to requests that the contract has validated. */

import { type MockRequest, ProblemError } from 'contract-first/mock';
import type { Principal } from '../state/accounts.ts';

export type Request = MockRequest<Principal>;

/** A value that is a string according to its schema. */
export const text = (value: unknown): string => String(value);

/** The body, which its schema has validated. */
export const bodyOf = <T>({ body }: Request): T => body as T;

/** The caller of an operation that needs credentials. */
export function principalOf({ principal }: Request): Principal {
  if (!principal) throw new ProblemError('missing_credentials', 'Send an API key in X-API-Key');
  return principal;
}
