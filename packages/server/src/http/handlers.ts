/**
 * The handlers of the contract, as types.
 *
 * @module
 */
import type * as kit from '@contract-first/hono';
import type { Principal } from '../auth/principal.ts';
import type * as api from '../generated/routes.gen.ts';

type Api = typeof api;

export type OperationId = kit.OperationId<Api>;
/** What a handler may return. */
export type HandlerResult<Id extends OperationId> = kit.HandlerResult<Api, Id>;
/** A handler for every operation of the contract. */
export type Handlers = kit.Handlers<Api, Principal>;
/** Some of the handlers, such as those of one group. */
export type HandlersOf<Id extends OperationId> = Pick<Handlers, Id>;
