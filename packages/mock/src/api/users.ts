import type { Accounts } from '../state/accounts.ts';
import { pageOf } from './paging.ts';
import { bodyOf, type Request, text } from './request.ts';

type NewUser = { username: string; password: string; scopes: readonly string[] };

export function userHandlers(accounts: Accounts) {
  return {
    'users.list': (request: Request) => pageOf(request, accounts.users),
    'users.create': (request: Request) => ({
      status: 201,
      body: accounts.addUser(bodyOf<NewUser>(request)),
    }),
    'users.update': (request: Request) => ({
      status: 200,
      body: accounts.changeUser(
        text(request.params.user_id),
        bodyOf<Partial<NewUser & { disabled: boolean }>>(request),
      ),
    }),
    'users.delete': ({ params }: Request) => {
      accounts.deleteUser(text(params.user_id));
      return { status: 204 };
    },
  };
}
