/** nginx with WebDAV, which stores what is sent by PUT. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { PeerMissing, type Program } from './bench.ts';
import type { PeerProcess } from './storing.ts';

export const nginx: Program = { version: ['nginx', '-v'], debian: 'nginx-extras' };

/** @throws PeerMissing if nginx with WebDAV is not installed */
export async function startNginx(folder: string): Promise<PeerProcess> {
  // Debian's package without `extras` has no WebDAV.
  const { stderr, error } = spawnSync('nginx', ['-V'], { encoding: 'utf8' });
  if (error || !stderr.includes('http_dav_module')) {
    throw new PeerMissing('Install nginx with WebDAV (Debian: nginx-extras)');
  }
  const port = await freePort();
  const html = join(folder, 'html');
  await mkdir(html);
  await writeFile(join(folder, 'nginx.conf'), configOf(folder, html, port));
  const child = spawn('nginx', ['-c', join(folder, 'nginx.conf'), '-p', folder], {
    stdio: 'ignore',
  });
  await answering(port, child);
  return {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      child.kill('SIGQUIT');
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}

const configOf = (folder: string, html: string, port: number): string => `
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
