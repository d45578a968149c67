/** What the commands that measure public documents have in common. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drawSamples, exampleSamples, knownSamples, type Sample } from './sample.ts';
import { SourceMissing } from './sources.ts';

/** Which documents are measured. */
export type Choice = {
  readonly known: boolean;
  readonly examples: boolean;
  /** Only documents whose names contain one of these. */
  readonly only: readonly string[];
};

/** A run over documents: it returns whether everything is as it should be, and what is written to a file. */
export type Run = (
  samples: readonly Sample[],
  seed: number,
) => Promise<{ readonly isGood: boolean; readonly figures: object }>;

/**
 * Draws documents by `SEED` and `DOCUMENTS`, runs over them, and writes the figures.
 *
 * @returns the exit code; 0 if there are no documents to be had, except with `CI=true`
 */
export async function runOver(choice: Choice, json: string | undefined, run: Run): Promise<number> {
  const { SEED = 'random' } = process.env;
  const seed = SEED === 'random' ? Math.floor(Math.random() * 2 ** 31) : Number(SEED);
  console.log(`SEED=${seed}`);
  const folder = await mkdtemp(join(tmpdir(), 'corpus-documents-'));
  try {
    const { isGood, figures } = await run(await chosenSamples(choice, seed, folder), seed);
    console.log(`\nSEED=${seed}`);
    if (json) await writeFile(json, `${JSON.stringify({ seed, ...figures }, null, 2)}\n`);
    return isGood ? 0 : 1;
  } catch (error) {
    if (!(error instanceof SourceMissing)) throw error;
    console.error(`\n*** NOT MEASURED: public documents. ${error.message} ***\n`);
    return process.env.CI === 'true' ? 1 : 0;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function chosenSamples(
  { known, examples, only }: Choice,
  seed: number,
  folder: string,
): Promise<Sample[]> {
  const count = Number(process.env.DOCUMENTS ?? 200);
  const all = [
    ...(known ? await knownSamples(folder) : []),
    ...(examples ? await exampleSamples(folder) : []),
    ...(await drawSamples(count, seed, folder)),
  ];
  // A document may also be drawn that is measured anyway.
  const unique = [...new Map(all.map((each) => [each.name, each])).values()];
  if (only.length === 0) return unique;
  return unique.filter(({ name }) => only.some((part) => name.includes(part)));
}
