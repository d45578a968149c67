/**
 * An upgrade changes no verdict: values are judged as the older document says, on a few public
 * documents. `SEED=…` or `SEED=random` draws others; `pnpm test:upgrades` compares many, and
 * Scalar's upgrader.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadDocument } from 'contract-first/document';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawSamples, olderExamples, type Sample } from '../sample.ts';
import { SourceMissing } from '../sources.ts';
import { compareUpgrades } from './compare.ts';

const { CI, SEED } = process.env;
const seed = SEED === 'random' ? Math.floor(Math.random() * 2 ** 31) : Number(SEED ?? 1);
const COUNT = 8;

let folder: string;
let samples: readonly Sample[] = [];
let missing: SourceMissing | undefined;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'upgrades-'));
  const small = { least: 2, most: 40, bytes: 150_000 };
  try {
    samples = [
      ...(await drawSamples(COUNT, seed, folder, small)),
      ...(await olderExamples(folder)).filter(({ name }) => name.includes('/2.0/')),
    ];
  } catch (error) {
    if (!(error instanceof SourceMissing) || CI === 'true') throw error;
    missing = error;
    console.warn(`\n*** NOT TESTED: upgrades. ${error.message} ***\n`);
  }
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

describe(`an upgrade of ${COUNT} public documents and of examples of 2.0 (SEED=${seed})`, () => {
  it('changes no verdict', async (context) => {
    if (missing) context.skip();
    const groups = [];
    let total = 0;
    for (const { name, file } of samples) {
      const written = JSON.parse(await readFile(file, 'utf8'));
      const { document } = await loadDocument(file);
      const { ours } = compareUpgrades(
        written,
        { ours: document },
        { schemas: 30, values: 12, seed },
      );
      total += ours.total;
      groups.push(...ours.groups.map((group) => ({ name, ...group })));
    }
    expect(groups).toEqual([]);
    expect(total).toBeGreaterThan(500);
  }, 120_000);
});
