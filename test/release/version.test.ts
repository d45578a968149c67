/** What `pnpm release:version` does to the versions, on a copy of the files that state them. */
import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));

let folder: string;
let before: string;
const read = (path: string) => readFile(join(folder, path), 'utf8');
const versionOf = async (path: string): Promise<string> =>
  JSON.parse(await read(`${path}/package.json`)).version;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'version-'));
  const packages = (await readdir(join(root, 'packages'))).map((name) => `packages/${name}`);
  const manifests = [...packages, 'spec', 'docs', 'test'].map((path) => `${path}/package.json`);
  const documents = ['openapi', 'asyncapi', 'workflows.arazzo'].map((name) => `spec/${name}.yaml`);
  const others = ['package.json', 'pnpm-workspace.yaml', '.changeset'];
  for (const path of [...others, ...manifests, ...documents]) {
    await cp(join(root, path), join(folder, path), { recursive: true });
  }
  await cp(
    join(root, 'packages/client-python/pyproject.toml'),
    join(folder, 'packages/client-python/pyproject.toml'),
  );
  await writeFile(
    join(folder, '.changeset/of-this-test.md'),
    "---\n'@file-organizer/spec': minor\n---\n\nSomething is new.\n",
  );
  // changelogs name the commits that changesets came with
  await run('git', ['init', '--quiet'], { cwd: folder });
  before = await versionOf('spec');
  await run(process.execPath, [join(root, 'node_modules/@changesets/cli/bin.js'), 'version'], {
    cwd: folder,
  });
  await run(process.execPath, [join(root, 'scripts/stateVersion.ts')], { cwd: folder });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('gives the contract and everything generated from it a new version', async () => {
  const version = await versionOf('spec');
  expect(version).not.toBe(before);
  for (const name of ['server', 'client', 'client-python', 'mock']) {
    expect(await versionOf(`packages/${name}`)).toBe(version);
  }
});

it('writes the version into the documents', async () => {
  const version = await versionOf('spec');
  for (const name of ['openapi', 'asyncapi', 'workflows.arazzo']) {
    const info = /^info:\n(?: {2}.*\n)+/m.exec(await read(`spec/${name}.yaml`))?.[0];
    expect(info).toContain(`\n  version: ${version}\n`);
  }
});

it('gives the Python package the same version', async () => {
  const project = await read('packages/client-python/pyproject.toml');
  const [, path = ''] = /^\[tool\.hatch\.version\]\npath = "(.+)"$/m.exec(project) ?? [];
  const [, pattern = ''] = /^pattern = '(.+)'$/m.exec(project) ?? [];
  const found = new RegExp(pattern.replace('?P<', '?<')).exec(
    await read(`packages/client-python/${path}`),
  );
  expect(found?.groups?.version).toBe(await versionOf('spec'));
});

it('leaves unreleased packages alone', async () => {
  for (const name of ['docs', 'test']) {
    expect(await versionOf(name)).toBe('0.0.0');
    expect(await readdir(join(folder, name))).not.toContain('CHANGELOG.md');
  }
});
