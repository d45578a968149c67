/** The least that an upload must do, in C and in bare Node.js: see `putServer.c` and `putServer.ts`. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PeerMissing, type Program } from './bench.ts';
import { serving } from './process.ts';
import type { PeerProcess } from './storing.ts';

export const compiler: Program = {
  version: ['cc', '--version'],
  debian: 'gcc libsqlite3-dev libssl-dev',
};

/** @throws PeerMissing if the compiler or a library is not installed */
export async function startLimit(folder: string): Promise<PeerProcess> {
  const program = join(folder, 'putServer');
  const source = join(import.meta.dirname, 'putServer.c');
  const libraries = ['-lsqlite3', '-lcrypto', '-lpthread'];
  const { status, stderr } = spawnSync('cc', ['-O2', '-o', program, source, ...libraries], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new PeerMissing(`Install ${compiler.debian}: ${stderr}`);
  const library = join(folder, 'library');
  await mkdir(library);
  const child = spawn(program, [library], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const [url] = await Promise.race([once(child.stdout, 'data'), exited]);
  if (child.exitCode !== null) throw new Error('The server in C did not start');
  return {
    url: String(url).trim(),
    pid: child.pid,
    stop: async () => {
      child.kill();
      await exited;
    },
  };
}

/** Starts the server in bare Node.js. */
export async function startNodeLimit(folder: string): Promise<PeerProcess> {
  const library = join(folder, 'library');
  await mkdir(library);
  const args = [join(import.meta.dirname, 'putServer.ts'), library];
  const { url, process, stop } = await serving(args, /(http\S+)/, join(folder, 'server.log'));
  return { url, pid: process.pid, stop };
}
