/** How the command starts: on which Node.js, with which configuration, and what it says of a mistake. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main, outcomeOf, typed, typedAsProcess } from './testing/typed.ts';

const manifest = fileURLToPath(new URL('../../package.json', import.meta.url));

const head = '"info":{"title":"T","version":"1"}';
const operation = '{"operationId":"x","responses":{"200":{"description":"Fine"}}}';
const files = {
  'api.json': `{"openapi":"3.1.1",${head},"paths":{}}`,
  'contract.config.ts': "export default { document: 'api.json' };",
  'empty.yaml': '',
  'list.json': '[]',
  'later.yaml': 'openapi: 4.0.0\n',
  'number.yaml': 'openapi: 3.1\n',
  'doubled.json': `{"openapi":"3.1.1",${head},"paths":{"/a":{},"/a":{}}}`,
  'wide.yaml': Buffer.from('\uFEFFopenapi: 3.1.1\n', 'utf16le'),
  'circle.json': `{"openapi":"3.1.1",${head},"paths":{},"components":{"schemas":{"A":{"$ref":"#/components/schemas/B"},"B":{"$ref":"#/components/schemas/A"}}}}`,
  'same.json': `{"openapi":"3.1.1",${head},"paths":{"/a":{"get":${operation}},"/b":{"put":${operation}}}}`,
  'enum.json': `{"openapi":"3.1.1",${head},"paths":{"/a":{"get":{"responses":{"200":{"description":"Fine","content":{"application/json":{"schema":{"enum":[1,null,2]},"example":3}}}}}}}}`,
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'contract-main-'));
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const contract = (...args: readonly string[]) => typed(folder, ...args);

const places = ['/usr/bin/node', '/usr/local/bin/node', process.env.OLD_NODE ?? ''];
/** A Node.js that is too old for the toolkit, if this machine has one. */
const oldNode = places.find((place) => {
  if (place === '' || !existsSync(place)) return false;
  const [, major] = /^v(\d+)/.exec(execFileSync(place, ['--version'], { encoding: 'utf8' })) ?? [];
  return Number(major) < 22;
});
if (oldNode === undefined) console.warn('Not tested: there is no Node.js before 22 (OLD_NODE).');

describe('contract', { timeout: 60_000 }, () => {
  it.skipIf(oldNode === undefined)(
    'names the required Node.js version on an older one',
    async () => {
      const built = join(folder, 'dist', 'cli');
      await mkdir(built, { recursive: true });
      await writeFile(join(built, 'main.js'), stripTypeScriptTypes(await readFile(main, 'utf8')));
      await writeFile(join(folder, 'package.json'), await readFile(manifest));
      const { code, out, note } = await outcomeOf(
        oldNode ?? '',
        [join(built, 'main.js'), 'lint'],
        folder,
      );
      await rm(join(folder, 'package.json'));
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(note).toMatch(/^contract needs Node\.js 22\.18 or later; this is \d+\.\d+\.\d+\n$/);
    },
  );

  it('prints its version', async () => {
    const { version } = JSON.parse(await readFile(manifest, 'utf8'));
    expect(await typedAsProcess(folder, '--version')).toEqual({
      code: 0,
      out: `${version}\n`,
      note: '',
    });
  });

  it('loads a configuration in a folder without package.json without warnings', async () => {
    expect(await typedAsProcess(folder, 'bundle')).toMatchObject({ code: 0, note: '' });
  });

  it.each([
    ['empty.yaml', /empty\.yaml: it is not an OpenAPI document/],
    ['list.json', /list\.json: it is not an OpenAPI document/],
    ['later.yaml', /later\.yaml: Unsupported OpenAPI version: 4\.0\.0\. Use .*3\.2/],
    ['number.yaml', /number\.yaml: Invalid OpenAPI version.*Write it in full/],
    ['doubled.json', /doubled\.json: the key "\/a" .*line 1, column \d+/],
    ['wide.yaml', /wide\.yaml: .*UTF-8/],
    ['circle.json', /circle\.json:\d+ #\/components\/schemas\/[AB] refers to itself/],
  ])('lint and bundle report %s alike', async (name, message) => {
    const lint = await contract('lint', name);
    const bundle = await contract('bundle', name);
    expect([bundle.code, bundle.note.replaceAll(folder, '')]).toEqual([
      2,
      expect.stringMatching(message),
    ]);
    expect({ ...lint, note: lint.note.replaceAll(`${folder}/`, '') }).toEqual({
      ...bundle,
      note: bundle.note.replaceAll(`${folder}/`, ''),
    });
  });

  it('lint makes suggestions for values that are not strings', async () => {
    const { code, out } = await contract('lint', 'enum.json');
    expect(code).toBe(0);
    expect(out).toContain('Did you mean');
  });

  it('names both operations with the same id', async () => {
    const { code, note } = await contract('mock', 'same.json', '--port', '0');
    expect([code, note]).toEqual([2, expect.stringMatching(/"x": GET \/a and PUT \/b/)]);
  });

  it.each(['99999', '65536', '-1', 'a'])('refuses the port %s', async (port) => {
    const { code, note } = await contract('mock', 'api.json', `--port=${port}`);
    expect([code, note]).toEqual([
      2,
      expect.stringContaining('The port must be between 0 and 65535'),
    ]);
  });
});
