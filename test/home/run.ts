/**
 * `pnpm test:home [methodology...]`: takes a folder like somebody's home through all methodologies by
 * curl alone, on a server of its own, and shows that nothing is lost.
 */
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildServer } from '../../packages/server/build.ts';
import { ServerProcess } from '../support/serverProcess.ts';

const key = 'fo_home_0123456789abcdef';
const place = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const folder = await mkdtemp(join(tmpdir(), 'file-organizer-home-'));
const library = join(folder, 'home');

function run(command: string, ...args: string[]): void {
  const { status } = spawnSync(command, args, { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}

try {
  await buildServer();
  run(process.execPath, place('makeHome.ts'), library);
  const server = new ServerProcess(
    ['--root', library, '--data', join(folder, 'data'), '--port', '0'],
    { FILE_ORGANIZER_API_KEY: key, FILE_ORGANIZER_RATE_LIMIT_SCALE: '0' },
  );
  try {
    run(place('organize.sh'), await server.url(), key, library, ...process.argv.slice(2));
  } finally {
    await server.end('SIGTERM');
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
