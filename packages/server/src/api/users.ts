/**
 * The operations that manage users.
 *
 * @module
 */
import { isPositionByAge, PagedList } from '@contract-first/hono';
import { readScopes } from '../auth/scopes.ts';
import type { Users } from '../auth/users.ts';
import type { User } from '../contract.ts';
import type { HandlersOf } from '../http/handlers.ts';
import type { UserRow } from '../storage/accounts/userRepository.ts';

type UserHandlers = HandlersOf<'users.list' | 'users.create' | 'users.update' | 'users.delete'>;

export function userHandlers(users: Users): UserHandlers {
  return {
    'users.list': async ({ query }) => {
      const list = new PagedList('/api/v1/users', query);
      const rows = await users.list(list.after(isPositionByAge), query.limit + 1);
      const page = list.pageOf(rows, (row) => [row.created_ms, row.user_id]);
      return {
        status: 200,
        headers: { Link: page.link },
        body: {
          items: page.rows.map(toUser),
          total: await users.count(),
          next_cursor: page.cursor,
        },
      };
    },

    'users.create': async ({ body }) => ({ status: 201, body: toUser(await users.create(body)) }),

    'users.update': async ({ params, body }) => ({
      status: 200,
      body: toUser(await users.update(params.user_id, body)),
    }),

    'users.delete': async ({ params }) => {
      await users.delete(params.user_id);
      return { status: 204, body: undefined };
    },
  };
}

export const toUser = (row: UserRow): User => ({
  user_id: row.user_id,
  username: row.username,
  scopes: readScopes(row.scopes),
  disabled: row.disabled === 1,
  created_at: new Date(row.created_ms).toISOString(),
});
