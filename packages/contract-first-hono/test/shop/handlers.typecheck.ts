/**
 * Code that must not compile: `tsc` fails if an expected error is missing. So each line tests the
 * types of handlers. Nothing imports this file.
 *
 * @module
 */
import type {
  AppOptions,
  HandlerResult,
  Handlers,
  Input,
  OperationId,
  UnfinishedOptions,
  Unimplemented,
} from '@contract-first/hono';
import type * as api from './generated/routes.gen.ts';
import type { Customer } from './shop.ts';

type Api = typeof api;
type Some<Id extends OperationId<Api>> = Pick<Handlers<Api, Customer>, Id>;

// @ts-expect-error a handler is missing
const missing: Some<'health' | 'orders.create'> = { health: () => ({ status: 200, body: {} }) };
const wrongStatus: Some<'health'> = {
  // @ts-expect-error the document lists no 201
  health: () => ({ status: 201, body: {} }),
};
const wrongBody: Some<'products.change'> = {
  // @ts-expect-error the price is missing
  'products.change': () => ({ status: 200, body: { sku: 'apple' } }),
};
// @ts-expect-error Location is missing
const noHeaders: HandlerResult<Api, 'orders.create'>['headers'] = {};
// @ts-expect-error a problem is thrown, not returned
const problem: HandlerResult<Api, 'orders.create'>['status'] = 409;
// @ts-expect-error the document has no such operation
const unknown: OperationId<Api> = 'orders.burn';
// @ts-expect-error the document has no such scheme
const credentials: keyof AppOptions<Api>['credentials'] = 'Basic';

/** Optional credentials may be missing; without credentials there is no principal. */
const optional: Input<Api, 'products.list', Customer>['principal'] = undefined;
const none: Input<Api, 'health', Customer>['principal'] = undefined;
// @ts-expect-error the operation needs credentials
const needed: Input<Api, 'orders.create', Customer>['principal'] = undefined;
type Options = Parameters<Unimplemented<Api>['with']>[0];
declare const rest: Omit<UnfinishedOptions<Api>, 'handlers' | 'unwritten'>;
const health = () => ({ status: 200, body: { status: 'ready', checks: [] } }) as const;
// @ts-expect-error handlers are missing, and nothing answers in their place
const unfinished: Options = { ...rest, handlers: { health } };
const answered: Options = { ...rest, handlers: { health }, unwritten: () => new Response() };
const wrongPart: Options = {
  ...rest,
  // @ts-expect-error the document lists no 201
  handlers: { health: () => ({ status: 201, body: {} }) },
  unwritten: () => new Response(),
};
// @ts-expect-error the body is no JSON
const body: NonNullable<Input<Api, 'products.import'>['body']> = '';

export {
  answered,
  body,
  credentials,
  missing,
  needed,
  noHeaders,
  none,
  optional,
  problem,
  unfinished,
  unknown,
  wrongBody,
  wrongPart,
  wrongStatus,
};
