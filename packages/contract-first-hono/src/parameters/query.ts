import type { Context } from 'hono';
import type { Environment } from '../environment.ts';
import { addressOf, type Pair, pairsOf } from '../routing/address.ts';

/** The pairs of the query of a request, parsed once. */
export function queryOf(c: Context<Environment>): readonly Pair[] {
  const known = c.get('query');
  if (known) return known;
  const pairs = pairsOf(addressOf(c.req.url).search);
  c.set('query', pairs);
  return pairs;
}
