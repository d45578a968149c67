/** Paths that are not what they seem, wherever the API takes one: none leads out of the library. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { bodyOf, incoming, list, listOf, refusal } from '../support/library.ts';
import { adminKey, json, serverPerFile, upload } from '../support/testServer.ts';
import { fieldPart, filePart, headOf, send, sendForm } from '../support/wire.ts';

const server = serverPerFile();
let outside: string;

beforeAll(async () => {
  // Beside the library, where one step up leads.
  outside = join(server.root, '..', 'outside');
  await mkdir(outside);
  await writeFile(join(outside, 'secret.txt'), 'secret');
  await mkdir(join(server.root, 'inside'));
});

/** Each place that takes a path, as a request with that path. */
const takers: Readonly<Record<string, (path: string) => Promise<Response>>> = {
  'the query of a list': (path) => server.fetch(listOf({ path })),
  'the query of a recursive list': (path) => server.fetch(listOf({ path, recursive: 'true' })),
  'the field of an upload': (path) =>
    server.fetch('/api/v1/files/upload', upload('new.txt', 'new', { path })),
  'the body of a new folder': (path) => server.fetch('/api/v1/folders', json({ path })),
  'the body of a scan': (path) =>
    server.fetch('/api/v1/organize/scan', json({ path, methodology: 'type' })),
};

const refused: readonly (readonly [what: string, path: string, code: string])[] = [
  ['one step up', '/..', 'invalid_path'],
  ['one step up to a neighbour', '/../outside', 'invalid_path'],
  ['a step up further down', '/inside/../../outside', 'invalid_path'],
  ['a step up that stays inside', '/inside/..', 'invalid_path'],
  ['many steps up', `/${'../'.repeat(30)}etc`, 'invalid_path'],
  ['a dot', '/./inside', 'invalid_path'],
  ['a dot at the end', '/inside/.', 'invalid_path'],
  ['a NUL', '/inside\0', 'invalid_path'],
  ['a NUL before a step up', '/inside/\0/../..', 'invalid_path'],
  ['a name of 256 bytes', `/${'x'.repeat(256)}`, 'invalid_path'],
  ['a name of 300 bytes in few characters', `/${'\u20ac'.repeat(100)}`, 'invalid_path'],
  [
    'a path that is too long for the system',
    `/${`${'x'.repeat(203)}/`.repeat(20)}`,
    'invalid_path',
  ],
  [
    'a path with too many bytes for the system',
    `/${`${'\u20ac'.repeat(60)}/`.repeat(23)}`,
    'invalid_path',
  ],
  ['a path that is too long for the contract', `/${'x/'.repeat(2500)}`, 'invalid_request'],
  ['an empty path', '', 'invalid_request'],
  ['no slash', 'inside', 'invalid_request'],
  ['a step up without a slash', '../outside', 'invalid_request'],
  ['a Windows drive', 'C:\\', 'invalid_request'],
  ['a network share', '\\\\server\\share', 'invalid_request'],
  ['a URL', 'file:///etc', 'invalid_request'],
  ['a home folder', '~/', 'invalid_request'],
  ['a space before the slash', ' /inside', 'invalid_request'],
  ['the name of a temporary file', '/.file-organizer-x', 'invalid_path'],
  ['a replacement character', '/\ufffd', 'invalid_path'],
];

describe.each(Object.entries(takers))('in %s', (_taker, take) => {
  it.each(refused)('%s is refused', async (_what, path, code) => {
    const before = await readdir(server.root);
    expect(await refusal(take(path))).toBe(`400 ${code}`);
    expect(await readdir(server.root)).toEqual(before);
    expect(await readdir(outside)).toEqual(['secret.txt']);
    expect(await incoming(server)).toEqual([]);
  });

  // What is a way out elsewhere is a name like any other here.
  it.each(['/%2e%2e', '/..%2foutside', '/C:\\', '/..\\outside', '/...', '/~', '/$HOME', '/-rf'])(
    '%j is a folder name in the library',
    async (path) => {
      await mkdir(join(server.root, path), { recursive: true });
      const { status } = await take(path);
      expect([200, 201, 202, 409]).toContain(status);
      expect(await readdir(outside)).toEqual(['secret.txt']);
    },
  );
});

