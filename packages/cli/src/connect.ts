/**
 * Connects to a server: one named by its URL, one that runs on this machine, or one started for the command.
 *
 * @module
 */
import { readFile, realpath } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { FileOrganizerClient } from '@file-organizer/client';
import {
  pathOfServerFile,
  readConfig,
  type ServerFile,
  SettingError,
  startServer,
} from '@file-organizer/server';
import { Failure } from './failure.ts';

/** The options of every command. */
export type ConnectOptions = {
  /** The URL of a server elsewhere. */
  readonly server?: string;
  readonly apiKey?: string;
  /** The data folder of a server on this machine. */
  readonly data?: string;
};

/** A server that answers. */
export type Connected = {
  readonly client: FileOrganizerClient;
  /** The library's folder on this machine; undefined for a server elsewhere. */
  readonly root: string | undefined;
  /** Ends a server that was started for the command. */
  close(): Promise<void>;
};

/** Where the user is: package managers run scripts elsewhere. */
const here = (): string => process.env.INIT_CWD ?? process.cwd();

/**
 * @param folder on this machine, that the server has to manage; without it, the library that was served last
 * @throws Failure with what to do
 */
export async function connect(options: ConnectOptions, folder?: string): Promise<Connected> {
  if (options.server !== undefined) {
    const client = new FileOrganizerClient({ baseUrl: options.server, apiKey: options.apiKey });
    return { client, root: undefined, close: async () => {} };
  }
  const config = configOf(options);
  const known = await readServerFile(config.data);
  const wanted = folder === undefined ? undefined : await folderAt(folder);
  const running = known && (await answering(known));
  if (running && known) {
    const root = known.root;
    if (wanted !== undefined && pathIn(root, wanted) === undefined) {
      throw new Failure(
        `The running server manages ${root}, and ${wanted} is not in it. Stop that server, or name another data folder with --data.`,
      );
    }
    return { client: running, root, close: async () => {} };
  }
  const root = wanted ?? known?.root;
  if (root === undefined) {
    throw new Failure(
      `Nothing has been organized with the data folder ${config.data} yet. Name a folder, or another data folder with --data.`,
    );
  }
  return startFor(config, root);
}

function configOf({ data }: ConnectOptions) {
  try {
    const args = ['--port', '0', ...(data === undefined ? [] : ['--data', resolve(here(), data)])];
    const config = readConfig(args, process.env);
    if (!config) throw new TypeError('The settings want help');
    return config;
  } catch (error) {
    if (error instanceof SettingError) throw new Failure(error.message);
    throw error;
  }
}

async function startFor(config: ReturnType<typeof configOf>, root: string): Promise<Connected> {
  try {
    const server = await startServer({
      ...{ ...config, root, rootWasNamed: true, port: 0, host: '127.0.0.1' },
      // A job is one user's, who waits for it.
      rateLimitScale: 0,
      logLevel: 'error',
    });
    const client = new FileOrganizerClient({ baseUrl: server.url, apiKey: server.localKey.key });
    return { client, root: server.root, close: () => server.close() };
  } catch (error) {
    if (error instanceof SettingError) throw new Failure(error.message);
    throw error;
  }
}

async function folderAt(folder: string): Promise<string> {
  const path = resolve(here(), folder);
  try {
    return await realpath(path);
  } catch {
    throw new Failure(`The folder ${path} does not exist.`);
  }
}

async function readServerFile(data: string): Promise<ServerFile | undefined> {
  try {
    return JSON.parse(await readFile(pathOfServerFile(data), 'utf8')) as ServerFile;
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
    return new FileOrganizerClient({ baseUrl: url, apiKey: key });
  } catch {
    return undefined;
  }
}

/**
 * A folder of this machine as a path of the library.
 *
 * @returns undefined if it is not in the library
 */
function pathIn(root: string, folder: string): string | undefined {
  const inside = relative(root, folder);
  if (inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)) return undefined;
  return `/${inside.split(sep).join('/')}`;
}

/** The path of a folder in the library: as it is for a server elsewhere. */
export async function libraryPath({ root }: Connected, folder: string): Promise<string> {
  if (root === undefined) return folder;
  return pathIn(await realpath(root), await folderAt(folder)) ?? '/';
}

/** The place of a path of the library, as the user knows it. */
export const shownPath = ({ root }: Connected, path: string): string =>
  root === undefined ? path : join(root, path);
