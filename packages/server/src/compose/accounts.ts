/**
 * Creates the objects for users and credentials.
 *
 * @module
 */
import { randomBytes } from 'node:crypto';
import { Tickets } from '@contract-first/hono';
import { AccessTokens } from '../auth/accessTokens.ts';
import { ApiKeys } from '../auth/apiKeys.ts';
import { FileLinks } from '../auth/fileLinks.ts';
import { KeyUses } from '../auth/keyUses.ts';
import { LocalKey } from '../auth/localKey.ts';
import { Passwords } from '../auth/passwords.ts';
import { type Principal, ticketPrincipal } from '../auth/principal.ts';
import { Sessions } from '../auth/sessions.ts';
import { SIGN_IN_LIFETIME, SignIns } from '../auth/signIns.ts';
import { Users } from '../auth/users.ts';
import { type StartAdministrator, startAdministrator } from '../start/administrator.ts';
import type { Config } from '../start/config.ts';
import { CredentialRepository } from '../storage/accounts/credentialRepository.ts';
import { SessionRepository } from '../storage/accounts/sessionRepository.ts';
import { UserRepository } from '../storage/accounts/userRepository.ts';
import type { ServerContext } from './context.ts';

/** Users and their credentials. */
export type Accounts = {
  readonly users: Users;
  readonly keys: ApiKeys;
  readonly sessions: Sessions;
  readonly tickets: Tickets<Principal>;
  readonly signIns: SignIns;
  /** Links to the contents of files. */
  readonly links: FileLinks;
  readonly localKey: LocalKey;
  /** By which accounts share counters of limits, the same on all servers with the database. */
  readonly limitSecret: Uint8Array;
  /**
   * Creates the first key and the administrator of a new server, or applies those of the settings.
   *
   * @returns the generated secrets, which are shown once
   */
  begin(
    config: Config,
  ): Promise<{ madeKey: string | undefined; administrator: StartAdministrator }>;
  close(): Promise<void>;
};

export async function composeAccounts(context: ServerContext): Promise<Accounts> {
  const { storage, writes } = context;
  const { database } = storage;
  const credentials = new CredentialRepository(database, writes);
  const rows = new UserRepository(database);
  const passwords = await Passwords.open(context.passwordCost);
  const users = new Users(rows, passwords);
  const uses = new KeyUses(credentials, context.log.log);
  const keys = new ApiKeys(credentials, users, uses);
  const tokens = await AccessTokens.open(credentials);
  const sessions = new Sessions(new SessionRepository(database), tokens);
  const localKey = new LocalKey(() => users.administrator());
  const tickets = new Tickets<Principal>({
    ...{ prefix: 'ft_', store: storage.shared?.tickets('connect', ticketPrincipal) },
    renew: async ({ sessionId, key, scopes, processId }) => {
      if (sessionId !== undefined) return sessions.find(sessionId, [...scopes]);
      if (key) return keys.find(key.id);
      return processId === undefined ? undefined : localKey.find(processId);
    },
  });
  const signIns = new SignIns(
    users,
    sessions,
    new Tickets<Principal>({
      ...{ prefix: 'fs_', lifetime: SIGN_IN_LIFETIME },
      store: storage.shared?.tickets('sign in', ticketPrincipal),
      // A ticket of the start has no session.
      renew: async (principal) =>
        principal.sessionId === undefined
          ? principal
          : sessions.find(principal.sessionId, [...principal.scopes]),
    }),
  );
  const links = await FileLinks.open(credentials, ({ kind, id }) => {
    if (kind === 'session') return sessions.find(id, ['files:read']);
    return kind === 'key' ? keys.find(id) : localKey.find(id);
  });
  const secret = await credentials.secret('limits', () => randomBytes(32).toString('base64'));
  return {
    ...{ users, keys, sessions, tickets, signIns, links, localKey },
    limitSecret: Buffer.from(secret, 'base64'),
    begin: (config) =>
      storage.exclusively(async () => {
        const administrator = await startAdministrator({ rows, users, passwords }, config);
        if (config.apiKey) await keys.install(config.apiKey, 'from the environment', ['admin']);
        const isFirst = !(await keys.any());
        return {
          madeKey: isFirst ? await keys.create('first start', ['admin']) : undefined,
          administrator,
        };
      }),
    close: () => uses.close(),
  };
}
