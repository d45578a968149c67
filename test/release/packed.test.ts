/** All that is published on npm, installed together in an empty folder by npm, and used there. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { lintPackage, typeProblems } from './packageChecks.ts';

const run = promisify(execFile);
const tarballs = inject('tarballs');
const server: { readonly dependencies: Readonly<Record<string, string>> } = JSON.parse(
  await readFile(new URL('../../packages/server/package.json', import.meta.url), 'utf8'),
);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'released-'));
  await writeFile(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
  const flags = ['--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund'];
  // what generated routes import
  const peers = ['hono', '@hono/zod-openapi', 'zod'].map(
    (name) => `${name}@${server.dependencies[name]}`,
  );
  await run('npm', ['install', ...flags, ...Object.values(tarballs), ...peers], { cwd: folder });
}, 300_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The first line that a command of the packages prints, while it goes on. */
async function startCommand(name: string, ...args: readonly string[]) {
  const child = spawn(process.execPath, [join(folder, 'node_modules/.bin', name), ...args], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(createInterface(child.stdout), 'line');
  return {
    line: String(line),
    stop: async () => {
      child.kill();
      await once(child, 'close');
    },
  };
}

/** Runs `contract` of the package that is installed. */
async function contract(...args: readonly string[]) {
  const command = join(folder, 'node_modules/.bin/contract');
  const { promise, resolve } = Promise.withResolvers<{ code: number; out: string }>();
  execFile(process.execPath, [command, ...args], { cwd: folder }, (error, stdout, stderr) =>
    resolve({ code: Number(error?.code ?? 0), out: stdout + stderr }),
  );
  return promise;
}

it('is the client, the mock and the toolkit, of which each has its licence and its README', async () => {
  expect(Object.keys(tarballs).sort()).toEqual([
    '@file-organizer/client',
    '@file-organizer/mock',
    '@file-organizer/toolkit',
  ]);
  for (const name of Object.keys(tarballs)) {
    const files = await readdir(join(folder, 'node_modules', name));
    expect(files).toEqual(expect.arrayContaining(['LICENSE', 'README.md', 'dist']));
    const manifest = await readFile(join(folder, 'node_modules', name, 'package.json'), 'utf8');
    expect(manifest).not.toContain('workspace:');
  }
});

it('lets the client talk to the mock', async () => {
  const mock = await startCommand('file-organizer-mock', '--port', '0', '--stateful');
  try {
    const [, baseUrl] = /(http:\/\/[\w.:]+)/.exec(mock.line) ?? [];
    await writeFile(
      join(folder, 'use.js'),
      `import FileOrganizerClient from '@file-organizer/client';
       const client = new FileOrganizerClient({ baseUrl: '${baseUrl}', apiKey: 'fo_abc123_token456' });
       const { path } = await client.files.upload(new File(['Hello'], 'hello.txt'), '/hello');
       const { total } = await client.files.list('/hello');
       console.log(path, total);`,
    );
    const { stdout } = await run(process.execPath, ['use.js'], { cwd: folder });
    expect(stdout).toBe('/hello/hello.txt 1\n');
  } finally {
    await mock.stop();
  }
});

const bookshop = `openapi: 3.1.0
info: { title: Bookshop, version: 1.0.0, license: { name: MIT, identifier: MIT } }
servers: [{ url: https://books.test }]
security: []
paths:
  /books/{book_id}:
    get:
      operationId: books.get
      tags: [books]
      summary: Get a book
      parameters:
        - { name: book_id, in: path, required: true, schema: { type: integer, minimum: 1 } }
      responses:
        "200":
          description: The book
          content:
            application/json:
              schema:
                type: object
                required: [title]
                properties: { title: { type: string, example: Emma } }
              example: { title: Emma }
        "404": { description: There is none }
`;

it('works on the document of somebody else', async () => {
  await writeFile(join(folder, 'books.yaml'), bookshop);
  expect(await contract('--help')).toMatchObject({
    code: 0,
    out: expect.stringContaining('verify'),
  });
  expect(await contract('lint', 'books.yaml')).toEqual({
    code: 0,
    out: 'No problem in books.yaml.\n',
  });

  const mock = await startCommand('contract', 'mock', 'books.yaml', '--port', '0', '--json');
  try {
    const { url } = JSON.parse(mock.line);
    const answer = await fetch(`${url}/books/7`);
    expect(await answer.json()).toEqual({ title: 'Emma' });
  } finally {
    await mock.stop();
  }
}, 60_000);

it('lints by the rules of the toolkit, and generates routes that compile', async () => {
  await writeFile(join(folder, 'books.yaml'), bookshop);
  await writeFile(
    join(folder, 'redocly.yaml'),
    'plugins: ["@file-organizer/toolkit/lint"]\nextends: [recommended]\nrules: { contract/problem-json: error }\n',
  );
  await writeFile(
    join(folder, 'contract.config.ts'),
    `import { generateRoutes, generateSdk } from '@file-organizer/toolkit/codegen';
     import { type ContractConfig, defineConfig } from '@file-organizer/toolkit/config';
     const config: ContractConfig = {
       document: 'books.yaml',
       lint: 'redocly.yaml',
       generate: {
         routes: ({ document }, output) => generateRoutes(document, output),
         client: ({ document, messages }, output) => generateSdk({ document, messages, output }),
       },
     };
     export default defineConfig(config);`,
  );
  const linted = await contract('lint');
  expect(linted).toMatchObject({ code: 1, out: expect.stringContaining('contract/problem-json') });
  expect(await contract('generate')).toMatchObject({ code: 0 });
  expect(await readFile(join(folder, 'routes/routes.gen.ts'), 'utf8')).toContain(
    "'/books/{book_id}'",
  );
  expect(await contract('generate', '--check')).toMatchObject({ code: 0 });

  const tsc = join(folder, 'node_modules/typescript/bin/tsc');
  const flags = '--strict --noEmit --module nodenext --target es2024 --skipLibCheck'.split(' ');
  const files = ['contract.config.ts', 'routes/routes.gen.ts'];
  const compiled = run(process.execPath, [tsc, ...flags, ...files], { cwd: folder });
  await compiled.catch(({ stdout }) => expect.fail(stdout));
}, 60_000);

it('has a toolkit that publint and attw find nothing wrong with', async () => {
  expect(await lintPackage(join(folder, 'node_modules/@file-organizer/toolkit'))).toEqual([]);
  // it is for tools on a Node that can require ES modules
  const unsupported = ['node10', 'CJSResolvesToESM'];
  const tarball = tarballs['@file-organizer/toolkit'] ?? '';
  expect(await typeProblems(tarball, unsupported)).toEqual([]);
});
