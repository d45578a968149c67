/**
 * Reads, writes and intersects scopes.
 *
 * @module
 */
import { type Scope, scopes } from '../contract.ts';

/** Parses scopes separated by spaces; those unknown to the contract are ignored. */
export function readScopes(text: string): Scope[] {
  const named = text.split(' ');
  return scopes.filter((scope) => named.includes(scope));
}

/** Scopes as text, in the order of the contract. */
export const writeScopes = (granted: readonly Scope[]): string =>
  scopes.filter((scope) => granted.includes(scope)).join(' ');

/** The granted scopes that their owner still has; `admin` covers all. */
export function limitScopes(granted: readonly Scope[], owned: readonly Scope[]): Set<Scope> {
  if (granted.includes('admin')) return new Set(owned);
  if (owned.includes('admin')) return new Set(granted);
  return new Set(granted.filter((scope) => owned.includes(scope)));
}
