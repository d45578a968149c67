import type { HttpBindings } from '@hono/node-server';
import type { BoundOperation } from 'contract-first/contract';
import type { Logger } from 'pino';
import type { Principal } from '../auth/principal.ts';
import type { RateLimitPolicy } from '../contract.ts';

/** What a request carries on its way through `src/http`. */
export type Environment = {
  Bindings: HttpBindings;
  Variables: {
    requestId: string;
    log: Logger;
    /** The operation that the request is for; not set where the contract has none. */
    operation?: BoundOperation;
    /** Not set where the operation needs no credentials. */
    principal?: Principal;
    /** The security scheme that the principal has come by. */
    scheme?: string;
    /** The parsed JSON body, set by whatever reads it first. */
    json?: Promise<unknown>;
    /** The policy that has refused the request. */
    limitedBy?: RateLimitPolicy['policy'];
  };
};
