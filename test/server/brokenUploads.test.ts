/** Uploads that break off, lie or make no sense: each leaves nothing, and the server lives on. */
import { randomBytes } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { incoming, names, type ProblemBody, until } from '../support/library.ts';
import { serverPerFile, upload } from '../support/testServer.ts';
import {
  answersOn,
  dial,
  fieldPart,
  filePart,
  formOf,
  headOf,
  send,
  sendForm,
  uploadHead,
  type WireAnswer,
} from '../support/wire.ts';

const most = 1_000_000;
const server = serverPerFile({ maxUploadBytes: most });
let before: string[];

beforeEach(async () => {
  before = await names(server);
});

/** Nothing new in the library, nothing half done in the data, and a new upload works. */
async function leftNothing(): Promise<void> {
  await until('nothing is half done', async () => (await incoming(server)).length === 0);
  expect(await names(server)).toEqual(before);
  const response = await server.fetch('/api/v1/files/upload', upload('after.txt', 'after'));
  expect(response.status).toBe(201);
}

const problemIn = ({ text }: WireAnswer): ProblemBody => JSON.parse(text);
const multipart = 'multipart/form-data; boundary=the-boundary';

describe('an invalid form', () => {
  const file = filePart('content');
  it.each([
    ['without a file', [fieldPart('path', '/')], 'Field "file": is required'],
    ['without a part', [], 'Field "file": is required'],
    ['with two files', [file, file], 'The form has more than one file'],
    [
      'with a file in another part',
      [filePart('x', '; filename="x"', 'other')],
      'a file in the part "other"',
    ],
    [
      'with a file in another part as well',
      [filePart('x', '; filename="x"', 'other'), file],
      'a file in the part "other"',
    ],
    [
      'with the path as a file',
      [file, filePart('/', '; filename="x"', 'path')],
      'more than one file',
    ],
    [
      'with a duplicate field',
      [fieldPart('path', '/'), fieldPart('path', '/'), file],
      'more than one "path"',
    ],
    [
      'with a field that is too long',
      [fieldPart('path', '/'.repeat(70_000)), file],
      'a value of "path" that is too long',
    ],
    [
      'with too many fields',
      [...Array.from({ length: 30 }, (_, at) => fieldPart(`f${at}`, '')), file],
      'too many',
    ],
    [
      'with ten thousand fields before the file',
      [...Array.from({ length: 10_000 }, (_, at) => fieldPart(`f${at}`, 'x')), file],
      'too many',
    ],
    [
      'with ten thousand fields after the file',
      [file, ...Array.from({ length: 10_000 }, () => fieldPart('path', '/'))],
      'too many',
    ],
    ['with ten thousand files', Array.from({ length: 10_000 }, () => file), 'more than one file'],
    ['with a file without a file name', [filePart('x', '')], 'Field "file": must have a file name'],
    [
      'with a file with an empty file name',
      [filePart('x', '; filename=""')],
      'Field "file": must have a file name',
    ],
    ['with a file as a plain field', [fieldPart('file', 'x')], 'Field "file": unknown field'],
  ])('%s is a 400', async (_what, parts, detail) => {
    const answer = await sendForm(server, parts);
    expect(answer.status).toBe(400);
    expect(problemIn(answer)).toMatchObject({ code: 'invalid_request' });
    expect(problemIn(answer).detail).toContain(detail);
    await leftNothing();
  });

  it.each(['extra', 'constructor', 'toString', '__proto__', 'hasOwnProperty'])(
    'with the unknown field "%s" reports that field',
    async (name) => {
      const answer = await sendForm(server, [file, fieldPart(name, 'x')]);
      expect(answer.status).toBe(400);
      expect(problemIn(answer).errors).toEqual([
        { pointer: `#/body/${name}`, message: 'Unknown field' },
      ]);
      await leftNothing();
    },
  );

  it('with several invalid fields reports each', async () => {
    const parts = [file, fieldPart('path', 'relative'), fieldPart('on_conflict', 'shrug')];
    const answer = await sendForm(server, parts);
    expect(answer.status).toBe(400);
    const pointers = problemIn(answer).errors?.map(({ pointer }) => pointer);
    expect(pointers?.toSorted()).toEqual(['#/body/on_conflict', '#/body/path']);
    await leftNothing();
  });

  it.each([
    ['no boundary', 'multipart/form-data', 400],
    ['an empty boundary', 'multipart/form-data; boundary=', 400],
    ['another boundary', 'multipart/form-data; boundary=other', 400],
    ['another media type', 'application/octet-stream', 415],
    ['another kind of multipart', 'multipart/mixed; boundary=the-boundary', 415],
    ['a media type with the same prefix', 'multipart/form-data-x; boundary=the-boundary', 415],
    ['an empty media type', '', 415],
  ])('with %s is refused', async (_what, type, status) => {
    const answer = await sendForm(server, [file], undefined, { 'Content-Type': type });
    expect(answer.status).toBe(status);
    await leftNothing();
  });

  it('a form with its media type in any case is accepted', async () => {
    const type = 'Multipart/Form-Data; Boundary="the-boundary"';
    const answer = await sendForm(server, [filePart('x', '; filename="case.txt"')], undefined, {
      'Content-Type': type,
    });
    expect(answer.status).toBe(201);
  });
});