describe('one folder', () => {
  it.each(['/inside', '/inside/', '//inside', '/inside//', '///inside///'])(
    'can be written as %j',
    async (path) => {
      const form = upload('same.txt', 'same', { path, on_conflict: 'replace' });
      const file = await bodyOf<{ path: string }>(
        await server.fetch('/api/v1/files/upload', form),
        201,
      );
      expect(file.path).toBe('/inside/same.txt');
      const { items } = await list(server, { path });
      expect(items.map((each) => each.path)).toEqual(['/inside/same.txt']);
    },
  );

  it.each(['/', '//', '///'])('the root can be written as %j', async (path) => {
    const { folders } = await list(server, { path });
    expect(folders).toContain('/inside');
  });
});

it.each([
  ['a step up', '/api/v1/files?path=/%2e%2e/outside', 'invalid_path'],
  ['a step up, double encoded', '/api/v1/files?path=/inside/%252e%252e', 'folder_not_found'],
  ['a NUL', '/api/v1/files?path=/a%00b', 'invalid_path'],
  ['bytes that are not UTF-8', '/api/v1/files?path=/%ff%fe', 'invalid_request'],
  ['an unpaired surrogate', '/api/v1/files?path=/%ed%a0%80', 'invalid_request'],
  ['a slash, encoded', '/api/v1/files?path=%2Fmissing', 'folder_not_found'],
  ['a broken escape', '/api/v1/files?path=/%zz%', 'invalid_request'],
])('%s in the raw URL is refused', async (_what, target, code) => {
  const answer = await send(server, headOf('GET', target));
  const status = code === 'folder_not_found' ? 404 : 400;
  expect(JSON.parse(answer.text)).toMatchObject({ status, code });
  expect(answer.text).not.toContain('secret');
});

it.each(['/caf%E9.txt', '/caf%C3', '/100%.txt', '/%zz'])(
  'an upload to the path %s, which is not percent-encoded UTF-8, writes nothing',
  async (path) => {
    const before = await readdir(server.root);
    const response = await server.fetch(`/api/v1/files/content?path=${path}`, {
      method: 'PUT',
      body: 'new',
    });
    expect(await bodyOf(response, 400)).toMatchObject({
      code: 'invalid_request',
      errors: [{ pointer: '#/query/path' }],
    });
    expect(await readdir(server.root)).toEqual(before);
  },
);

it('an unpaired surrogate in a JSON body is refused', async () => {
  const body = '{"path": "/\\ud800", "methodology": "type"}';
  const init = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body };
  expect(await refusal(server.fetch('/api/v1/organize/scan', init))).toBe('400 invalid_request');
});

it.each([
  '/api/v1/files/../../../etc/passwd',
  '/api/v1/files/..%2f..%2fetc%2fpasswd',
  '/docs/problems/..%2f..%2fpackage.json',
  '/docs/../package.json',
  '/docs/%2e%2e/%2e%2e/etc/passwd',
])('the URL %s does not leave the API', async (target) => {
  const answer = await send(server, headOf('GET', target));
  expect([400, 404]).toContain(answer.status);
  expect(answer.text).not.toMatch(/root:|"name"/);
});

it('no response reveals the path of the library on disk', async () => {
  const paths = ['/..', '/missing', `/${'x'.repeat(300)}`, '/inside/same.txt/below', '/\0'];
  for (const take of Object.values(takers)) {
    for (const path of paths) expect(await (await take(path)).text()).not.toContain(server.root);
  }
});

it('the order of form fields does not matter', async () => {
  for (const parts of [
    [fieldPart('path', '/../outside'), filePart('x')],
    [filePart('x'), fieldPart('path', '/../outside')],
  ]) {
    const answer = await sendForm(server, parts, undefined, { 'X-API-Key': adminKey });
    expect(answer.status).toBe(400);
  }
  expect(await readFile(join(outside, 'secret.txt'), 'utf8')).toBe('secret');
  expect(await readdir(outside)).toEqual(['secret.txt']);
});
