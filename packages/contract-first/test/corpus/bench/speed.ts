/**
 * Compares routing and validation of the generated server with Fastify: the same requests, to routes of
 * one document, answered by handlers that do nothing.
 *
 * @module
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Contract, type Document } from 'contract-first/contract';
import { loadDocument } from 'contract-first/document';
import { Values } from 'contract-first/schema';
import { median } from '../../../../../test/bench/bench.ts';
import { validInputs } from '../../../src/verify/inputs.ts';
import { Pool } from '../../../src/verify/pool.ts';
import { toWire } from '../../../src/verify/wire.ts';
import { generateInto, importRoutes } from '../server.ts';
import { some } from '../verdicts.ts';
import { type Prepared, requestsASecond, sendOne } from './mixedLoad.ts';

/** Routes that are asked, of all that are served. */
const ROUTES = 60;
const LOAD = { connections: 10, seconds: 2 };

export type Speed = {
  readonly routes: number;
  /** Requests a second, one for each round. */
  readonly ours: readonly number[];
  readonly fastify: readonly number[];
  readonly ratio: number;
};

/**
 * Measures both in turns.
 *
 * @throws what generating or starting the server throws
 */
export async function measureSpeed(file: string, seed: number, rounds: number): Promise<Speed> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'corpus-speed-')));
  const stops: (() => Promise<void>)[] = [];
  try {
    const { document } = await loadDocument(file);
    await generateInto(folder, document);
    await writeFile(join(folder, 'document.json'), JSON.stringify(document));
    const { routes } = await importRoutes(folder);
    const candidates = requestsTo(document, seed, new Set(Object.keys(routes)));
    const ours = await start('ours', folder);
    stops.push(ours.stop);
    const fastify = await start('fastify', folder);
    stops.push(fastify.stop);
    const requests: Prepared[] = [];
    for (const each of candidates) {
      const texts = [await sendOne(ours.url, each), await sendOne(fastify.url, each)];
      if (texts.every((text) => text === '{"handled":true}')) requests.push(each);
      if (requests.length === ROUTES) break;
    }
    if (requests.length === 0) throw new Error('No request was accepted by both');
    const counts = { ours: [] as number[], fastify: [] as number[] };
    // The first round is for nothing, so that both are measured warm.
    for (let round = 0; round <= rounds; round++) {
      const one = await requestsASecond({ url: ours.url, requests, ...LOAD });
      const other = await requestsASecond({ url: fastify.url, requests, ...LOAD });
      if (round === 0) continue;
      counts.ours.push(one);
      counts.fastify.push(other);
    }
    const ratio = median(counts.ours) / median(counts.fastify);
    return { routes: requests.length, ...counts, ratio };
  } finally {
    for (const stop of stops) await stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** A valid request for each operation that takes none or JSON, and answers with JSON. */
function requestsTo(document: Document, seed: number, written: ReadonlySet<string>): Prepared[] {
  const contract = new Contract(document);
  const values = new Values(document, seed, 'request');
  const pool = new Pool(contract, values.random);
  const found: Prepared[] = [];
  for (const operation of some([...contract.operations.values()], ROUTES * 4, values.random)) {
    const success = Object.entries(operation.responses).find(([status]) => status.startsWith('2'));
    if (!written.has(operation.id) || !success?.[1].content?.['application/json']) continue;
    const sources = { document, values, pool, given: {} };
    const inputs = validInputs(operation, sources, { byExample: false, optional: 0.5 });
    const request = toWire(document, operation, inputs);
    if (!request || (inputs.body && inputs.body.mediaType !== 'application/json')) continue;
    const { method, target, headers, body } = request;
    found.push({ method, target, headers, body: body && Buffer.from(body).toString() });
  }
  return found;
}

async function start(which: string, folder: string) {
  const script = fileURLToPath(new URL('speedServer.ts', import.meta.url));
  const child = spawn(process.execPath, [script, which, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  const lines = createInterface(child.stdout);
  const [line] = await Promise.race([once(lines, 'line'), ended.then(() => [''])]);
  const url = /http\S+/.exec(String(line))?.[0];
  if (!url) throw new Error(`The server of ${which} did not start`);
  return {
    url,
    stop: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
