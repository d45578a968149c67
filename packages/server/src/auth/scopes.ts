import { type Scope, scopes } from '../contract.ts';

/** Scopes from text in which blanks separate them; what is no scope of the contract is left out. */
export function readScopes(text: string): Scope[] {
  const named = text.split(' ');
  return scopes.filter((scope) => named.includes(scope));
}

/** Scopes as text, in the order of the contract. */
export const writeScopes = (granted: readonly Scope[]): string =>
  scopes.filter((scope) => granted.includes(scope)).join(' ');

/** What is left of scopes that were granted, where their owner has these now; `admin` covers all. */
export function limitScopes(granted: readonly Scope[], owned: readonly Scope[]): Set<Scope> {
  if (granted.includes('admin')) return new Set(owned);
  if (owned.includes('admin')) return new Set(granted);
  return new Set(granted.filter((scope) => owned.includes(scope)));
}
