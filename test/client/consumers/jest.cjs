/** What the packed client does in an environment of Jest; run by Jest, with its globals. */
const { FileOrganizerClient, NotFoundError } = require('@file-organizer/client');
const { createConnection, filesList } = require('@file-organizer/client/functions');
const { Readable } = require('node:stream');

// the jsdom of Jest has none, and most add this one
if (typeof fetch === 'undefined') require('whatwg-fetch');

const client = new FileOrganizerClient();
const path = `/${process.env.ENVIRONMENT}`;
const named = { filename: 'named.txt' };
const form = () => {
  const made = new FormData();
  made.append('file', new File(['bytes'], 'form.txt'));
  return made;
};

const uploads = {
  'a File': () => client.files.upload(new File(['bytes'], 'a.txt'), path),
  'a Blob': () => client.files.putContent(`${path}/raw.txt`, new Blob(['bytes'])),
  'a Buffer': () => client.files.upload(Buffer.from('bytes'), path, {}, named),
  'a Node stream': () =>
    client.files.upload(Readable.from([Buffer.from('bytes')]), path, {}, named),
  'a path': () => client.files.upload('./bytes.txt', path),
  // in one of them, FormData and File do not go together
  ...(process.env.ENVIRONMENT === 'jest-fixed-jsdom'
    ? {}
    : { 'a form': () => client.files.upload(form(), path) }),
};

test.each(Object.entries(uploads))('%s is uploaded byte for byte', async (_, upload) => {
  const { fileId } = await upload();
  expect(await (await client.files.content(fileId)).text()).toBe('bytes');
});

test('lists are read, by the functions, too', async () => {
  const count = Object.keys(uploads).length;
  expect((await client.files.list(path)).total).toBe(count);
  expect((await filesList(createConnection())(path)).total).toBe(count);
});

test('errors have their classes', async () => {
  await expect(client.files.list('/missing')).rejects.toThrow(NotFoundError);
});

test('a job is waited for, and its events arrive', async () => {
  const events = typeof WebSocket === 'function' ? client.events.connect() : undefined;
  await events?.connected;
  const job = await client.organize.startAndWait({ path, methodology: 'type' });
  expect(job.status).toBe('planned');
  await uploads['a File']();
  for await (const { event } of events ?? []) if (event === 'file_uploaded') break;
});

test('a fetch that answers by itself is enough', async () => {
  const fetch = jest.fn(async () => ({
    status: 200,
    headers: { get: () => null },
    text: async () => '{"items":[],"total":0,"next_cursor":null}',
  }));
  const mocked = new FileOrganizerClient({ fetch });
  expect(await mocked.files.list('/')).toEqual({ items: [], total: 0, nextCursor: null });
  expect(fetch).toHaveBeenCalledTimes(1);
});
