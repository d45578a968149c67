import { existsSync, mkdtempSync } from 'node:fs';
import { createRequire } from 'node:module';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { PeerMissing } from './bench.ts';
import { type Serving, serving } from './process.ts';

const ourCli = fileURLToPath(new URL('../../packages/mock/src/cli.ts', import.meta.url));
const contract = fileURLToPath(
  new URL('../../packages/contract-first/src/cli/main.ts', import.meta.url),
);
const ourDocument = fileURLToPath(import.meta.resolve('@file-organizer/spec/openapi.json'));

/** Any key; neither mock looks whether it is a right one. */
export const mockKey = 'fo_abc123_token456';

/** Starts our mock. */
export const startOurs = (): Promise<Serving> =>
  serving([ourCli, '--port', '0'], /listen(?:s|ing) on (http\S+)/, log());

/** Starts `contract mock` on a document, without a log of requests. */
export const startContractMock = (document: string): Promise<Serving> => {
  const args = [contract, 'mock', document, '--port', '0', '--log', 'none', '--no-watch'];
  return serving(args, /listens on (http\S+)/, log());
};

/**
 * Starts stock `prism mock`.
 *
 * @throws PeerMissing where Prism's command is not installed
 */
export async function startStock(document: string = ourDocument): Promise<Serving> {
  const port = String(await freePort());
  const args = [stockCli(), 'mock', document, '--port', port, '--host', '127.0.0.1'];
  return serving(args, /listening on (http\S+)/, log());
}

/**
 * Starts stock `prism mock` without its log, which takes longer than its answers.
 *
 * @throws PeerMissing where Prism's command is not installed
 * @throws Error if it ends
 */
export async function startSilentStock(document: string): Promise<Serving> {
  const port = await freePort();
  const args = [stockCli(), 'mock', document, '--port', String(port), '--host', '127.0.0.1'];
  const mock = await serving([...args, '--verboseLevel', 'silent'], /Starting Prism/, log());
  // Nothing says that it listens.
  while (!(await isListening(port))) {
    if (mock.process.exitCode !== null) throw new Error(`Prism does not serve ${document}`);
    await wait(50);
  }
  return { ...mock, url: `http://127.0.0.1:${port}` };
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

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.destroy());
    socket.once('error', () => resolve(false));
    socket.once('close', (hadError) => resolve(!hadError));
  });
}
