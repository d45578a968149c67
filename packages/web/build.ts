/**
 * Builds the page into `dist`: `node build.ts`.
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
    'packages/web/{build.ts,index.html,package.json,tsconfig.json,vite.config.ts}',
    'packages/web/{public,src}/**/*.{css,svg,ts,tsx}',
    'packages/client/src/**/*.ts',
    'pnpm-lock.yaml',
  ],
  exclude: (path: string) => path.endsWith('.test.ts') || path.endsWith('.test.tsx'),
};

/**
 * Builds the page, unless the one at hand was made from the same inputs.
 *
 * @returns its folder
 * @throws Error with what Vite says, if it cannot be built
 */
export async function buildWeb(): Promise<string> {
  const folder = join(import.meta.dirname, 'dist');
  const vite = join(import.meta.dirname, 'node_modules/vite/bin/vite.js');
  await makeFrom(folder, inputs, async (draft) => {
    await run(process.execPath, [vite, 'build', '--outDir', draft, '--logLevel', 'warn'], {
      cwd: import.meta.dirname,
      // Tests set another one, with which React would be the version for development.
      env: { ...process.env, NODE_ENV: 'production' },
    });
  });
  return folder;
}

if (import.meta.main) process.stdout.write(`${await buildWeb()}\n`);
