/**
 * Generates clients from a few small public documents and calls every operation: the same documents each time, or
 * others with `SEED=…` or `SEED=random`. `pnpm test:clients-corpus` measures many documents.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Tally } from '../measurement.ts';
import { drawSamples, type Sample } from '../sample.ts';
import { SourceMissing } from '../sources.ts';
import type { ClientMeasurement, ClientTallies } from './clientMeasurement.ts';
import { measureAllClients } from './clientRunner.ts';
import { languages } from './language.ts';
import { pythonEnvironment } from './pythonEnvironment.ts';
import { refusedOf } from './verifyRequests.ts';

const { CI, SEED } = process.env;
const seed = SEED === 'random' ? Math.floor(Math.random() * 2 ** 31) : Number(SEED ?? 1);

/** Small ones, so that all of them are measured in a few seconds. */
const small = { least: 5, most: 25, bytes: 60_000 };
const COUNT = 3;

let folder: string;
let samples: readonly Sample[] = [];
let measured: readonly ClientMeasurement[] = [];
let missing: SourceMissing | undefined;

/** What there is; what is not is said, and fails only with `CI=true`. */
async function orMissing<T>(wanted: Promise<T>): Promise<T | undefined> {
  try {
    return await wanted;
  } catch (error) {
    if (!(error instanceof SourceMissing) || CI === 'true') throw error;
    missing = error;
    console.warn(`\n*** NOT TESTED: clients of public documents. ${error.message} ***\n`);
    return undefined;
  }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'corpus-documents-'));
  samples = (await orMissing(drawSamples(COUNT, seed, folder, small))) ?? [];
  const environment = await orMissing(pythonEnvironment());
  const none = { peers: undefined, typescript7: undefined };
  const manner = { seed, types: false, languages, environment, ...none };
  measured = await measureAllClients(samples, manner);
}, 600_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What is not good, by document, language and kind. */
const faultsOf = (tally: (tallies: ClientTallies) => Tally): string[] =>
  measured.flatMap(({ document, clients }) =>
    Object.entries(clients).flatMap(([language, tallies]) =>
      tally(tallies).groups.map(
        ({ kind, example }) => `${document} ${language}: ${kind}: ${example}`,
      ),
    ),
  );

describe(`clients of ${COUNT} public documents (SEED=${seed})`, () => {
  it('get requests that the judge accepts if `verify` has written them', async () => {
    expect(await refusedOf(samples)).toEqual([]);
  });

  it('are measured', (context) => {
    if (missing) context.skip();
    expect(measured.map(({ clients }) => Object.keys(clients))).toEqual(
      Array.from({ length: COUNT }, () => [...languages]),
    );
  });

  it('are written and can be imported', () => {
    expect([
      ...faultsOf(({ generated }) => generated),
      ...faultsOf(({ imported }) => imported),
    ]).toEqual([]);
  });

  it('have a method for every operation, or a notice', () => {
    expect(faultsOf(({ reported }) => reported)).toEqual([]);
  });

  it('send valid requests and read the answers', () => {
    expect(faultsOf(({ called }) => called)).toEqual([]);
  });
});
