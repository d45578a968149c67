/**
 * Mounts the handlers on the server kit, with credentials, limits and metrics.
 *
 * @module
 */
import {
  type App,
  addressAndAccount,
  type Hosts,
  type IdempotencyClaims,
  implement,
  type LimitStore,
  type Operation,
} from '@contract-first/hono';
import type { Contract } from 'contract-first/contract';
import { covers, type Principal } from '../auth/principal.ts';
import * as api from '../generated/routes.gen.ts';
import type { ServerLog } from '../process/log.ts';
import type { Config } from '../start/config.ts';
import type { Handlers } from './handlers.ts';
import type { Metrics } from './metrics.ts';
import { problems } from './problems.ts';

/** Verifies a credential; undefined if it is invalid. */
type Verify = (credential: string) => Promise<Principal | undefined>;

export type AppOptions = {
  readonly contract: Contract;
  readonly handlers: Handlers;
  readonly hosts: Hosts;
  readonly verifiers: {
    readonly ApiKey: Verify;
    readonly Bearer: Verify;
    /** Valid once: returns the stored principal, with `renew` of the credential for which it was issued. */
    readonly Ticket: Verify;
    /** Of a link, whose file must be that of the request. */
    readonly FileTicket: (ticket: string, request: Request) => Promise<Principal | undefined>;
    /**
     * Whether this server signed an access token, even if it has expired or been revoked. Such a token is
     * not a guess, and its client needs the 401 that makes it refresh, even while others are guessing.
     */
    readonly wasIssued: (accessToken: string) => Promise<boolean>;
  };
  readonly idempotency: IdempotencyClaims;
  /** Where requests are counted, if not in memory, and the secret by which accounts share counters there. */
  readonly limits?: { readonly store: LimitStore; readonly secret: Uint8Array } | undefined;
  readonly metrics: Metrics;
  /**
   * Called after authentication for every operation that uses the library; throws if it is unavailable
   * (503).
   */
  readonly available: () => void;
  /** Time limit for receiving a JSON body, in milliseconds. */
  readonly bodyTime: number;
  readonly config: Pick<Config, 'corsOrigins' | 'rateLimitScale' | 'checkResponses'>;
  readonly log: ServerLog;
};

/** The HTTP application: the contract's routes on the server kit, with what is specific to this API. */
export function createApp(options: AppOptions): App {
  const { contract, verifiers, config, available } = options;
  const needsLibrary = libraryUsers(contract);
  return implement(api).with<Principal>({
    handlers: options.handlers,
    problems,
    credentials: {
      ApiKey: {
        ...{ type: 'apiKey', in: 'header', name: 'X-API-Key' },
        verify: verifiers.ApiKey,
        invalid: 'The API key is invalid: it is mistyped, expired or deleted',
      },
      Bearer: {
        ...{ type: 'http', scheme: 'bearer' },
        verify: verifiers.Bearer,
        isGuess: async (token) => !(await verifiers.wasIssued(token)),
        invalid:
          'The access token is invalid: it has expired or was revoked. Refresh it, or sign in again',
      },
      Ticket: {
        ...{ type: 'apiKey', in: 'query', name: 'ticket' },
        verify: verifiers.Ticket,
        invalid:
          'The ticket is invalid: it was already used or is older than 30 seconds. Get a new one',
      },
      FileTicket: {
        ...{ type: 'apiKey', in: 'query', name: 'ticket' },
        verify: verifiers.FileTicket,
        // An image in any page can send a wrong one, and a signature cannot be guessed.
        isGuess: async () => false,
        invalid:
          'The link is not valid, or no longer: it is for another file, is older than an hour, or the session or key that created it has ended. Get a new link',
      },
    },
    covers: (principal, needed) => covers(principal, needed),
    missing: ({ security }) =>
      security.some((requirement) => 'ApiKey' in requirement)
        ? 'Send an API key in X-API-Key, or an access token as Authorization: Bearer <token>'
        : 'Sign in and send the access token as Authorization: Bearer <token>',
    limits: {
      scale: config.rateLimitScale,
      keys: {
        address_and_username: addressAndAccount(
          { username: (name) => name.toLowerCase(), refresh_token: (token) => token },
          options.limits?.secret,
        ),
      },
      ...(options.limits && { store: options.limits.store }),
    },
    idempotency: options.idempotency,
    origins: config.corsOrigins,
    originAdvice: 'add the origin to FILE_ORGANIZER_CORS_ORIGINS',
    hosts: options.hosts,
    checkResponses: config.checkResponses,
    checker: ({ id }, response) => {
      const operation = contract.operations.get(id);
      return operation ? contract.checkResponse(operation, response) : [];
    },
    onRequest: options.metrics.measure,
    check: (operation) =>
      operation.security.length > 0 && '503' in operation.responses && needsLibrary(operation)
        ? () => available()
        : undefined,
    bodyTime: options.bodyTime,
    referenceAt: '/docs',
    ...options.log,
  });
}

/** Whether an operation uses the library: neither it nor its tags have `x-library: unneeded`. */
function libraryUsers({ document, operations }: Contract): (operation: Operation) => boolean {
  const unneeded = new Set(
    (document.tags ?? []).filter((tag) => tag['x-library'] === 'unneeded').map(({ name }) => name),
  );
  return ({ id, tags }) =>
    operations.get(id)?.operation['x-library'] !== 'unneeded' &&
    !tags.some((tag) => unneeded.has(tag));
}
