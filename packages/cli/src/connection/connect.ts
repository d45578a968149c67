/**
 * Connects to a server: one named by its URL, one that runs on this machine, or one started for the command.
 *
 * @module
 */
import { readFile, realpath, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { FileOrganizerClient } from '@file-organizer/client';
import type { Config, ServerFile } from '@file-organizer/server';
import type { Context, GlobalOptions } from '../context.ts';
import { Failure } from '../failure.ts';
import { readPassword } from '../terminal/questions.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { normalizedUrl, storedKey } from './credentials.ts';

/** A server that answers. */
export type Connected = {
  readonly client: FileOrganizerClient;
  readonly url: string;
  /** The library's folder on this machine, with links resolved; undefined for a server elsewhere. */
  readonly root: string | undefined;
  /** The folder that relative paths on this machine start from. */
  readonly cwd: string;
  /** Whether the server was started for this command. */
  readonly isOwn: boolean;
};

/** What the command needs the server for. */
export type Purpose = {
  /** A folder on this machine that the server has to manage, and that becomes the library if it does not. */
  readonly folder?: string | undefined;
  /** A file on this machine that has to be in the library; it may not exist. */
  readonly within?: string | undefined;
  /** The same for a folder. */
  readonly withinFolder?: string | undefined;
};

/**
 * The server that the options name, or else the one on this machine.
 *
 * @throws Failure with what to do
 */
export async function connect(context: Context, purpose: Purpose = {}): Promise<Connected> {
  return context.options.server === undefined
    ? connectHere(context, purpose)
    : connectElsewhere(context, context.options.server);
}

/** A client that signs in with a password. */
export const anonymous = (url: string): FileOrganizerClient =>
  new FileOrganizerClient({ baseUrl: url, timeout: Number.POSITIVE_INFINITY });

async function connectElsewhere(context: Context, server: string): Promise<Connected> {
  const { options, terminal } = context;
  const url = normalizedUrl(server);
  const elsewhere = { url, root: undefined, cwd: terminal.cwd, isOwn: false };
  if (options.user !== undefined && options.apiKey === undefined) {
    const client = anonymous(url);
    const question = `Password of ${options.user} on ${url}: `;
    const password = await readPassword(context, question, options.passwordStdin === true);
    await client.auth.login({ username: options.user, password });
    context.defer(async () => {
      await client.auth.logout().catch(() => {});
    });
    return { ...elsewhere, client };
  }
  const apiKey =
    options.apiKey ?? terminal.env.FILE_ORGANIZER_API_KEY ?? (await storedKey(terminal, url))?.key;
  return { ...elsewhere, client: clientWith(url, apiKey) };
}

const clientWith = (baseUrl: string, apiKey: string | undefined): FileOrganizerClient =>
  new FileOrganizerClient({ baseUrl, apiKey });

async function connectHere(context: Context, purpose: Purpose): Promise<Connected> {
  const { options, terminal } = context;
  if (options.user !== undefined) {
    throw new Failure('--user signs in on another server. Name it with --server.');
  }
  const config = await configOf(context);
  const known = await readServerFile(config.data);
  const running = known && (await answering(known));
  const wanted = await wantedRoot(context, config, known?.root, purpose, running !== undefined);
  const { cwd } = terminal;
  if (running && known) {
    const { url = '' } = known;
    return { client: running, url, root: await realpath(known.root), cwd, isOwn: false };
  }
  return startFor(context, config, wanted);
}

/**
 * The folder to serve, which is that of the running server if there is one.
 *
 * @throws Failure if it does not contain what the command needs
 */
async function wantedRoot(
  { options, terminal }: Context,
  config: Config,
  last: string | undefined,
  { folder, within, withinFolder }: Purpose,
  isRunning: boolean,
): Promise<string> {
  const named =
    options.root ?? (config.rootWasNamed && last === undefined ? config.root : undefined);
  const root = named === undefined ? undefined : await folderAt(terminal.cwd, named);
  const path = folder === undefined ? undefined : await folderAt(terminal.cwd, folder);
  // What would be in a folder is in the same library as the folder.
  const inner = within ?? (withinFolder === undefined ? undefined : join(withinFolder, 'any'));
  const needed =
    path ?? (inner === undefined ? undefined : await existingAbove(terminal.cwd, inner));
  if (isRunning && last !== undefined) {
    const outside = [root, needed].find(
      (each) => each !== undefined && pathIn(last, each) === undefined,
    );
    if (outside === undefined) return last;
    throw new Failure(
      `The running server manages ${last}, and ${outside} is not in it. Stop that server, or name another data folder with --data.`,
    );
  }
  if (root !== undefined) {
    if (needed === undefined || pathIn(root, needed) !== undefined) return root;
    throw new Failure(`${needed} is not in ${root}, which --root names.`);
  }
  if (needed === undefined) {
    if (last !== undefined) return folderAt(terminal.cwd, last);
    throw new Failure(
      `Nothing has been organized with the data folder ${config.data} yet. Name the folder of your files with --root, or another data folder with --data.`,
    );
  }
  // The history of a folder stays with the library that it belongs to.
  if (last !== undefined && pathIn(last, needed) !== undefined) return last;
  if (path !== undefined || last === undefined) return needed;
  throw new Failure(
    `${needed} is not in the library ${last}. To work in another library, name its folder with --root.`,
  );
}

async function configOf({ options, terminal }: Context): Promise<Config> {
  const { readConfig, SettingError } = await import('@file-organizer/server');
  try {
    const config = readConfig(
      ['--port', '0', '--data', await dataFolder(options, terminal)],
      terminal.env,
    );
    if (!config) throw new TypeError('--help cannot be among these arguments');
    return config;
  } catch (error) {
    if (error instanceof SettingError) throw new Failure(error.message);
    throw error;
  }
}

/**
 * The data folder: the named one, that of a server in the current folder, or the user's, so that a job can be undone
 * from every folder (XDG Base Directory 0.8).
 */
async function dataFolder({ data }: GlobalOptions, { env, cwd, home }: Terminal): Promise<string> {
  if (data !== undefined) return resolve(cwd, data);
  if (env.FILE_ORGANIZER_DATA) return env.FILE_ORGANIZER_DATA;
  const own = join(cwd, '.file-organizer');
  if (await readServerFile(own)) return own;
  return join(env.XDG_DATA_HOME || join(home, '.local', 'share'), 'file-organizer');
}

async function startFor(context: Context, config: Config, root: string): Promise<Connected> {
  const { SettingError, startServer } = await import('@file-organizer/server');
  try {
    const server = await startServer({
      ...{ ...config, root, rootWasNamed: true, port: 0, host: '127.0.0.1' },
      // Limits protect a server from many clients; this one has a single one.
      rateLimitScale: 0,
      logLevel: 'error',
    });
    context.defer(() => server.close());
    return {
      client: clientWith(server.url, server.localKey.key),
      ...{ url: server.url, root: server.root, cwd: context.terminal.cwd, isOwn: true },
    };
  } catch (error) {
    if (error instanceof SettingError) throw new Failure(error.message);
    throw error;
  }
}

async function folderAt(cwd: string, folder: string): Promise<string> {
  const path = resolve(cwd, folder);
  let real: string;
  try {
    real = await realpath(path);
  } catch {
    throw new Failure(`The folder ${path} does not exist.`);
  }
  if (!(await stat(real)).isDirectory()) throw new Failure(`${path} is a file. Name its folder.`);
  return real;
}

/** The path itself with links resolved, or its nearest folder that exists. */
async function existingAbove(cwd: string, path: string): Promise<string> {
  const whole = resolve(cwd, path);
  try {
    // A link is a file of its own: only the folder that it is in counts.
    return await realpath(dirname(whole));
  } catch {
    return dirname(whole) === whole ? whole : existingAbove(cwd, dirname(whole));
  }
}

async function readServerFile(data: string): Promise<ServerFile | undefined> {
  const { pathOfServerFile } = await import('@file-organizer/server');
  try {
    const content: ServerFile = JSON.parse(await readFile(pathOfServerFile(data), 'utf8'));
    return content;
  } catch {
    // No server has used the folder yet.
    return undefined;
  }
}

/** @returns a client of the server that wrote the file; undefined if it no longer runs */
async function answering({ url, key }: ServerFile): Promise<FileOrganizerClient | undefined> {
  if (url === undefined || key === undefined) return undefined;
  const client = new FileOrganizerClient({ baseUrl: url, apiKey: key, maxRetries: 0 });
  try {
    await client.auth.me({ timeout: 5_000 });
    return clientWith(url, key);
  } catch {
    return undefined;
  }
}

/**
 * A path on this machine as a path of the library.
 *
 * @returns undefined if it is not in the library
 */
export function pathIn(root: string, path: string): string | undefined {
  const inside = relative(root, path);
  if (inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)) return undefined;
  return `/${inside.split(sep).join('/')}`;
}

/**
 * What the user names, as a path of the library: a path on this machine, or one of the library if the server is
 * elsewhere.
 *
 * @throws Failure if it is not in the library
 */
export async function libraryPath({ root, cwd }: Connected, named: string): Promise<string> {
  if (root === undefined)
    return `/${named
      .split('/')
      .filter((part) => part !== '')
      .join('/')}`;
  const whole = resolve(cwd, named);
  const folder = await existingAbove(cwd, whole);
  const real = join(folder, relative(await unresolvedAbove(whole), whole));
  const path = pathIn(root, real);
  if (path !== undefined) return path;
  throw new Failure(`${real} is not in the library ${root}.`);
}

/** The folder, as the user spells it, whose real path `existingAbove` returns. */
async function unresolvedAbove(path: string): Promise<string> {
  const folder = dirname(path);
  if (folder === path) return folder;
  try {
    await realpath(folder);
    return folder;
  } catch {
    return unresolvedAbove(folder);
  }
}

/** A path of the library as the user knows it: on this machine, or on the server. */
export const shownPath = ({ root }: Connected, path: string): string =>
  root === undefined ? path : join(root, path);
