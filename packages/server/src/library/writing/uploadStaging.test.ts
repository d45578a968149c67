import { hash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { UploadStaging } from './uploadStaging.ts';

let folder: string;
let staging: UploadStaging;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'file-organizer-staging-'));
  staging = await UploadStaging.open(folder);
});
afterEach(async () => {
  await staging.close();
  await rm(folder, { recursive: true });
});

const streamOf = (text: string) => Readable.from([Buffer.from(text)]);

it('reads a chunk only in its turn', async () => {
  const turns: (() => void)[] = [];
  let isThere = false;
  const arriving = staging
    .receive(streamOf('one piece'), 100, () => {
      return new Promise((go) => turns.push(go));
    })
    .then((arrived) => {
      isThere = true;
      return arrived;
    });
  await vi.waitFor(() => expect(turns).toHaveLength(1));
  expect(isThere).toBe(false);
  turns[0]?.();
  await staging.discard(await arriving);
});

it.each([1, 20])('stores the content of each of %i uploads at once', async (count) => {
  const contents = Array.from({ length: count }, (_, at) => `content ${at}`);
  const blobs = await Promise.all(contents.map((each) => staging.receive(streamOf(each), 100)));
  const stored = await Promise.all(blobs.map(({ place }) => readFile(place, 'utf8')));
  expect(stored).toEqual(contents);
  expect(blobs.map(({ sha256 }) => sha256)).toEqual(contents.map((each) => hash('sha256', each)));
});

it('stores the whole content of an upload that does not fit into memory', async () => {
  const chunks = Array.from({ length: 20 }, (_, at) => Buffer.alloc(64 * 1024, at));
  const { place, sha256 } = await staging.receive(Readable.from(chunks), 10_000_000);
  expect(sha256).toBe(hash('sha256', Buffer.concat(chunks)));
  expect((await readFile(place)).equals(Buffer.concat(chunks))).toBe(true);
});

it.each([1, 20])('leaves nothing of %i uploads at once that are too large', async (count) => {
  const received = Array.from({ length: count }, () => staging.receive(streamOf('too large'), 8));
  const outcomes = await Promise.allSettled(received);
  expect(outcomes.map(({ status }) => status)).toEqual(Array(count).fill('rejected'));
  expect(await readdir(folder)).toEqual([]);
});

it('recreates its folder for many uploads at once', async () => {
  await rm(folder, { recursive: true });
  const received = Array.from({ length: 20 }, () => staging.receive(streamOf('content'), 100));
  await Promise.all(received);
  expect(await readdir(folder)).toHaveLength(20);
});

it('is busy while many uploads arrive', async () => {
  expect(staging.isBusy).toBe(false);
  const bodies = Array.from({ length: 3 }, () => new PassThrough());
  const received = bodies.map((body) => staging.receive(body, 100));
  expect(staging.isBusy).toBe(true);
  for (const body of bodies) body.end('content');
  await Promise.all(received);
});

it('is not busy while a single upload arrives', async () => {
  const body = new PassThrough();
  const received = staging.receive(body, 100);
  expect(staging.isBusy).toBe(false);
  body.end('content');
  await received;
});
