/**
 * The operations for logins, sessions and API keys.
 *
 * @module
 */
import { isPositionByAge, PagedList, type Tickets } from '@contract-first/hono';
import { ACCESS_LIFETIME } from '../auth/accessTokens.ts';
import type { ApiKeys } from '../auth/apiKeys.ts';
import type { Principal } from '../auth/principal.ts';
import { readScopes } from '../auth/scopes.ts';
import { REFRESH_LIFETIME, type Sessions, type Tokens } from '../auth/sessions.ts';
import type { SignIns } from '../auth/signIns.ts';
import type { Users } from '../auth/users.ts';
import type { ApiKey, Session } from '../contract.ts';
import type { HandlersOf } from '../http/handlers.ts';
import type { ApiKeyRow } from '../storage/accounts/credentialRepository.ts';

import { toUser } from './users.ts';

type AuthHandlers = HandlersOf<
  | 'auth.login'
  | 'auth.refresh'
  | 'auth.logout'
  | 'auth.me'
  | 'auth.ws_ticket'
  | 'auth.sign_in_ticket'
  | 'auth.redeem'
  | 'auth.list_api_keys'
  | 'auth.create_api_key'
  | 'auth.delete_api_key'
>;

/** What the handlers for accounts need. */
export type Accounts = {
  readonly users: Users;
  readonly sessions: Sessions;
  readonly keys: ApiKeys;
  readonly tickets: Tickets<Principal>;
  /** Those that start a session. */
  readonly signIns: SignIns;
};

export function authHandlers({ users, sessions, keys, tickets, signIns }: Accounts): AuthHandlers {
  return {
    'auth.login': async ({ body, idempotently }) => {
      // Always first: a stored response is only for clients that know the password. The scope includes
      // the hash of the password, so with a new password no earlier response is found.
      const user = await users.authenticate(body.username, body.password);
      return idempotently(
        body.username,
        async () => ({ status: 200, body: toSession(await sessions.begin(user)) }),
        `login ${user.user_id} ${user.password_hash}`,
      );
    },

    'auth.refresh': async ({ body, idempotently }) => {
      const token = body.refresh_token;
      return idempotently(
        token,
        async () => ({ status: 200, body: toSession(await sessions.refresh(token)) }),
        `refresh ${await sessions.ofRefreshToken(token)}`,
      );
    },

    'auth.logout': async ({ principal }) => {
      if (principal.sessionId !== undefined) await sessions.end(principal.sessionId);
      return { status: 204, body: undefined };
    },

    'auth.me': async ({ principal }) => {
      const { user_id, username } = await users.get(principal.userId);
      return {
        status: 200,
        body: {
          user_id,
          username,
          scopes: [...principal.scopes],
          credential: principal.key ? 'api_key' : 'access_token',
        },
      };
    },

    'auth.ws_ticket': async ({ principal }) => {
      const { ticket, expiresMs } = await tickets.issue(principal);
      return { status: 201, body: { ticket, expires_at: timeOf(expiresMs) } };
    },

    'auth.sign_in_ticket': async ({ principal }) => {
      const { ticket, expiresMs } = await signIns.issue(principal);
      return { status: 201, body: { ticket, expires_at: timeOf(expiresMs) } };
    },

    'auth.redeem': async ({ body: { ticket }, idempotently }) =>
      // A stored response is only for clients that have the same ticket.
      idempotently(
        ticket,
        async () => ({ status: 200, body: toSession(await signIns.redeem(ticket)) }),
        'redeem',
      ),

    'auth.list_api_keys': async ({ query, principal: { userId } }) => {
      const list = new PagedList('/api/v1/auth/api-keys', query);
      const rows = await keys.list(userId, list.after(isPositionByAge), query.limit + 1);
      const page = list.pageOf(rows, (row) => [row.created_ms, row.id]);
      return {
        status: 200,
        headers: { Link: page.link },
        body: {
          items: page.rows.map(toApiKey),
          total: await keys.count(userId),
          next_cursor: page.cursor,
        },
      };
    },

    'auth.create_api_key': async ({ body, principal }) => {
      const { key, row } = await keys.issue(principal, {
        name: body.name,
        scopes: body.scopes,
        expiresMs: body.expires_at === null ? null : Date.parse(body.expires_at),
      });
      return { status: 201, body: { key, ...toApiKey(row) } };
    },

    'auth.delete_api_key': async ({ params, principal }) => {
      await keys.delete(principal, params.key_id);
      return { status: 204, body: undefined };
    },
  };
}

const toSession = ({ accessToken, refreshToken, user }: Tokens): Session => ({
  access_token: accessToken,
  refresh_token: refreshToken,
  token_type: 'Bearer',
  expires_in: ACCESS_LIFETIME,
  refresh_expires_in: REFRESH_LIFETIME,
  user: toUser(user),
});

const toApiKey = (row: ApiKeyRow): ApiKey => ({
  key_id: row.id,
  name: row.name,
  scopes: readScopes(row.scopes),
  created_at: timeOf(row.created_ms),
  expires_at: row.expires_ms === null ? null : timeOf(row.expires_ms),
  last_used_at: row.last_used_ms === null ? null : timeOf(row.last_used_ms),
});

const timeOf = (ms: number): string => new Date(ms).toISOString();
