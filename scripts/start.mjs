/**
 * `pnpm start`: builds the server, its web page and the reference where they are not up to date, then starts. The guides
 * are built while the server already runs.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import { buildReference } from '../docs/reference/build.ts';
import { buildServer } from '../packages/server/build.ts';
import { buildWeb } from '../packages/web/build.ts';

if (!existsSync(new URL('../packages/server/dist/main.js', import.meta.url))) {
  console.log('Building the server for the first start. This takes some seconds.');
}
const [main] = await Promise.all([buildServer(), buildReference(), buildWeb()]);
await import(main);

const docs = fileURLToPath(import.meta.resolve('../docs/build.ts'));
const building = spawn(process.execPath, [docs, '--server'], {
  stdio: ['ignore', 'ignore', 'inherit'],
  // A group of its own, since it starts further processes, which have to end with it.
  detached: true,
});
building.unref();
const group = -(building.pid ?? 0);
try {
  // The server's requests come first. Where priorities cannot be set, the guides only take longer to build.
  setPriority(building.pid ?? 0, constants.priority.PRIORITY_LOW);
} catch {}
process.once('exit', () => {
  try {
    if (group !== 0) process.kill(group);
  } catch {
    // They are built.
  }
});
