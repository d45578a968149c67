import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { startOfStream } from './startOfStream.ts';

it('reads all of a short stream', async () => {
  const { chunks, isAll } = await startOfStream(Readable.from([Buffer.from('ab')]), 2);
  expect(isAll).toBe(true);
  expect(Buffer.concat(chunks).toString()).toBe('ab');
});

it('leaves the rest of a longer stream to be read', async () => {
  const stream = Readable.from(['ab', 'cd', 'ef', 'gh'].map((text) => Buffer.from(text)));
  const { chunks, isAll } = await startOfStream(stream, 3);
  expect(isAll).toBe(false);
  const rest = await buffer(stream.iterator({ destroyOnReturn: false }));
  expect(Buffer.concat([...chunks, rest]).toString()).toBe('abcdefgh');
});

it('fails with the error of the stream', async () => {
  const stream = new PassThrough();
  const start = startOfStream(stream, 10);
  stream.destroy(new Error('cut off'));
  await expect(start).rejects.toThrow('cut off');
});

it('does not take a stream that was closed early for a whole one', async () => {
  const stream = new PassThrough();
  const start = startOfStream(stream, 10);
  stream.write('a');
  stream.destroy();
  expect(await start).toMatchObject({ isAll: false });
});

it('does not wait for a stream that is closed already', async () => {
  const stream = new PassThrough();
  stream.destroy();
  expect(await startOfStream(stream, 10)).toEqual({ chunks: [], isAll: false });
});

it('leaves an error that comes before the rest is read to the reader of the rest', async () => {
  const stream = new PassThrough();
  const start = startOfStream(stream, 1);
  stream.write('ab');
  expect(await start).toMatchObject({ isAll: false });
  stream.destroy(new Error('cut off'));
  await new Promise((resolve) => stream.once('close', resolve));
  await expect(buffer(stream.iterator({ destroyOnReturn: false }))).rejects.toThrow('cut off');
});
