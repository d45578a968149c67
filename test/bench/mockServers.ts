import { existsSync, mkdtempSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PeerMissing } from './bench.ts';
import { type Serving, serving } from './process.ts';

const ourCli = fileURLToPath(new URL('../../packages/mock/src/cli.ts', import.meta.url));
const document = fileURLToPath(import.meta.resolve('@file-organizer/spec/openapi.json'));

/** Any key; neither mock looks whether it is a right one. */
export const mockKey = 'fo_abc123_token456';

/** Starts our mock. */
export const startOurs = (): Promise<Serving> =>
  serving([ourCli, '--port', '0'], /listen(?:s|ing) on (http\S+)/, log());

/**
 * Starts stock `prism mock` on the same document.
 *
 * @throws PeerMissing where Prism's command is not installed
 */
export async function startStock(): Promise<Serving> {
  const port = String(await freePort());
  const args = [stockCli(), 'mock', document, '--port', port, '--host', '127.0.0.1'];
  return serving(args, /listening on (http\S+)/, log());
}

function stockCli(): string {
  const folder = process.env.PRISM_FOLDER;
  try {
    const { resolve } = createRequire(join(folder ?? import.meta.dirname, 'package.json'));
    const file = resolve('@stoplight/prism-cli/dist/index.js');
    if (existsSync(file)) return file;
  } catch {
    // Reported below.
  }
  throw new PeerMissing(
    'npm install --prefix /tmp/prism @stoplight/prism-cli@5.16.0, then PRISM_FOLDER=/tmp/prism',
  );
}

const log = (): string => join(mkdtempSync(join(tmpdir(), 'mock-bench-')), 'log');

/** Prism takes no port 0. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
