/** Calls that are wrong in themselves: a message in the words of who has typed them. */
import { expect, test } from 'vitest';
import { createConnection, filesList, organizeScanAndWait } from './functions.ts';
import { FileOrganizerClient } from './index.ts';
import { scriptedServer } from './testing/scriptedServer.ts';

const client = new FileOrganizerClient({ baseUrl: 'http://localhost:1', maxRetries: 0 });
const connection = createConnection({ baseUrl: 'http://localhost:1', maxRetries: 0 });
const stranger: object = { stranger: 1 };

test.each<[string, () => Promise<unknown>]>([
  ['files.putContent has no option', () => client.files.putContent('/a', 'a', {}, stranger)],
  ['auth.listApiKeys has no parameter', () => client.auth.listApiKeys(stranger)],
  ['files.list has no parameter', () => client.files.list(stranger)],
  // @ts-expect-error as a caller without types would
  ['organize.scan has no parameter', () => client.organize.scan(stranger)],
  // @ts-expect-error as a caller without types would
  ['organize.start has no parameter', () => client.organize.start(stranger)],
  // @ts-expect-error as a caller without types would
  ['organize.scanAndWait has no parameter', () => client.organize.scanAndWait(stranger)],
  // @ts-expect-error as a caller without types would
  ['organize.startAndWait has no parameter', () => client.organize.startAndWait(stranger)],
  [
    'dedupe.executeAndWait has no parameter',
    () => client.dedupe.executeAndWait('id', 'newest', stranger),
  ],
  ['files.list has no parameter', () => filesList(connection)(stranger)],
  // @ts-expect-error as a caller without types would
  ['organize.scanAndWait has no parameter', () => organizeScanAndWait(connection)(stranger)],
])('an unknown name is refused: %s', async (message, call) => {
  await expect(call()).rejects.toThrow(new TypeError(`${message} "stranger"`));
});

test.each<[string, () => Promise<unknown>]>([
  // @ts-expect-error the wire's name
  ['includeHidden', () => client.files.list({ include_hidden: true })],
  // @ts-expect-error the header's name
  ['ifMatch', () => client.files.delete('id', {}, { 'if-match': '"a"' })],
  // @ts-expect-error written in another way
  ['fileId', () => client.files.get({ fileID: 'id' })],
])('an unknown name suggests the right one: %s', async (name, call) => {
  await expect(call()).rejects.toThrow(`: did you mean "${name}"?`);
});

test.each([
  [{ baseURL: 'http://localhost:1' }, 'baseURL": did you mean "baseUrl"?'],
  [{ api_key: 'fo_a_b' }, 'api_key": did you mean "apiKey"?'],
  [{ retries: 1 }, 'retries"'],
])('unknown client options are refused: %o', (options, message) => {
  const make = () => new FileOrganizerClient(options as object);
  expect(make).toThrow(new TypeError(`FileOrganizerClient has no option "${message}`));
});

test.each([{ logger: console }, { waitForRateLimit: true }, { apikey: 'fo_a_b' }])(
  'unknown connection options are refused: %o',
  (options) => {
    expect(() => createConnection(options as object)).toThrow(
      /^createConnection has no option "(logger|waitForRateLimit|apikey)"/,
    );
  },
);

test('options that are not an object are refused', () => {
  // @ts-expect-error as a caller without types would
  expect(() => new FileOrganizerClient('http://localhost:1')).toThrow(TypeError);
});

test('too many arguments are refused', async () => {
  // @ts-expect-error as a caller without types would
  await expect(client.files.get('id', {}, {}, {})).rejects.toThrow(
    'files.get was called with too many arguments',
  );
});

const half = '/notes \ud83d.txt';

test.each<[string, () => Promise<unknown>]>([
  ['path', () => client.files.list(half)],
  ['fileId', () => client.files.get(half)],
  ['path', () => client.organize.scan({ path: half, methodology: 'type' })],
  ['password', () => client.auth.login({ username: 'a', password: half })],
  [
    'exclude',
    () => client.organize.scan({ path: '/', methodology: 'type', options: { exclude: [half] } }),
  ],
  ['path', () => client.files.putContent(half, new Blob(['a']))],
  ['path', () => client.files.upload(new File(['a'], 'a.txt'), half)],
  ['filename', () => client.files.upload(new Blob(['a']), '/', {}, { filename: half })],
  ['q', () => client.search.query(half)],
])('an unpaired surrogate in "%s" is refused before anything is sent', async (name, call) => {
  await expect(call()).rejects.toThrow(
    new TypeError(`"${name}" must be well-formed Unicode: it contains an unpaired surrogate`),
  );
});

test('surrogate pairs are sent unchanged', async () => {
  const { url, received } = await scriptedServer({});
  await new FileOrganizerClient({ baseUrl: url }).files.list('/notes 🗂.txt');
  expect(received[0]?.url).toBe(`/api/v1/files?path=${encodeURIComponent('/notes 🗂.txt')}`);
});

test.each<[string, () => Promise<unknown>]>([
  ['idempotencyKey', () => client.organize.execute('id', { idempotencyKey: 'clé' })],
  ['ifMatch', () => client.files.delete('id', {}, { ifMatch: '"a"\r\nx: y' })],
])('an invalid header value is refused: %s', async (name, call) => {
  await expect(call()).rejects.toThrow(
    new TypeError(`"${name}" must contain only printable ASCII characters`),
  );
});
