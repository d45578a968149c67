/**
 * Generates servers from a few small public documents: others on each run of CI, the same ones elsewhere.
 * `SEED=…` draws the sample of a run again. `pnpm test:corpus` measures many documents.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Measurement, measurementOf } from './measurement.ts';
import { measureAll } from './runner.ts';
import { drawSamples, type Sample } from './sample.ts';
import { SourceMissing } from './sources.ts';

const { CI } = process.env;
const { SEED = CI === 'true' ? 'random' : '1' } = process.env;
const seed = SEED === 'random' ? Math.floor(Math.random() * 2 ** 31) : Number(SEED);

/** Small ones, so that all of them are measured in a few seconds. */
const small = { least: 5, most: 25, bytes: 60_000 };
const COUNT = 3;
const manner = { seed, types: false, values: 6, seconds: 2 };

let folder: string;
let samples: readonly Sample[] = [];
let measured: readonly Measurement[] = [];
let missing: SourceMissing | undefined;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'corpus-documents-'));
  try {
    samples = await drawSamples(COUNT, seed, folder, small);
  } catch (error) {
    if (!(error instanceof SourceMissing) || CI === 'true') throw error;
    missing = error;
    console.warn(`\n*** NOT TESTED: public documents. ${error.message} ***\n`);
  }
  measured = await measureAll(samples, manner);
}, 300_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The names of the documents for which something does not hold. */
const without = (holds: (one: Measurement) => boolean): string[] =>
  measured.filter((one) => !holds(one)).map(measurementOf);

describe(`${COUNT} public documents (SEED=${seed})`, () => {
  it('are there', (context) => {
    if (missing) context.skip();
    expect(samples).toHaveLength(COUNT);
  });

  it('crash nothing: a document that cannot be generated is refused with a reason', () => {
    expect(without(({ failure }) => failure === undefined || isRefusal(failure))).toEqual([]);
  });

  it('have every operation written, or reported as left out', () => {
    expect(without(({ reported }) => reported.good === reported.total)).toEqual([]);
  });
});

/** Whether the generator has refused the document, and not failed in some other way. */
const isRefusal = ({ step, name }: NonNullable<Measurement['failure']>): boolean =>
  (step === 'read' || step === 'generate') && name === 'Error';
