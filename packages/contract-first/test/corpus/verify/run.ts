/**
 * `pnpm test:verify-corpus`: verifies honest servers of public documents, on which nothing may be found.
 *
 * @module
 */
import { basename, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { runOver } from '../command.ts';
import { measureEach } from '../runner.ts';
import type { Sample } from '../sample.ts';
import type { VerifyManner } from './verifyDocument.ts';
import type { VerifyMeasurement } from './verifyMeasurement.ts';
import { isGoodVerify, summarizeVerify, verifyLine, verifySummaryText } from './verifySummary.ts';

const help = `pnpm test:verify-corpus [--only NAME] [--document FILE] [--json FILE]

Runs \`contract verify\` on honest servers of public documents: the mock, and the generated server whose
operations the mock answers. Ends with 1 if anything is found, or an operation is not reached.

  SEED=1             Draws this sample again; a random one by default
  DOCUMENTS=200      How many documents are drawn
  --only NAME        Only documents whose name contains this, from all of these; may be repeated
  --document FILE    Only this document; may be repeated
  --no-known         Without GitHub's and Stripe's
  --no-examples      Without the examples
  --max-requests N   Maximum number of requests for each server (5000)
  --kinds N          Kinds of faults that are shown (20)
  --json FILE        Write all figures to a file`;

const { values } = parseArgs({
  allowNegative: true,
  options: {
    only: { type: 'string', multiple: true, default: [] },
    document: { type: 'string', multiple: true, default: [] },
    known: { type: 'boolean', default: true },
    examples: { type: 'boolean', default: true },
    'max-requests': { type: 'string', default: '5000' },
    kinds: { type: 'string', default: '20' },
    json: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

async function main(): Promise<number> {
  if (values.help) {
    console.log(help);
    return 0;
  }
  const named = values.document.map(
    (file): Sample => ({ name: basename(file), file: resolve(file), operations: 1 }),
  );
  return runOver(values, values.json, async (drawn, seed) => {
    const samples = named.length > 0 ? named : drawn;
    const manner: VerifyManner = { seed, maxRequests: Number(values['max-requests']) };
    let at = 0;
    const documents = await measureEach<VerifyManner, VerifyMeasurement>(
      samples,
      {
        script: new URL('verifyWorker.ts', import.meta.url),
        manner,
        limitOf: ({ operations }) => 600 + operations,
        unmeasured: ({ name, operations }, failure) => ({
          ...{ document: name, operations, failure, verifications: [] },
        }),
        perProcess: 10,
      },
      (one) => {
        at += 1;
        console.log(`${at}/${samples.length} ${verifyLine(one)}`);
      },
    );
    const summary = summarizeVerify(documents);
    console.log(`\n${verifySummaryText(documents, Number(values.kinds))}`);
    return { isGood: isGoodVerify(summary), figures: { summary, documents } };
  });
}

process.exitCode = await main();
