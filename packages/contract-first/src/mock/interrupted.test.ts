/** Requests whose client leaves before the end of the body. */
import { connect } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import type { MockRequest } from './handlers.ts';
import type { RequestLine } from './requestLog.ts';
import { documentOf, serving } from './testing/serving.ts';

const document = documentOf({
  '/file': {
    put: {
      operationId: 'put',
      requestBody: { content: { 'application/octet-stream': {} } },
      responses: { 204: { description: 'Stored' }, '4XX': { description: 'Refused' } },
    },
  },
});

/** Sends four of eight bytes to a mock. @returns what its handler got, and its line in the log */
async function interrupted(partialBodies?: readonly string[]) {
  const requests: MockRequest<unknown>[] = [];
  const answered = Promise.withResolvers<RequestLine>();
  const put = (request: MockRequest<unknown>) => {
    requests.push(request);
    return { status: 204 };
  };
  const { url } = await serving(document, {
    handlers: { put },
    partialBodies,
    onAnswer: answered.resolve,
  });
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.end(
    'PUT /file HTTP/1.1\r\nHost: a\r\nContent-Type: application/octet-stream\r\nContent-Length: 8\r\n\r\nfour',
  );
  return { line: await answered.promise, requests };
}

it('an interrupted body reaches no handler', async () => {
  const { line, requests } = await interrupted();
  expect(requests).toEqual([]);
  expect(line).toMatchObject({ status: 400 });
  expect(line.decision).toContain('The client left before the end of its body');
});

it('an interrupted body is no fault of the mock', async () => {
  const warnings: Error[] = [];
  const note = (warning: Error) => void warnings.push(warning);
  process.on('warning', note);
  onTestFinished(() => void process.off('warning', note));
  await interrupted();
  await setImmediate();
  expect(warnings).toEqual([]);
});

it('a handler of partial bodies gets the beginning of an interrupted body', async () => {
  const { requests } = await interrupted(['put']);
  expect(requests).toMatchObject([{ isInterrupted: true }]);
  // Bytes, according to the media type.
  expect(Buffer.from(requests[0]?.body as Uint8Array).toString()).toBe('four');
});

it('a handler of partial bodies can tell a whole body', async () => {
  const requests: MockRequest<unknown>[] = [];
  const put = (request: MockRequest<unknown>) => {
    requests.push(request);
    return { status: 204 };
  };
  const { ask } = await serving(document, { handlers: { put }, partialBodies: ['put'] });
  const headers = { 'Content-Type': 'application/octet-stream' };
  expect((await ask('/file', { method: 'PUT', headers, body: 'whole' })).status).toBe(204);
  expect(requests).toMatchObject([{ isInterrupted: false }]);
});
