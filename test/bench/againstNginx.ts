/** What the benches of uploads and downloads share: our server and nginx, each in its own process. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ServerProcess } from '../support/serverProcess.ts';
import { PeerMissing, type Program } from './bench.ts';
import { benchKey, memoryOf } from './process.ts';

export const nginx: Program = { version: ['nginx', '-v'], debian: 'nginx-extras' };
/** Of files whose bytes are not text, such as photos. */
const piece = randomBytes(1024 * 1024);

/** A server that stores files. */
export type Peer = {
  /** Stores a file of `size` bytes. @returns the URL of its content */
  put(path: string, size: number): Promise<string>;
  /** Downloads a file. @returns the number of bytes */
  get(address: string): Promise<number>;
};

export type Pair = {
  readonly ours: Peer;
  readonly peer: Peer;
  /** The peak of our server's resident memory in MiB, where the system knows it. */
  peak(): number | undefined;
};

/**
 * Starts both on empty folders, and removes everything after the work.
 *
 * @throws PeerMissing if nginx with WebDAV is not installed
 */
export async function againstNginx<T>(work: (pair: Pair) => Promise<T>): Promise<T> {
  // Debian's package without `extras` has no WebDAV.
  const { stderr, error } = spawnSync('nginx', ['-V'], { encoding: 'utf8' });
  if (error || !stderr.includes('http_dav_module')) {
    throw new PeerMissing('Install nginx with WebDAV (Debian: nginx-extras)');
  }
  const folder = await mkdtemp(join(tmpdir(), 'file-organizer-bench-'));
  const [library, html] = [join(folder, 'library'), join(folder, 'html')];
  await Promise.all([mkdir(library), mkdir(html)]);
  const agent = new Agent({ keepAlive: true });
  const server = new ServerProcess(
    ['--root', library, '--data', join(folder, 'data'), '--port', '0'],
    { FILE_ORGANIZER_API_KEY: benchKey, FILE_ORGANIZER_RATE_LIMIT_SCALE: '0' },
  );
  const port = await freePort();
  await writeFile(join(folder, 'nginx.conf'), nginxConfig(folder, html, port));
  const child = spawn('nginx', ['-c', join(folder, 'nginx.conf'), '-p', folder], {
    stdio: 'ignore',
  });
  try {
    const [url] = await Promise.all([server.url(), answering(port, child)]);
    const api = `${url}/api/v1/files`;
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
          const address = `http://127.0.0.1:${port}${path}`;
          await put(agent, address, size);
          return address;
        },
        get: (address) => get(agent, address),
      },
      peak: () => memoryOf(server.child.pid)?.peak,
    });
  } finally {
    agent.destroy();
    child.kill('SIGQUIT');
    await server.end('SIGTERM');
    if (child.exitCode === null) await once(child, 'exit');
    await rm(folder, { recursive: true, force: true });
  }
}

const nginxConfig = (folder: string, html: string, port: number): string => `
daemon off; worker_processes 1; user root; pid ${folder}/nginx.pid; error_log ${folder}/error.log;
events {}
http {
  access_log off; sendfile on; client_max_body_size 0; client_body_temp_path ${folder}/incoming;
  server {
    listen 127.0.0.1:${port}; root ${html};
    location / { dav_methods PUT; create_full_put_path on; }
  }
}
`;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

async function answering(port: number, child: ChildProcess): Promise<void> {
  while (child.exitCode === null) {
    try {
      return void (await fetch(`http://127.0.0.1:${port}/`));
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
  throw new Error('nginx did not start');
}

async function put(agent: Agent, address: string, size: number): Promise<string> {
  const headers = { 'X-API-Key': benchKey, 'Content-Length': size };
  const sent = request(address, { method: 'PUT', agent, headers });
  const answer = once(sent, 'response');
  // No file has the content of another one.
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
