/** What new folders are refused for; stateful.test.ts has their life cycle. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Mock, startMock } from './mock.ts';
import { checkedFetch, json } from './testing/checkedFetch.ts';

let mock: Mock;
let send: ReturnType<typeof checkedFetch>;
beforeAll(async () => {
  mock = await startMock({ port: 0, stateful: true });
  send = checkedFetch(mock);
});
afterAll(() => mock.close());

test.each([
  ['/uploads', 'folder_exists'],
  ['/uploads/notes.txt', 'file_exists'],
  ['/uploads/notes.txt/sub', 'not_a_folder'],
  ['//', 'invalid_path'],
])('a new folder at %s is refused: %s', async (path, code) => {
  const response = await send('/api/v1/folders', json({ path }));
  expect((await response.json()).code).toBe(code);
});

test.each([
  ['/uploads', 'folder_not_empty'],
  ['/uploads/notes.txt', 'not_a_folder'],
  ['/missing', 'folder_not_found'],
  ['//', 'invalid_path'],
])('to delete %s is refused: %s', async (path, code) => {
  const address = `/api/v1/folders?path=${encodeURIComponent(path)}`;
  const response = await send(address, { method: 'DELETE' });
  expect((await response.json()).code).toBe(code);
});
