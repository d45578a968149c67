import { ACCESS_LIFETIME, type Accounts, REFRESH_LIFETIME } from '../state/accounts.ts';
import type { User } from '../state/resources.ts';
import { pageOf } from './paging.ts';
import { bodyOf, principalOf, type Request, text } from './request.ts';

type NewKey = {
  readonly name: string;
  readonly scopes: readonly string[];
  readonly expires_at?: string | null;
};

export function authHandlers(accounts: Accounts) {
  return {
    'auth.login': (request: Request) => {
      const { username, password } = bodyOf<{ username: string; password: string }>(request);
      return { status: 200, body: sessionOf(accounts.signIn(username, password)) };
    },
    'auth.refresh': (request: Request) => {
      const { refresh_token } = bodyOf<{ refresh_token: string }>(request);
      return { status: 200, body: sessionOf(accounts.refresh(refresh_token)) };
    },
    'auth.logout': (request: Request) => {
      accounts.signOut(principalOf(request));
      return { status: 204 };
    },
    'auth.me': (request: Request) => {
      const { userId, username, scopes, credential } = principalOf(request);
      return { status: 200, body: { user_id: userId, username, scopes: [...scopes], credential } };
    },
    'auth.ws_ticket': (request: Request) => ({
      status: 201,
      body: accounts.addTicket(principalOf(request)),
    }),
    'auth.sign_in_ticket': (request: Request) => ({
      status: 201,
      body: accounts.addSignInTicket(principalOf(request)),
    }),
    'auth.redeem': (request: Request) => {
      const { ticket } = bodyOf<{ ticket: string }>(request);
      return { status: 200, body: sessionOf(accounts.redeem(ticket)) };
    },
    'auth.list_api_keys': (request: Request) =>
      pageOf(request, accounts.keysOf(principalOf(request).userId)),
    'auth.create_api_key': (request: Request) => {
      const { expires_at = null, ...wanted } = bodyOf<NewKey>(request);
      return {
        status: 201,
        body: accounts.addKey(principalOf(request), { expires_at, ...wanted }),
      };
    },
    'auth.delete_api_key': (request: Request) => {
      accounts.deleteKey(principalOf(request).userId, text(request.params.key_id));
      return { status: 204 };
    },
  };
}

const sessionOf = ({ access, refresh, user }: { access: string; refresh: string; user: User }) => ({
  access_token: access,
  refresh_token: refresh,
  token_type: 'Bearer',
  expires_in: ACCESS_LIFETIME,
  refresh_expires_in: REFRESH_LIFETIME,
  user,
});
