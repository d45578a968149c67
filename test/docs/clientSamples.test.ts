/** The samples of the pages about clients: compiled, checked, and run against a server. */
import { execFile, spawn } from 'node:child_process';
import { createHmac, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveBookshop } from '../support/bookshop.ts';
import { python } from '../support/runSample.ts';

const repository = fileURLToPath(new URL('../../', import.meta.url));
const samples = join(repository, 'docs/clients/samples');
const tsc = join(repository, 'node_modules/typescript7/bin/tsc');
const pyright = join(repository, 'node_modules/pyright/index.js');
const contract = join(repository, 'packages/contract-first/src/cli/main.ts');

const run = promisify(execFile);
/** Runs a program of Node.js, with what it printed as the message if it fails. */
async function node(cwd: string, ...args: readonly string[]): Promise<string> {
  try {
    return (await run(process.execPath, [...args], { cwd, encoding: 'utf8' })).stdout;
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`${args.join(' ')}:\n${stdout}${stderr}`, { cause: error });
  }
}

/** What each sample prints. */
const prints: Readonly<Record<string, string | RegExp>> = {
  start: 'Emma\n',
  async: 'Emma\n',
  values: /^b1 9007199254740991(?: 1815)?\n474 pages\n124 minutes\na newer kind .*audio/,
  choices: '9007199254740992n\n',
  lists: /^Emma\nPersuasion\nSanditon\n2 2\n2 books\n1 books\n$/,
  errors: /^No such book r-1\n(?:Not found\ntrue\n)?Emma 200 "1" r-1\n/,
  authentication: 'Emma\nEmma\nEmma\n',
  callbacks: /^b1 2026-11-30[T ]10:00:00/,
  streams:
    /^b1 2026-11-30T10:00:00(?:Z|\+00:00)\nb2 \S+\n3 copies of b1\nb2 is sold out\nA newer event: .*'audit'.*/,
  files: /(?:\d+ of \d+ bytes\n)+queued 0\nrunning 1\ndone 2\ndone\n$/,
};

let folder: string;
let server: Server;
let url: string;
beforeAll(async () => {
  folder = await mkdtemp(join(repository, 'test/docs/.scratch-'));
  await cp(samples, folder, { recursive: true });
  [server, url] = await serveBookshop();
  // The address of tokens is one of the document.
  const document = join(folder, 'bookshop.yaml');
  const text = await readFile(document, 'utf8');
  await writeFile(document, text.replaceAll('http://localhost:8000', url));
  const flags = ['bookshop.yaml', '--typescript', 'node_modules/bookshop', '--python', 'python'];
  await node(folder, contract, 'generate', ...flags);
  await node(folder, contract, 'generate');
  await mkdir(join(folder, 'node_modules/@bookshop'), { recursive: true });
  await cp(join(folder, 'client'), join(folder, 'node_modules/@bookshop/client'), {
    recursive: true,
  });
  await Promise.all(
    ['bookshop', '@bookshop/client'].map((name) =>
      node(join(folder, 'node_modules', name), tsc, '-p', 'tsconfig.json'),
    ),
  );
  await writeFile(join(folder, 'package.json'), JSON.stringify({ type: 'module', private: true }));
}, 240_000);
afterAll(async () => {
  server?.closeAllConnections();
  server?.close();
  await rm(folder, { recursive: true, force: true });
});

const isPython = existsSync(python);
if (!isPython) {
  console.warn('\n*** NOT TESTED: samples of Python clients. Run `pnpm test:python` first. ***\n');
}

const environment = () => ({
  ...process.env,
  BOOKSHOP_BASE_URL: url,
  PYTHONPATH: join(folder, 'python/src'),
});

/** Runs a sample, and returns what it prints. */
async function printed(file: string): Promise<string> {
  const program = file.endsWith('.py') ? python : process.execPath;
  const { stdout } = await run(program, [join(folder, file)], { cwd: folder, env: environment() });
  return stdout;
}

const files = (await readdir(samples)).filter((file) => /^\w+\.(?:ts|py)$/.test(file));
const inTypeScript = files.filter((file) => file.endsWith('.ts'));
const inPython = files.filter((file) => file.endsWith('.py'));
const isRun = (file: string) => (prints[file.replace(/\.\w+$/, '')] ?? '') !== '';

it('samples in TypeScript compile with strict settings', { timeout: 120_000 }, async () => {
  const options = {
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    target: 'es2024',
    lib: ['es2024', 'dom', 'dom.iterable', 'esnext.typedarrays'],
    module: 'nodenext',
    types: ['node'],
    noEmit: true,
    skipLibCheck: true,
  };
  const config = { compilerOptions: options, files: inTypeScript };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config));
  await node(folder, tsc, '-p', 'tsconfig.json');
});

it.skipIf(!isPython)('samples in Python are well typed', { timeout: 120_000 }, async () => {
  const config = { include: inPython, extraPaths: ['python/src'], typeCheckingMode: 'standard' };
  await writeFile(join(folder, 'pyrightconfig.json'), JSON.stringify(config));
  expect(await node(folder, pyright, '--pythonpath', python)).toMatch(/^0 errors/m);
});

describe.each([
  ['TypeScript', inTypeScript, true],
  ['Python', inPython, isPython],
])('samples in %s', (_language, all, isPossible) => {
  it.skipIf(!isPossible).each(all.filter(isRun))('%s prints what its page says', async (file) => {
    expect(await printed(file)).toMatch(prints[file.replace(/\.\w+$/, '')] ?? '');
  });
});

const receivers = ['webhooks.ts', ...(isPython ? ['webhooks.py'] : [])];
it.each(receivers)('%s accepts signed requests only', { timeout: 60_000 }, async (file) => {
  const key = randomBytes(24);
  const [free] = await serveBookshop();
  const { port } = free.address() as { port: number };
  free.close();
  await once(free, 'close');
  const child = spawn(file.endsWith('.py') ? python : process.execPath, [join(folder, file)], {
    cwd: folder,
    env: {
      ...environment(),
      WEBHOOK_PORT: String(port),
      WEBHOOK_SECRET: `whsec_${key.toString('base64')}`,
    },
  });
  try {
    await once(child.stdout, 'data');
    const body = JSON.stringify({ book_id: 'b1', sold_at: '2026-11-30T10:00:00Z' });
    const time = String(Math.floor(Date.now() / 1000));
    const signature = createHmac('sha256', key).update(`m1.${time}.${body}`).digest('base64');
    const statusOf = async (text: string) => {
      const headers = {
        'webhook-id': 'm1',
        'webhook-timestamp': time,
        'webhook-signature': `v1,${signature}`,
      };
      const address = `http://127.0.0.1:${port}/`;
      return (await fetch(address, { method: 'POST', body: text, headers })).status;
    };
    expect([await statusOf(body), await statusOf(`${body} `)]).toEqual([204, 400]);
  } finally {
    child.kill();
  }
});

it('samples are all shown on a page', async () => {
  const pages = join(repository, 'docs/clients');
  const texts = (await readdir(pages)).filter((name) => name.endsWith('.mdx'));
  const all = (await Promise.all(texts.map((name) => readFile(join(pages, name), 'utf8')))).join();
  for (const file of files) {
    expect(all, file).toMatch(
      new RegExp(`topic="${file.replace(/\.\w+$/, '')}"|samples/${file.replace('.', '\\.')}`),
    );
  }
});
