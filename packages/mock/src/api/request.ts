import { type MockRequest, ProblemError } from 'contract-first/mock';
import type { Principal } from '../state/accounts.ts';

export type Request = MockRequest<Principal>;

/** A value of a request, which its schema has made a text. */
export const text = (value: unknown): string => String(value);

/** The body, which its schema has checked. */
export const bodyOf = <T>({ body }: Request): T => body as T;

/** Who makes a request to an operation that needs credentials. */
export function principalOf({ principal }: Request): Principal {
  if (!principal) throw new ProblemError('missing_credentials', 'Send an API key in X-API-Key');
  return principal;
}
