/**
 * `pnpm test:mock-state`: starts mocks with a state of public documents, and creates, reads, lists, changes and
 * deletes their resources.
 *
 * @module
 */
import { parseArgs } from 'node:util';
import { writeTable } from '../../mutants/writeTable.ts';
import { runOver } from '../command.ts';
import { measureLeft } from '../runner.ts';
import type { StateManner } from './measureState.ts';
import { type StateMeasurement, unmeasuredState } from './stateMeasurement.ts';
import {
  isGoodState,
  stateLine,
  stateSummaryText,
  stateTable,
  summarizeStates,
} from './stateReport.ts';

const PAGE = 'mock-corpus.md';
const help = `pnpm test:mock-state [--only NAME] [--json FILE]

Starts mocks of public documents with --stateful. Each resource is created, read, listed, changed and deleted,
once as the document's examples show it and once with made up values. ajv judges the answers. Ends with 1
unless all of them are right.

  SEED=1            Draws this sample again; a random one by default
  DOCUMENTS=200     How many documents are drawn
  --only NAME       Only documents whose name contains this; may be repeated
  --known           GitHub's and Stripe's, too
  --examples        The examples of @readme/oas-examples, too
  --resume FILE     Adds the figures of each document to a file, and measures no document that it has
  --write           Writes the table into docs/${PAGE}
  --kinds N         Kinds of faults that are shown of each step (12)
  --json FILE       Write all figures to a file`;

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: [] },
    known: { type: 'boolean', default: false },
    examples: { type: 'boolean', default: false },
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
    const documents = await measureLeft<StateManner, StateMeasurement>(
      samples,
      {
        script: new URL('stateWorker.ts', import.meta.url),
        manner: { seed },
        limitOf: ({ operations }) => 60 + 2 * operations,
        unmeasured: unmeasuredState,
      },
      values.resume,
      (one, at) => console.log(`${at}/${samples.length} ${stateLine(one)}`),
    );
    const summary = summarizeStates(documents);
    console.log(`\n${stateSummaryText(summary, Number(values.kinds))}`);
    if (values.write) await writeTable('mock-state', stateTable(summary, seed), PAGE);
    return { isGood: isGoodState(summary), figures: { summary, documents } };
  });
}

process.exitCode = await main();
