/** What the page about migration shows: the code before compiles with the clients of those generators, and the code after with ours. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { serveBookshop } from '../support/bookshop.ts';
import { python } from '../support/runSample.ts';
import { thorough } from '../support/thorough.ts';

const repository = fileURLToPath(new URL('../../', import.meta.url));
const samples = join(repository, 'docs/clients/samples');
const toolkit = join(repository, 'packages/contract-first');
const tsc = join(repository, 'node_modules/typescript7/bin/tsc');
/** Where `pnpm test:corpus` keeps the other generators. */
const peers = join(homedir(), '.cache/contract-first/corpus');

const run = promisify(execFile);
async function node(cwd: string, ...args: readonly string[]): Promise<string> {
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
  try {
    return (await run(process.execPath, [...args], { cwd, encoding: 'utf8', env })).stdout;
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`${args.join(' ')}:\n${stdout}${stderr}`, { cause: error });
  }
}

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(repository, 'test/docs/.scratch-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A folder with the document and a sample. */
async function folderOf(sample: string): Promise<string> {
  const own = join(folder, sample);
  await mkdir(own);
  await cp(join(samples, 'bookshop.yaml'), join(own, 'bookshop.yaml'));
  await cp(join(samples, 'migrate', sample), join(own, sample));
  await writeFile(join(own, 'package.json'), '{ "type": "module" }');
  return own;
}

/** Type-checks a sample as a bundler's project does. */
async function compile(own: string, sample: string): Promise<void> {
  const compilerOptions = {
    strict: true,
    target: 'es2024',
    lib: ['es2024', 'dom', 'dom.iterable'],
    module: 'esnext',
    moduleResolution: 'bundler',
    types: ['node'],
    skipLibCheck: true,
    noEmit: true,
  };
  await writeFile(join(own, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: [sample] }));
  await node(own, tsc, '-p', '.');
}

// Other generators change only when a new version of them is pinned; `pnpm test:faults` runs these.
it.skipIf(!thorough)('compiles with the client of hey-api', { timeout: 120_000 }, async () => {
  const own = await folderOf('hey-api.before.ts');
  const program = join(toolkit, 'node_modules/@hey-api/openapi-ts/bin/run.js');
  await node(own, program, '-i', 'bookshop.yaml', '-o', 'client', '--no-log-file');
  await compile(own, 'hey-api.before.ts');
});

it.skipIf(!thorough)('compiles with the client of Redocly', { timeout: 120_000 }, async () => {
  const own = await folderOf('redocly.before.ts');
  const program = join(toolkit, 'node_modules/@redocly/cli/bin/cli.js');
  await node(own, program, 'generate-client', 'bookshop.yaml', '-o', 'client.ts');
  await compile(own, 'redocly.before.ts');
});

const typescriptPeer = join(peers, 'openapi-typescript-7130-593/node_modules');
const fetchPeer = join(peers, 'openapi-fetch-0170/node_modules');
const isFetch = existsSync(typescriptPeer) && existsSync(fetchPeer);
it.skipIf(!(thorough && isFetch))('compiles with openapi-fetch', { timeout: 120_000 }, async () => {
  const own = await folderOf('openapi-fetch.before.ts');
  await cp(fetchPeer, join(own, 'node_modules'), { recursive: true });
  const program = join(typescriptPeer, 'openapi-typescript/bin/cli.js');
  await node(own, program, 'bookshop.yaml', '-o', 'schema.d.ts');
  await compile(own, 'openapi-fetch.before.ts');
});

const pythonPeer = join(peers, 'python-peers-0291-0176/bin');
it.skipIf(!(thorough && existsSync(pythonPeer)))(
  'runs with the client of openapi-python-client',
  { timeout: 120_000 },
  async () => {
    const own = await folderOf('openapi-python-client.before.py');
    const flags = ['--path', 'bookshop.yaml', '--meta', 'none', '--output-path', 'bookshop_client'];
    const env = { ...process.env, PATH: `${pythonPeer}:${process.env.PATH}` };
    await run(join(pythonPeer, 'openapi-python-client'), ['generate', ...flags], { cwd: own, env });
    const [server, url] = await serveBookshop();
    try {
      const file = join(own, 'openapi-python-client.before.py');
      const text = `import sys\nsource = open(sys.argv[1]).read()\nexec(source.replace('https://api.bookshop.example', sys.argv[2]))\n`;
      await writeFile(join(own, 'run.py'), text);
      const { stdout } = await run(join(pythonPeer, 'python'), ['run.py', file, url], { cwd: own });
      expect(stdout).toBe('Emma\nEmma\nPersuasion\nSanditon\n');
    } finally {
      server.close();
    }
  },
);

const ours = [['after.ts'], ...(existsSync(python) ? [['after.py']] : [])];
it.each(ours)('%s runs with our client', { timeout: 120_000 }, async (sample) => {
  const own = await folderOf(sample);
  const outputs = ['--typescript', 'node_modules/bookshop', '--python', 'python'];
  await node(own, join(toolkit, 'src/cli/main.ts'), 'generate', 'bookshop.yaml', ...outputs);
  if (sample === 'after.ts') {
    await node(join(own, 'node_modules/bookshop'), tsc, '-p', '.');
    await compile(own, sample);
  }
  const [server, url] = await serveBookshop();
  try {
    const env = {
      ...process.env,
      BOOKSHOP_BASE_URL: url,
      PYTHONPATH: join(own, 'python/src'),
    };
    const program = sample === 'after.py' ? python : process.execPath;
    const { stdout } = await run(program, [sample], { cwd: own, env });
    expect(stdout).toBe('Emma\nEmma\nPersuasion\nSanditon\n');
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
