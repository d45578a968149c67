/**
 * API keys of servers elsewhere, in a file of the user's configuration that only its owner can read.
 *
 * `login` stores an API key rather than the tokens of a session: a refresh token works once, so two commands at a
 * time would end each other's session, and a key can be revoked on the server by its name.
 *
 * @module
 */
import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Failure } from '../failure.ts';
import type { Terminal } from '../terminal/terminal.ts';

export type StoredKey = {
  readonly username: string;
  readonly keyId: string;
  readonly key: string;
};

type Stored = { readonly servers: Readonly<Record<string, StoredKey>> };

type Where = Pick<Terminal, 'env' | 'home'>;

/** `$XDG_CONFIG_HOME/file-organizer/credentials.json`, by default below `~/.config` (XDG Base Directory 0.8). */
export const credentialsPath = ({ env, home }: Where): string =>
  join(env.XDG_CONFIG_HOME || join(home, '.config'), 'file-organizer', 'credentials.json');

/**
 * A server's URL as it is compared.
 *
 * @throws Failure for a text that is not the URL of a server
 */
export function normalizedUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new Failure(
      `Invalid URL "${text}". Name the server as in --server https://files.example.org`,
    );
  }
  return url.origin + url.pathname.replace(/\/+$/, '');
}

async function readStored(where: Where): Promise<Stored> {
  const path = credentialsPath(where);
  let text: string;
  try {
    if (process.platform !== 'win32' && ((await stat(path)).mode & 0o077) !== 0) {
      throw new Failure(
        `Other users can read ${path}. Run \`chmod 600 ${path}\`, and replace its keys.`,
      );
    }
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Failure) throw error;
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      return { servers: {} };
    throw new Failure(`Cannot read ${path}: ${error instanceof Error ? error.message : error}`);
  }
  try {
    const stored: Partial<Stored> = JSON.parse(text);
    return { servers: { ...stored.servers } };
  } catch {
    throw new Failure(`${path} is not valid JSON. Delete it, and run \`login\` again.`);
  }
}

/** Written whole, so that a crash leaves the old file. */
async function writeStored(where: Where, stored: Stored): Promise<void> {
  const path = credentialsPath(where);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, `${JSON.stringify(stored, null, 2)}\n`, { mode: 0o600 });
  await rename(draft, path);
}

/** @param url as `normalizedUrl` returns it */
export const storedKey = async (where: Where, url: string): Promise<StoredKey | undefined> =>
  (await readStored(where)).servers[url];

export async function storeKey(where: Where, url: string, key: StoredKey): Promise<void> {
  const { servers } = await readStored(where);
  await writeStored(where, { servers: { ...servers, [url]: key } });
}

export async function forgetKey(where: Where, url: string): Promise<void> {
  const { [url]: _forgotten, ...servers } = (await readStored(where)).servers;
  await writeStored(where, { servers });
}
