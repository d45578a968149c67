/** What the benches of uploads and downloads share: our server and a peer, each in its own process. */
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchKey, memoryOf, startServer } from './process.ts';

/** Random, as the bytes of photos: text would be compressed by some disks. */
const piece = randomBytes(1024 * 1024);

/** A server that stores files. */
export type Store = {
  /** Stores a file of `size` bytes. @returns the URL of its content */
  put(path: string, size: number): Promise<string>;
  /** Downloads a file. @returns the number of bytes */
  get(address: string): Promise<number>;
};

export type Stores = {
  readonly ours: Store;
  readonly peer: Store;
  /** The processes, where they are known. */
  readonly pids: { readonly ours: number | undefined; readonly peer: number | undefined };
  /** The peak of our server's resident memory in MiB, where the system knows it. */
  peak(): number | undefined;
};

/** A program that stores what is sent by PUT. */
export type PeerProcess = {
  readonly url: string;
  readonly pid?: number | undefined;
  stop(): Promise<void>;
};

/**
 * Starts both on empty folders, and removes everything after the work.
 *
 * @param start starts the peer; the folder is for its own files, and is removed later
 * @param nodeOptions options of Node.js for our server
 * @throws PeerMissing if the peer is not installed
 */
export async function againstPeer<T>(
  start: (folder: string) => Promise<PeerProcess>,
  work: (stores: Stores) => Promise<T>,
  nodeOptions: readonly string[] = [],
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'file-organizer-bench-'));
  const agent = new Agent({ keepAlive: true });
  const ends: (() => Promise<unknown>)[] = [];
  try {
    for (const name of ['library', 'peer']) await mkdir(join(folder, name));
    const other = await start(join(folder, 'peer'));
    ends.push(other.stop);
    const server = await startServer(join(folder, 'library'), folder, nodeOptions);
    ends.push(server.stop);
    const api = `${server.url}/files`;
    return await work({
      ours: {
        put: async (path, size) => {
          const text = await put(agent, `${api}/content?path=${encodeURIComponent(path)}`, size);
          return `${api}/${(JSON.parse(text) as { file_id: string }).file_id}/content`;
        },
        get: (address) => get(agent, address),
      },
      peer: {
        put: async (path, size) => {
          await put(agent, other.url + path, size);
          return other.url + path;
        },
        get: (address) => get(agent, address),
      },
      pids: { ours: server.process.pid, peer: other.pid },
      peak: () => memoryOf(server.process.pid)?.peak,
    });
  } finally {
    agent.destroy();
    for (const end of ends) await end();
    await rm(folder, { recursive: true, force: true });
  }
}

async function put(agent: Agent, address: string, size: number): Promise<string> {
  const headers = { 'X-API-Key': benchKey, 'Content-Length': size };
  const sent = request(address, { method: 'PUT', agent, headers });
  const answer = once(sent, 'response');
  // No file has the same content as another one.
  const mark = Buffer.from(randomUUID());
  sent.write(mark);
  for (let left = size - mark.length; left > 0; left -= piece.length) {
    if (!sent.write(left < piece.length ? piece.subarray(0, left) : piece)) {
      await Promise.race([once(sent, 'drain'), answer]);
    }
  }
  sent.end();
  const [response] = await answer;
  let text = '';
  for await (const chunk of response) text += chunk;
  if (response.statusCode >= 300) throw new Error(`${response.statusCode}: ${text}`);
  return text;
}

async function get(agent: Agent, address: string): Promise<number> {
  const [response] = await once(
    request(address, { agent, headers: { 'X-API-Key': benchKey } }).end(),
    'response',
  );
  let size = 0;
  response.on('data', (chunk: Buffer) => {
    size += chunk.length;
  });
  await once(response, 'end');
  return size;
}