describe('a form that ends early with a matching Content-Length', () => {
  it.each([
    ['inside the file', [filePart('half')], ''],
    ['inside the headers of the file', [], '--the-boundary\r\nContent-Disposition: form-data; na'],
    ['inside a field', [filePart('x'), fieldPart('path', '/')], ''],
    ['inside a file in an unknown part', [filePart('x', '; filename="x"', 'other')], ''],
    ['inside a second file', [filePart('x'), filePart('y')], ''],
    ['inside the last boundary', [filePart('x')], '\r\n--the-bound'],
    ['before the last dashes', [filePart('x')], '\r\n--the-boundary'],
  ])('%s is a 400', async (_what, parts, end) => {
    const answer = await sendForm(server, parts, end);
    expect(answer.status).toBe(400);
    expect(problemIn(answer).code).toBe('invalid_request');
    await leftNothing();
  });
});

describe('a client that disconnects', () => {
  const body = formOf([filePart(randomBytes(800_000))]);

  it.each([
    ['before the body', 0],
    ['in the first boundary', 5],
    ["in the part's headers", 40],
    ['at the beginning of the file', 200],
    ['in the middle of the file', 150_000],
    ['when a part of the file is on the disk', 400_000],
    ['in the last boundary', body.length - 8],
  ])('%s leaves nothing', async (_where, sent) => {
    const socket = await dial(server);
    socket.write(uploadHead(body.length));
    socket.write(body.subarray(0, sent));
    // The first 256 KiB stay in memory.
    if (sent > 300_000) await until('it arrives', async () => (await incoming(server)).length > 0);
    else await setImmediate();
    socket.destroy();
    await leftNothing();
  });

  it('many times at once leaves nothing', async () => {
    const sockets = await Promise.all(Array.from({ length: 40 }, () => dial(server)));
    for (const [at, socket] of sockets.entries()) {
      socket.write(uploadHead(body.length));
      socket.write(body.subarray(0, 300_000 + at * 10_000));
    }
    await until('all arrive', async () => (await incoming(server)).length === sockets.length);
    for (const socket of sockets) socket.destroy();
    await leftNothing();
  });
});

describe('a file that is too large', () => {
  const tooLarge = formOf([filePart(randomBytes(most + 1))]);

  it('is a 413 with a Content-Length', async () => {
    const answer = await send(server, uploadHead(tooLarge.length), tooLarge);
    expect(answer.status).toBe(413);
    expect(problemIn(answer).code).toBe('payload_too_large');
    await leftNothing();
  });

  it('is a 413 before its body if its length cannot fit', async () => {
    const beside = 4 * 1024 * 1024;
    for (const [length, status] of [
      [most + beside, 100],
      [most + beside + 1, 413],
    ] as const) {
      const socket = await dial(server);
      socket.write(uploadHead(length, { Expect: '100-continue' }));
      expect(await answersOn(socket, 1)).toMatchObject([{ status }]);
      socket.destroy();
    }
    await leftNothing();
  });

  it('is a 413 without a Content-Length', async () => {
    const head = headOf('POST', '/api/v1/files/upload', {
      'Content-Type': multipart,
      'Transfer-Encoding': 'chunked',
    });
    const chunk = Buffer.concat([
      Buffer.from(`${tooLarge.length.toString(16)}\r\n`),
      tooLarge,
      Buffer.from('\r\n0\r\n\r\n'),
    ]);
    expect((await send(server, head, chunk)).status).toBe(413);
    await leftNothing();
  });

  it('is not confused with one of exactly the limit', async () => {
    const form = formOf([filePart(randomBytes(most), '; filename="fits.bin"')]);
    expect((await send(server, uploadHead(form.length), form)).status).toBe(201);
  });

  it('keeps the connection usable', async () => {
    const socket = await dial(server);
    socket.write(uploadHead(tooLarge.length));
    socket.write(tooLarge);
    const [first] = await answersOn(socket, 1);
    expect(first?.status).toBe(413);
    expect(first?.headers.get('Connection')).not.toBe('close');
    socket.write(headOf('GET', '/api/v1/health'));
    const [second] = await answersOn(socket, 1);
    expect(second?.status).toBe(200);
    socket.destroy();
  });

  it('ends the connection if the client would never stop sending', async () => {
    const socket = await dial(server);
    socket.write(uploadHead(1024 ** 4));
    socket.write(tooLarge);
    // Not more than the server's patience: it stops reading on its own.
    const answers = await answersOn(socket, 2);
    expect(answers.map(({ status }) => status)).toEqual([413]);
    expect(answers[0]?.headers.get('Connection')).toBe('close');
    await leftNothing();
  });
});
