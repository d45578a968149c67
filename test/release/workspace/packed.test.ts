/** A new workspace of `contract init`, from packed packages in an empty folder. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { Installed } from '../../support/installed.ts';

const tarballs = inject('tarballs');
const library = new URL('../toolkit/library.yaml', import.meta.url);
const run = promisify(execFile);

/** The folder in which somebody works, and the workspace in it. */
let outside: Installed;
let workspace: Installed;
beforeAll(async () => {
  const packed = ['contract-first', '@contract-first/hono'].map((name) => tarballs[name] ?? '');
  outside = await Installed.into([packed[0] ?? '']);
  await mkdir(outside.path('packed'));
  for (const file of packed) await copyFile(file, outside.path(`packed/${basename(file)}`));
  await copyFile(library, outside.path('library.yaml'));
  const args = ['init', 'library.yaml', 'library', '--packages', 'packed'];
  const { code, err } = await outside.run('contract', ...args);
  if (code !== 0) throw new Error(err);
  workspace = new Installed(outside.path('library'));
  await workspace.add([]);
}, 600_000);
afterAll(() => outside.remove());

/** Runs npm without the `NODE_ENV` of tests, which would override that of `npm start`. */
function npm(...args: readonly string[]) {
  const { NODE_ENV: _tests, ...env } = process.env;
  return run('npm', args, { cwd: workspace.folder, env: { ...env, NO_COLOR: '1' } });
}

/** Runs the server, on a free port, and stops it. */
async function withServer<T>(step: (url: string) => Promise<T>): Promise<T> {
  const child = spawn(process.execPath, ['src/server.ts'], {
    cwd: workspace.folder,
    env: { ...process.env, PORT: '0', NODE_ENV: 'development' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [line] = await once(createInterface(child.stdout), 'line');
    return await step(String(line).replace('Listening on ', ''));
  } finally {
    const closed = once(child, 'close');
    child.kill();
    await closed;
  }
}

it('answers each operation with the mock', async () => {
  const answered = await withServer(async (url) => {
    const response = await fetch(`${url}/books/7`, {
      headers: { Authorization: 'Bearer development-key' },
    });
    return [response.status, response.headers.get('X-Mock'), await response.json()];
  });
  expect(answered).toEqual([
    200,
    'stateless',
    expect.objectContaining({ title: expect.anything() }),
  ]);
}, 60_000);

it('passes `contract verify`', async () => {
  const report = await withServer((url) => workspace.run('contract', 'verify', url, '--json'));
  expect(JSON.parse(report.out).findings).toEqual([]);
  expect(report.code).toBe(0);
}, 120_000);

it('passes its own tests', async () => {
  await npm('test');
}, 120_000);

it('type-checks', async () => {
  await npm('run', 'typecheck').catch(({ stdout }) => expect.fail(stdout));
}, 120_000);

it('refuses to start in production with unwritten operations', async () => {
  const started = await npm('start').catch(({ code, stderr }) => ({ code, stderr }));
  expect(started).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/no handler.*production.*:\n(.*\n)*.*books\.get {2}GET \/books/),
  });
}, 60_000);

it('says how to listen elsewhere if its port is taken', async () => {
  const failed = await withServer((url) =>
    run(process.execPath, ['src/server.ts'], {
      cwd: workspace.folder,
      env: { ...process.env, PORT: new URL(url).port, NODE_ENV: 'development' },
    }).catch(({ code, stderr }) => ({ code, stderr })),
  );
  expect(failed).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^Cannot listen on .* \(EADDRINUSE\)\. Set PORT to .*\n$/),
  });
}, 60_000);

it('uses a handler once one is written', async () => {
  const file = workspace.path('src/handlers/books.ts');
  const text = await readFile(file, 'utf8');
  const handler = `'books.get': async () => ({ status: 200, body: { book_id: 1, title: 'Mine' } }),`;
  await writeFile(file, text.replace(' = {', ` = {\n  ${handler}`));
  const body = await withServer(async (url) => {
    const headers = { Authorization: 'Bearer development-key' };
    return (await fetch(`${url}/books/7`, { headers })).json();
  });
  expect(body).toEqual({ book_id: 1, title: 'Mine' });
}, 60_000);

it('keeps handlers when the document changes', async () => {
  const before = await readFile(workspace.path('src/handlers/books.ts'), 'utf8');
  const document = await readFile(workspace.path('openapi.yaml'), 'utf8');
  const shelves = "get: { operationId: shelves.list, responses: { '204': { description: None } } }";
  await writeFile(
    workspace.path('openapi.yaml'),
    document.replace('\npaths:\n', `\npaths:\n  /shelves:\n    ${shelves}\n`),
  );
  const { code, out } = await workspace.run('contract', 'init');
  expect([code, out]).toEqual([0, expect.stringContaining('Created src/handlers/operations.ts')]);
  expect(await readFile(workspace.path('src/handlers/books.ts'), 'utf8')).toBe(before);
}, 60_000);
