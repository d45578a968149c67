/**
 * Bundles the server and all that it imports into `dist`: `node build.ts`. It then starts in less than
 * half the time that more than a thousand modules take.
 *
 * @module
 */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { makeFrom } from '../../scripts/madeFrom.ts';

const run = promisify(execFile);

const inputs = {
  files: [
    'packages/server/src/**/*.ts',
    'packages/server/{package.json,tsdown.config.ts}',
    'packages/contract-first/src/**/*.ts',
    'packages/contract-first-hono/src/**/*.ts',
    'pnpm-lock.yaml',
  ],
  exclude: (path: string) => path.endsWith('.test.ts'),
};

/**
 * Builds the server, unless the one at hand was made from the same inputs.
 *
 * @returns the module that is the server's command
 * @throws Error with what the bundler says, where it cannot be built
 */
export async function buildServer(): Promise<string> {
  const dist = join(import.meta.dirname, 'dist');
  const tsdown = join(import.meta.dirname, 'node_modules/tsdown/dist/run.mjs');
  await makeFrom(dist, inputs, async (draft) => {
    await run(process.execPath, [tsdown, '--out-dir', draft], { cwd: import.meta.dirname });
  });
  return join(dist, 'main.js');
}

if (import.meta.main) process.stdout.write(`${await buildServer()}\n`);
