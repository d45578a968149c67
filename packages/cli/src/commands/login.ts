/** `login` and `logout`: an API key for this machine on a server elsewhere. */
import { hostname } from 'node:os';
import {
  AuthenticationError,
  FileOrganizerClient,
  FileOrganizerError,
  PermissionDeniedError,
  type Scope,
} from '@file-organizer/client';
import { commandName } from '../commandName.ts';
import { anonymous } from '../connection/connect.ts';
import {
  credentialsPath,
  forgetKey,
  normalizedUrl,
  storedKey,
  storeKey,
} from '../connection/credentials.ts';
import type { Context } from '../context.ts';
import { EXIT, Failure } from '../failure.ts';
import { askLine, readPassword } from '../terminal/questions.ts';

export type LoginOptions = { readonly scopes?: Scope[] };

/**
 * Signs in with a password, creates an API key for this machine, and stores that.
 *
 * @returns the exit code
 */
export async function login(context: Context, { scopes }: LoginOptions): Promise<number> {
  const { output, options, terminal } = context;
  const url = serverOf(context);
  const { hostname: host, protocol } = new URL(url);
  if (protocol === 'http:' && !/^(localhost|127\.|\[::1\])/.test(host)) {
    output.warn(`The connection to ${url} is not encrypted: others can read the password.`);
  }
  const username = options.user ?? (await askLine(context, `User name on ${url}: `, 'Add --user.'));
  const password = await readPassword(context, 'Password: ', options.passwordStdin === true);
  const client = anonymous(url);
  const { user } = await client.auth.login({ username, password });
  try {
    const old = await storedKey(terminal, url);
    const name = `file-organizer on ${hostname()}`.slice(0, 100);
    const { key, keyId } = await client.auth.createApiKey({ name, scopes: scopes ?? user.scopes });
    await storeKey(terminal, url, { username: user.username, keyId, key });
    // It may belong to another user, or have been deleted.
    if (old) await client.auth.deleteApiKey(old.keyId).catch(() => {});
    const where = credentialsPath(terminal);
    if (output.isJson)
      output.json({ server: url, username: user.username, keyId, scopes: scopes ?? user.scopes });
    else
      output.note(
        `Signed in to ${url} as ${user.username}. The API key ${keyId} is stored in ${where}.`,
      );
  } finally {
    await client.auth.logout().catch(() => {});
  }
  return EXIT.ok;
}

/**
 * Deletes the API key of this machine, here and on the server.
 *
 * @returns the exit code
 */
export async function logout(context: Context): Promise<number> {
  const { output, terminal } = context;
  const url = serverOf(context);
  const stored = await storedKey(terminal, url);
  if (!stored) throw new Failure(`You are not signed in to ${url}.`);
  const isDeleted = await deleteKey(context, url, stored.key, stored.keyId);
  await forgetKey(terminal, url);
  if (output.isJson)
    output.json({ server: url, username: stored.username, keyId: stored.keyId, isDeleted });
  else output.note(`Signed out of ${url}.`);
  if (isDeleted) return EXIT.ok;
  output.warn(
    `The key ${stored.keyId} is still valid on the server. To delete it: ${commandName} keys delete ${stored.keyId} --server ${url} --user ${stored.username}`,
  );
  return EXIT.partial;
}

/** Only a session, or a key with the scope `admin`, may delete keys. */
async function deleteKey(
  context: Context,
  url: string,
  apiKey: string,
  keyId: string,
): Promise<boolean> {
  const { options } = context;
  try {
    if (options.user !== undefined) {
      const client = anonymous(url);
      const password = await readPassword(context, 'Password: ', options.passwordStdin === true);
      await client.auth.login({ username: options.user, password });
      await client.auth.deleteApiKey(keyId);
      await client.auth.logout();
    } else await new FileOrganizerClient({ baseUrl: url, apiKey }).auth.deleteApiKey(keyId);
    return true;
  } catch (error) {
    // A key that is refused is not valid any more.
    if (error instanceof AuthenticationError && options.user === undefined) return true;
    if (error instanceof PermissionDeniedError) return false;
    if (error instanceof FileOrganizerError && error.status === undefined) return false;
    throw error;
  }
}

function serverOf({ options }: Context): string {
  if (options.server !== undefined) return normalizedUrl(options.server);
  throw new Failure(
    'Name the server with --server URL. A server on this machine needs no login: commands find its key in the data folder.',
  );
}
