/** How requests to object storage are repeated and end; SeaweedFS answers real ones in `test/objects`. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Bucket, bodyOf } from './bucket.ts';
import { BucketRefusal, BucketUnreachable } from './bucketErrors.ts';

type Answer = (request: IncomingMessage, response: ServerResponse, body: string) => void;

let server: Server;
let bucket: Bucket;
/** One for each request, in their order; the last one also for those that follow. */
let answers: Answer[];
let requests: { readonly line: string; readonly body: string }[];

beforeEach(async () => {
  requests = [];
  server = createServer(async (request, response) => {
    const answer = answers[Math.min(requests.length, answers.length - 1)];
    const body = await text(request);
    requests.push({ line: `${request.method} ${request.url}`, body });
    answer?.(request, response, body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('No port');
  bucket = new Bucket(
    {
      ...{ bucket: 'files', prefix: 'a/b', region: 'us-east-1', pathStyle: true },
      endpoint: `http://127.0.0.1:${address.port}`,
      ...{ accessKeyId: 'id', secretAccessKey: 'secret', sessionToken: undefined },
    },
    { answer: 200, pause: 200, retries: [1, 1] },
  );
});
afterEach(async () => {
  bucket.close();
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

const says =
  (status: number, body = '', headers: Record<string, string> = {}): Answer =>
  (_request, response) => {
    response.writeHead(status, headers).end(body);
  };
const error = (code: string) => `<Error><Code>${code}</Code><Message>a &lt;b&gt;</Message></Error>`;
const hangs: Answer = () => {};
const breaks: Answer = (request) => void request.socket.destroy();

it.each([
  ['500', says(500)],
  ['503 SlowDown', says(503, error('SlowDown'))],
  ['429', says(429)],
  ['a request that took too long', says(400, error('RequestTimeout'))],
  ['a broken connection', breaks],
  ['no answer', hangs],
])('an object is sent again, whole, after %s', async (_name, first) => {
  answers = [first, says(200)];
  await bucket.put('objects/1', bodyOf(Buffer.from('bytes')), { id: '1' });
  expect(requests).toEqual([
    { line: 'PUT /files/a/b/objects/1', body: 'bytes' },
    { line: 'PUT /files/a/b/objects/1', body: 'bytes' },
  ]);
});

it('what does not pass is reported after three attempts', async () => {
  answers = [says(500, error('InternalError'))];
  await expect(bucket.remove('x')).rejects.toThrow(BucketUnreachable);
  expect(requests).toHaveLength(3);
});

it('a refusal is not repeated, and has the words of the storage', async () => {
  answers = [says(403, error('AccessDenied'))];
  await expect(bucket.remove('x')).rejects.toEqual(new BucketRefusal(403, 'AccessDenied', 'a <b>'));
  expect(requests).toHaveLength(1);
});

it.each([
  ['NoSuchBucket', 404],
  ['XAdminUserNotFound', 404],
])('%s does not mean that an object is gone', async (code, status) => {
  answers = [says(status, error(code))];
  await expect(bucket.remove('x')).rejects.toThrow(BucketRefusal);
});

it('a check makes one attempt', async () => {
  answers = [says(500)];
  await expect(bucket.check('x')).rejects.toThrow(BucketUnreachable);
  expect(requests).toHaveLength(1);
});

it('an upload whose completion fails after its status is completed again', async () => {
  const done = '<CompleteMultipartUploadResult></CompleteMultipartUploadResult>';
  answers = [says(200, error('InternalError')), says(200, done)];
  await bucket.completeParts('x', 'id', [{ number: 1, etag: '"1"' }]);
  expect(requests).toHaveLength(2);
  expect(requests.at(-1)?.body).toContain('<PartNumber>1</PartNumber><ETag>&quot;1&quot;</ETag>');
});

it('an upload that was completed by a lost answer counts as completed', async () => {
  answers = [says(404, error('NoSuchUpload')), says(200)];
  await bucket.completeParts('x', 'id', [{ number: 1, etag: '"1"' }]);
  expect(requests.at(-1)?.line).toBe('HEAD /files/a/b/x');
});

const read = async (): Promise<string> => text(await bucket.read('x', 2, 5));

it('a range is read', async () => {
  answers = [says(206, 'cde', { 'content-length': '3' })];
  expect(await read()).toBe('cde');
});

it.each([
  ['the whole object', says(200, 'abcdefg', { 'content-length': '7' })],
  ['another range', says(206, 'cdef', { 'content-length': '4' })],
])('%s in place of a range is refused', async (_name, answer) => {
  answers = [answer];
  await expect(read()).rejects.toThrow('did not answer with the requested range');
});

it.each([
  ['breaks off', (response: ServerResponse) => void setImmediate(() => response.destroy())],
  ['pauses', () => {}],
])('an object that %s in the middle ends with an error', async (_name, then) => {
  answers = [
    (_request, response) => {
      response.writeHead(206, { 'content-length': '3' }).write('c');
      then(response);
    },
  ];
  await expect(read()).rejects.toThrow(BucketUnreachable);
});
