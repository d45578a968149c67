/**
 * Files of foreign formats that are broken at random, as the server meets them: each is read, or
 * refused, within bounds of time and memory. `pnpm test:faults` breaks 120,000; `SEED=…` repeats them.
 */
import { lstatSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { stateOf } from '../../packages/server/src/disk/fileState.ts';
import { Inspector } from '../../packages/server/src/organize/planning/inspector.ts';
import { DocumentReader, UnreadableDocument } from '../../packages/server/src/search/documents.ts';
import { MOST_TEXT } from '../../packages/server/src/search/text.ts';
import { seed } from '../support/seed.ts';
import * as corpus from './formats/corpus.ts';
import { faultsIn, inputAt } from './formats/reading.ts';

const INPUTS = Number(process.env.INPUTS ?? 4_000);
/** Programs take a second to make their files. */
const isLong = INPUTS > 10_000;

const made = isLong ? corpus.made() : [];
const pictures = [...corpus.pictures, ...corpus.films, ...made];
const names = corpus.all.map(({ name }) => ({
  name,
  bytes: Buffer.from(`IMG_20230714_101112 (2) 2023-07-14 v1.2 Invoice_${name}.part01.rar`),
}));

it.each([
  ['date and kind of pictures and films', 'describe', pictures, 0.5],
  ['the kind of files', 'describe', corpus.all, 0.15],
  ['the text of documents', 'read', corpus.texts, 0.3],
  ['information in names', 'name', names, 0.05],
] as const)(
  `reading %s is bounded for broken files (SEED=${seed})`,
  {
    timeout: 3_600_000,
  },
  async (_what, reader, samples, share) => {
    const to = Math.ceil(INPUTS * share);
    expect(await faultsIn({ samples: [...samples], reader, seed, to })).toEqual([]);
  },
);

const folder = mkdtempSync(join(tmpdir(), 'file-organizer-pdf-'));
const documents = new DocumentReader();
afterAll(async () => {
  await documents.close();
  rmSync(folder, { recursive: true });
});

/** A twentieth of the others: the parser of PDF is slow, and its process is ended where it spins. */
it(`a broken PDF is read or refused in the document process (SEED=${seed})`, {
  timeout: 3_600_000,
}, async () => {
  const path = join(folder, 'file.pdf');
  let found = 0;
  for (let index = 0; index < INPUTS / 20; index++) {
    writeFileSync(path, inputAt(corpus.pdfs, corpus.all, seed, index).bytes);
    const { version, size } = stateOf(lstatSync(path, { bigint: true }));
    const end = await documents
      .read({ root: folder, path: '/file.pdf', version, size, format: 'pdf' })
      .catch((error: unknown) => error);
    const isRefused = end instanceof UnreadableDocument;
    if (!isRefused && end !== '') found += 1;
    const length = isRefused ? end.message.length : String(end).length;
    expect.soft(isRefused || typeof end === 'string', `input ${index}: ${end}`).toBe(true);
    expect.soft(length, `input ${index}`).toBeLessThan(isRefused ? 1_000 : 2 * MOST_TEXT);
  }
  // Else something would be wrong with the test.
  expect(found).toBeGreaterThan(0);
});

it('detecting the kind of a file with terabytes of zeros is fast', async () => {
  const inspector = new Inspector();
  const place = join(folder, 'sparse');
  const size = 4 * 2 ** 40;
  for (const { name, bytes } of [...corpus.all, ...made]) {
    for (const length of [bytes.length, bytes.length / 2, 20]) {
      writeFileSync(place, bytes.subarray(0, length));
      // Of a hole alone: it takes no room, and weeks to read.
      truncateSync(place, size);
      const needs = { ownDate: true, sample: false };
      const { signal } = new AbortController();
      const [found] = await inspector.inspect([{ name, size, place }], needs, signal);
      expect.soft(found, `${name}, ${length} bytes`).toHaveProperty('content');
    }
  }
  inspector.close();
});

it('a spinning reader is reported with its file', async () => {
  const samples = [{ name: 'spins', bytes: Buffer.from('anything') }];
  const faults = await faultsIn({ samples, reader: 'spin', seed, to: 1 }, 500);
  expect(faults).toEqual([{ index: 0, name: 'spins', what: 'did not come to its end' }]);
});
