import { AsyncLocalStorage } from 'node:async_hooks';
import { escapeLiteral } from 'pg';
import { DatabaseUnreachable } from '../../database.ts';

/** A claim of an idempotency key whose request is running. */
export type FencedClaim = {
  readonly name: string;
  readonly holder: string;
  /** In milliseconds. */
  readonly lease: number;
  /** Whether the request has ended; what it has left running does not depend on the claim. */
  isOver: boolean;
};

/** Another server has taken over the idempotency key of a request, so it may not write. */
export class ClaimLost extends DatabaseUnreachable {
  override readonly name = 'DatabaseUnreachable';

  constructor() {
    super(
      'The request took longer than the lease of its idempotency key, and another server has it',
    );
  }
}

const claims = new AsyncLocalStorage<FencedClaim>();

/** Runs a request: each transaction in it that writes requires the claim. */
export const withClaim = <T>(claim: FencedClaim, work: () => Promise<T>): Promise<T> =>
  claims.run(claim, work);

/** Runs what is also done for other requests, and does not depend on the claim of this one. */
export const withoutClaim = <T>(work: () => Promise<T>): Promise<T> => claims.exit(work);

/**
 * The statement that renews the claim of the running request; undefined if there is none. It locks the claim until the
 * transaction has ended, so another server that waits for the row finds it renewed if this one commits. A claim that
 * was lost has no row for it. The time is that of the statement: the transaction may have waited for its turn.
 */
export function claimRenewal(): readonly [statement: string] | undefined {
  const claim = claims.getStore();
  if (!claim || claim.isOver) return undefined;
  const { name, holder, lease } = claim;
  return [
    `UPDATE idempotency_claims SET ends_at = clock_timestamp() + ${lease} * interval '1 millisecond'
    WHERE name = ${escapeLiteral(name)} AND holder = ${escapeLiteral(holder)}`,
  ];
}
