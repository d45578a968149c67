/**
 * The example of the server kit, as a process of its own.
 *
 * @module
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { bundleDocument } from 'contract-first/generate';
import { type Report, verify } from 'contract-first/verify';

export const example = fileURLToPath(
  new URL('../../packages/contract-first-hono/examples/tasks/', import.meta.url),
);

const key = 'of-this-test';

/** Starts the example's server in a folder, verifies it by its document, and ends it. */
export async function verifyExample(folder: string): Promise<Report> {
  const child = spawn(process.execPath, ['server.ts'], {
    cwd: folder,
    env: { ...process.env, API_KEY: key, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const document = await bundleDocument(join(folder, 'openapi.yaml'));
    return await verify(document, await urlOf(child), { credentials: { ApiKey: key } });
  } finally {
    const closed = once(child, 'close');
    child.kill();
    await closed;
  }
}

async function urlOf({ stdout }: ChildProcess): Promise<string> {
  if (!stdout) throw new Error('The server has no output');
  const [line] = await once(createInterface(stdout), 'line');
  return String(line).replace('Listening on ', '');
}
