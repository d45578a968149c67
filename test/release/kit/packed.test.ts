/** The server kit, installed alone in an empty folder for production, and its example on it. */
import { execFile } from 'node:child_process';
import { cp, readdir, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { example, verifyExample } from '../../kit/runningExample.ts';
import { root } from '../../support/documents.ts';
import { Installed } from '../../support/installed.ts';
import { lintPackage, typeProblems } from '../../support/packageChecks.ts';

const name = '@contract-first/hono';
const tarball = inject('tarballs')[name] ?? '';
const run = promisify(execFile);

let installed: Installed;
beforeAll(async () => {
  installed = await Installed.byReadme(name, tarball);
}, 300_000);
afterAll(() => installed.remove());

/** Where npm has installed each package, by its lockfile. */
async function packages(): Promise<string[]> {
  const lock = JSON.parse(
    await readFile(installed.path('node_modules/.package-lock.json'), 'utf8'),
  );
  return Object.keys(lock.packages);
}

it('installs as many packages and MB as its README says', async () => {
  const readme = await readFile(`${root}/packages/contract-first-hono/README.md`, 'utf8');
  const [, count, size] = /(\d+) packages and (\d+) MB/.exec(readme) ?? [];
  const { stdout } = await run('du', ['-sm', installed.path('node_modules')]);
  expect(await packages()).toHaveLength(Number(count));
  expect(Number.parseInt(stdout, 10)).toBeLessThanOrEqual(Number(size));
});

it('installs nothing of the toolkit', async () => {
  const names = await packages();
  const ofTools = /contract-first$|redocly|hey-api|prism|typescript|@types/;
  expect(names.filter((each) => ofTools.test(each))).toEqual([]);
});

it('runs its example, which conforms to its document', async () => {
  await cp(installed.path(`node_modules/${name}/examples/tasks`), installed.folder, {
    recursive: true,
  });
  expect(await readdir(installed.folder)).toEqual(expect.arrayContaining(await readdir(example)));
  const { findings, requests } = await verifyExample(installed.folder);
  expect(findings).toEqual([]);
  expect(requests).toBeGreaterThan(30);
}, 60_000);

it('has types for its example', async () => {
  await installed.add(['typescript@6.0.3', '@types/node@24.19.2', '@types/ws@8.18.2']);
  const tsc = installed.path('node_modules/typescript/bin/tsc');
  const flags = '--strict --noEmit --module nodenext --target es2024 --types node'.split(' ');
  const compiled = run(
    process.execPath,
    [tsc, ...flags, '--allowImportingTsExtensions', '--skipLibCheck', 'server.ts'],
    { cwd: installed.folder },
  );
  await compiled.catch(({ stdout }) => expect.fail(stdout));
}, 120_000);

it('passes publint and attw', async () => {
  expect(await lintPackage(installed.path(`node_modules/${name}`))).toEqual([]);
  // It is for servers on a Node that can require ES modules.
  const unsupported = ['node10', 'CJSResolvesToESM'];
  expect(await typeProblems(tarball, unsupported)).toEqual([]);
});
