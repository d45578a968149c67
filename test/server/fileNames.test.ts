/** The names that files may have: one rule for each operation that takes one. */
import { describe, expect, it } from 'vitest';
import { bodyOf, type ListedFile, refusal } from '../support/library.ts';
import { json, serverPerFile, upload } from '../support/testServer.ts';

const server = serverPerFile();

const inForm = (name: string): Promise<Response> =>
  server.fetch('/api/v1/files/upload', upload(name, 'content', { path: '/form' }));
const byPut = (name: string): Promise<Response> =>
  server.fetch(`/api/v1/files/content?path=${encodeURIComponent(`/put/${name}`)}`, {
    method: 'PUT',
    body: 'content',
  });
const inUpdate = async (name: string): Promise<Response> => {
  const created = await server.fetch('/api/v1/files/upload', upload('new', 'content'));
  const { file_id } = await bodyOf<ListedFile>(created, 201);
  return server.fetch(`/api/v1/files/${file_id}`, {
    ...json({ name, path: '/update/new' }),
    method: 'PATCH',
  });
};
const ways = [inForm, byPut, inUpdate];

describe('a name', () => {
  it.each([
    'back\\slash.txt',
    'C:\\Users\\me\\win.txt',
    '\\\\server\\share',
    '\\',
    'end\\',
    'quote".txt',
    'back\\"quote.txt',
    'semi;colon=1.txt',
    'new\nline\r.txt',
    'tab\t.txt',
    ' blanks ',
    'Käse 🧀.txt',
    '100%.txt',
    'a:b*c?d<e>f|g.txt',
    '-rf',
  ])('%j is kept by upload, PUT and update', async (name) => {
    for (const send of ways) {
      const response = await send(name);
      expect(((await response.json()) as ListedFile).name, send.name).toBe(name);
    }
  });

  it.each([
    '.',
    '..',
    'nul\0.txt',
    'x'.repeat(256),
    `${'é'.repeat(126)}.txt`,
    '.file-organizer-x',
    'bad \ufffd.txt',
  ])('%j is refused by upload, PUT and update', async (name) => {
    for (const send of ways) {
      expect(await refusal(send(name)), send.name).toMatch(/^400 (invalid_path|invalid_request)$/);
    }
  });
});
