/** The package as it is published: packed, installed in an empty folder, and used from there. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { lintPackage, typeProblems } from '../support/packageChecks.ts';
import { adminKey, startTestServer } from '../support/testServer.ts';
import { type Installed, installClient } from './installed.ts';
import { fetchRuntimes, nodes, type Runtime } from './runtimes.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));
const packageFolder = join(root, 'packages/client');

const tarball = inject('tarballs')['@file-organizer/client'] ?? '';
let install: Installed;
let folder: string;
beforeAll(async () => {
  install = await installClient(tarball);
  folder = install.folder;
}, 120_000);
afterAll(() => install.remove());

const readme = await readFile(join(packageFolder, 'README.md'), 'utf8');
/** The code of the README that is written in a language. */
const blocks = (language: string): string[] =>
  [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(
    ([, code]) => code ?? '',
  );

it('passes publint', async () => {
  expect(await lintPackage(install.client)).toEqual([]);
});

it('passes attw for every kind of import', async () => {
  expect(await typeProblems(tarball)).toEqual([]);
});

it('contains sources for debuggers but no tests', async () => {
  const manifest = JSON.parse(await readFile(join(install.client, 'package.json'), 'utf8'));
  expect(manifest).not.toHaveProperty('dependencies');
  expect(manifest).toMatchObject({ sideEffects: false, engines: { node: '>=22' } });
  const files = await readdir(install.client, { recursive: true });
  expect(files.filter((file) => /\.test\.|testing/.test(file))).toEqual([]);
  const { sources } = JSON.parse(await readFile(join(install.client, 'dist/index.js.map'), 'utf8'));
  for (const source of sources) expect(files).toContain(join('dist', source));
});

it.each([
  ['nodenext', { module: 'nodenext', types: ['node'], lib: ['es2022'] }, ['use.ts', 'use.cts']],
  [
    'bundler',
    { module: 'esnext', moduleResolution: 'bundler', lib: ['es2022', 'dom'], types: [] },
    ['use.ts'],
  ],
  [
    'node10',
    { module: 'commonjs', moduleResolution: 'node10', ignoreDeprecations: '6.0', types: ['node'] },
    ['use.ts', 'use.cts'],
  ],
])('compiles with the module resolution %s', async (name, options, files) => {
  const shown = name === 'nodenext' ? await writeReadme() : [];
  expect(await compile(name, options, [...files, ...shown])).toBe('');
});

/** Writes the code that the README shows to files of its own, and returns their names. */
async function writeReadme(): Promise<string[]> {
  const given = `import FileOrganizerClient, { type FileEntry } from '@file-organizer/client';
    declare const client: FileOrganizerClient, file: FileEntry, buffer: Buffer, signal: AbortSignal;\n`;
  const shown = blocks('ts');
  expect(shown.length).toBeGreaterThan(5);
  return Promise.all(
    shown.map(async (code, at) => {
      const text = code.startsWith('import') ? code : given + code;
      await writeFile(join(folder, `readme-${at}.ts`), `${text}\nexport {};`);
      return `readme-${at}.ts`;
    }),
  );
}

/** What the compiler says about files in the folder. */
async function compile(name: string, options: object, files: readonly string[]): Promise<string> {
  const config = join(folder, `tsconfig.${name}.json`);
  const base = { strict: true, noEmit: true, target: 'es2022', exactOptionalPropertyTypes: true };
  await writeFile(config, JSON.stringify({ compilerOptions: { ...base, ...options }, files }));
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const { stdout } = await run(process.execPath, [tsc, '-p', config]).catch((error) => error);
  return stdout;
}

it("organizes a folder with the README's snippet of ten lines", async () => {
  const [code = ''] = blocks('js');
  expect(code.trim().split('\n').length).toBeLessThanOrEqual(10);
  const server = await startTestServer();
  try {
    await writeFile(join(folder, 'readme.mjs'), code);
    const { stdout } = await run(process.execPath, ['readme.mjs'], {
      cwd: folder,
      env: { FILE_ORGANIZER_BASE_URL: server.url, FILE_ORGANIZER_API_KEY: adminKey },
    });
    expect(stdout).toMatch(
      /^\/uploads\/notes.txt → \/uploads\/Documents\/notes.txt \(.+\)\ncompleted\n$/,
    );
    const moved = join(server.root, 'uploads/Documents/notes.txt');
    expect(await readFile(moved, 'utf8')).toBe('Buy milk.');
  } finally {
    await server.end();
  }
});

const onDisk = Array(4).fill('from the disk').join();
const expected = {
  sameClass: true,
  names: ['bytes.txt', 'file.txt', 'form.txt', 'raw.txt', 'stream.txt'],
  text: 'form',
  progress: true,
  status: 'planned',
  missing: [true, 'NotFoundError', 404, 'folder_not_found'],
};

const { bun, deno, workerd } = await fetchRuntimes();
const isHere = ({ command }: Runtime) => command !== undefined || process.env.CI === 'true';

/** The file that a runtime is started by. */
function commandOf({ name, command }: Runtime): string {
  if (!command) throw new Error(`${name} could not be installed`);
  return command;
}

/** Node 20 has none, so that nothing can be heard there; jobs are then asked for. */
async function hasWebSocket(runtime: Runtime): Promise<boolean> {
  await writeFile(join(folder, 'probe.mjs'), 'console.log(typeof WebSocket)');
  const { stdout } = await run(commandOf(runtime), [...runtime.args, 'probe.mjs'], {
    cwd: folder,
  });
  return stdout.trim() === 'function';
}

describe.each([...nodes(), bun, deno].filter(isHere))('on $name', (runtime) => {
  it.each(['esm.mjs', 'cjs.cjs'])('works as %s', async (file) => {
    const server = await startTestServer();
    try {
      const { stdout } = await run(commandOf(runtime), [...runtime.args, file], {
        cwd: folder,
        env: {
          PATH: process.env.PATH,
          HOME: folder,
          FILE_ORGANIZER_BASE_URL: server.url,
          FILE_ORGANIZER_API_KEY: adminKey,
        },
      });
      const { heard, ...done } = JSON.parse(stdout);
      expect(done).toEqual({ ...expected, total: 5, disk: onDisk });
      expect(heard).toBe((await hasWebSocket(runtime)) ? 5 : 'no WebSocket');
    } finally {
      await server.end();
    }
  });
});

it.skipIf(!isHere(workerd))('works in workerd', async () => {
  const server = await startTestServer();
  const dist = await readdir(join(install.client, 'dist'));
  const packed = dist
    .filter((file) => file.endsWith('.js'))
    .map((file) => [
      // what a module imports is found beside its name
      `@file-organizer/${file === 'index.js' ? 'client' : file}`,
      `node_modules/@file-organizer/client/dist/${file}`,
    ]);
  const modules = [['worker.js', 'worker.js'], ['job.mjs', 'job.mjs'], ...packed].map(
    ([name, file]) => `(name = "${name}", esModule = embed "${file}")`,
  );
  await writeFile(
    join(folder, 'config.capnp'),
    `using Workerd = import "/workerd/workerd.capnp";
     const config :Workerd.Config = (
       services = [(name = "main", worker = .main),
                   (name = "internet", network = (allow = ["private", "local"]))],
       sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")]);
     const main :Workerd.Worker = (
       modules = [${modules.join(', ')}],
       compatibilityDate = "2026-01-01",
       bindings = [(name = "baseUrl", text = "${server.url}"),
                   (name = "apiKey", text = "${adminKey}")]);`,
  );
  const child = spawn(commandOf(workerd), [...workerd.args, 'config.capnp', '--control-fd=1'], {
    cwd: folder,
  });
  const ended = once(child, 'exit');
  try {
    // the first thing that it tells is where it listens
    const [told] = await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
    const { port } = JSON.parse(String(told).split('\n')[0] ?? '');
    const response = await fetch(`http://127.0.0.1:${port}/`);
    expect(await response.json()).toEqual({ ...expected, heard: 5, disk: '' });
  } finally {
    child.kill();
    await ended;
    await server.end();
  }
});
