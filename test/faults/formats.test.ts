/**
 * Files of foreign formats that are broken at random, as the server meets them: each is read, or
 * refused, within bounds of time and memory. `pnpm test:faults` breaks 120,000; `SEED=…` repeats them.
 */
import { expect, it } from 'vitest';
import * as corpus from './formats/corpus.ts';
import { faultsIn } from './formats/reading.ts';

const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
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
  ['the date and the kind of a picture or a film', 'describe', pictures, 0.5],
  ['the kind of any file', 'describe', corpus.all, 0.15],
  ['the text of a document', 'read', corpus.texts, 0.3],
  ['what a name says', 'name', names, 0.05],
] as const)(
  `%s is read of broken files within bounds (SEED=${seed})`,
  {
    timeout: 3_600_000,
  },
  async (_what, reader, samples, share) => {
    const to = Math.ceil(INPUTS * share);
    expect(await faultsIn({ samples: [...samples], reader, seed, to })).toEqual([]);
  },
);
