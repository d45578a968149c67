/** The package as it is published: packed, put into an empty folder, and used from there. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { lintPackage, typeProblems } from '../support/packageChecks.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));
const packageFolder = join(root, 'packages/mock');

const tarball = inject('tarballs')['@file-organizer/mock'] ?? '';
let folder: string;
let installed: string;
let manifest: Record<'dependencies' | 'bin', Record<string, string>>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mock-packed-'));
  installed = join(folder, 'node_modules/@file-organizer/mock');
  await mkdir(installed, { recursive: true });
  await run('tar', ['-xzf', tarball, '-C', installed, '--strip-components=1']);
  manifest = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8'));
  // What npm does, without asking the registry: its dependencies, and the command.
  for (const dependency of [...Object.keys(manifest.dependencies), '@types/node']) {
    const place = join(folder, 'node_modules', dependency);
    await mkdir(dirname(place), { recursive: true });
    const from = dependency === '@types/node' ? root : packageFolder;
    await symlink(join(from, 'node_modules', dependency), place);
  }
  const [[command = '', file = ''] = []] = Object.entries(manifest.bin);
  await mkdir(join(folder, 'node_modules/.bin'));
  await symlink(join(installed, file), join(folder, 'node_modules/.bin', command));
  await writeFile(join(folder, 'package.json'), '{ "private": true }');
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

it('passes publint', async () => {
  expect(await lintPackage(installed)).toEqual([]);
});

it('passes attw for every kind of import', async () => {
  expect(await typeProblems(tarball)).toEqual([]);
});

it('contains the contract and declares its dependencies', async () => {
  const dist = await readdir(join(installed, 'dist'));
  const needed = new Set<string>();
  for (const file of dist.filter((each) => /\.c?js$/.test(each))) {
    const text = await readFile(join(installed, 'dist', file), 'utf8');
    const imports = /\b(?:from|import|import\(|require\() ?"([@\w][\w./@:-]*)"/g;
    for (const [, name = ''] of text.matchAll(imports)) {
      const [scope = '', rest = ''] = name.split('/');
      needed.add(scope.startsWith('@') ? `${scope}/${rest}` : scope);
    }
  }
  const others = [...needed].filter((name) => !isBuiltin(name));
  expect(others.sort()).toEqual(Object.keys(manifest.dependencies).sort());
  expect(await readdir(installed)).toEqual(expect.not.arrayContaining(['src', 'node_modules']));
});

it('starts and stops with npx', async () => {
  const args = ['--no-install', 'file-organizer-mock', '--port', '0', '--stateful'];
  const child = spawn('npx', args, {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  try {
    let shown = '';
    child.stdout.on('data', (text) => {
      shown += text;
    });
    while (!/429/.test(shown)) await once(child.stdout, 'data');
    const [, address = ''] = /"(http\S+path=\/uploads)"/.exec(shown) ?? [];
    const answer = await fetch(address, { headers: { 'X-API-Key': 'fo_abc123_token456' } });
    expect(await answer.json()).toMatchObject({ total: 2 });
  } finally {
    // npx starts it as a process of its own.
    if (child.pid) process.kill(-child.pid);
    await once(child, 'close');
  }
});

it.each([
  ['an ES module', 'use.mjs', "import { startMock } from '@file-organizer/mock';"],
  ['CommonJS', 'use.cjs', "const { startMock } = require('@file-organizer/mock');"],
])(
  'can be imported from %s',
  async (_, file, load) => {
    const code = `${load}
    (async () => {
      const mock = await startMock({ port: 0 });
      const headers = { 'X-API-Key': 'fo_a_b', Prefer: 'dynamic=true' };
      const answer = await fetch(mock.url + '/api/v1/auth/me', { headers });
      console.log(answer.status, typeof (await answer.json()).username);
      await mock.close();
    })();`;
    await writeFile(join(folder, file), code);
    const { stdout } = await run(process.execPath, [file], { cwd: folder });
    expect(stdout).toBe('200 string\n');
  },
  60_000,
);

it('has a README whose test passes', async () => {
  const readme = await readFile(join(packageFolder, 'README.md'), 'utf8');
  const [, code = ''] = /^```ts\n(.*?)^```/ms.exec(readme) ?? [];
  await writeFile(join(folder, 'readme.test.mts'), code);
  await symlink(join(root, 'node_modules/vitest'), join(folder, 'node_modules/vitest'));
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const { stdout } = await run(process.execPath, [vitest, 'run', '--root', folder], {
    cwd: folder,
    env: { ...process.env, VITEST: undefined, NO_COLOR: '1' },
  });
  expect(stdout).toMatch(/Tests +1 passed/);
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const flags = '--strict --noEmit --module nodenext --skipLibCheck --target es2024'.split(' ');
  await run(process.execPath, [tsc, ...flags, 'readme.test.mts'], { cwd: folder });
}, 60_000);
