/**
 * Compares routing and validation of the generated server with Fastify: the same requests, to routes of
 * one document, answered by handlers that do nothing.
 *
 * @module
 */
import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadDocument } from 'contract-first/document';
import { median } from '../../../../../test/bench/bench.ts';
import { generateInto, importRoutes } from '../server.ts';
import { type Load, type Prepared, send, sendOne } from './mixedLoad.ts';
import { SpeedProcess } from './speedProcess.ts';
import { type Candidate, candidatesOf, type Kind, kinds } from './speedRequests.ts';

/** Routes of each kind that are asked, of all that are served. */
const ROUTES = 20;
const LOAD = { connections: 10, seconds: 1 };
/**
 * Seconds of requests of all kinds before anything is counted. For about five, V8 compiles what a server of a
 * thousand routes runs, which then takes two to four times as long.
 */
const WARM_UP = 10;

/** What a server did in a round. */
type Round = {
  /** Requests a second. */
  readonly rate: number;
  /** CPU time of the process for a request, in microseconds. */
  readonly cpu: number;
};

/** Requests of one kind, as all servers answered them in turns. */
export type Comparison = {
  readonly kind: string;
  readonly routes: number;
  readonly ours: readonly Round[];
  readonly fastify: readonly Round[];
  /** Hono without validation. */
  readonly bare: readonly Round[];
};

export type Speed = {
  readonly comparisons: readonly Comparison[];
  /** Requests a second of all kinds, but for those whose responses are checked. */
  readonly ratio: number;
  /** The same of CPU time, Fastify's by ours: a busy machine changes it less. */
  readonly cpuRatio: number;
  readonly start: Readonly<Record<'ours' | 'fastify', Start>>;
};

/** From starting the process until it listens, in milliseconds, and its resident memory then, in MiB. */
export type Start = { readonly ms: number; readonly memory: number };

export type SpeedSettings = {
  readonly seed: number;
  readonly rounds: number;
  /** Where profiles of the servers are written. */
  readonly profiles?: string | undefined;
  /** Which kinds are measured, by a part of their names; all without. */
  readonly only?: string | undefined;
};

/**
 * Measures all servers in turns.
 *
 * @throws what generating or starting the server throws
 */
export async function measureSpeed(file: string, settings: SpeedSettings): Promise<Speed> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'corpus-speed-')));
  const started: SpeedProcess[] = [];
  try {
    const { document } = await loadDocument(file);
    await generateInto(folder, document);
    const { routes } = await importRoutes(folder);
    const { requests, responses } = candidatesOf(
      document,
      settings.seed,
      new Set(Object.keys(routes)),
    );
    await writeFile(join(folder, 'document.json'), JSON.stringify(document));
    await writeFile(join(folder, 'responses.json'), JSON.stringify(responses));
    const start = async (which: string) => {
      const server = await SpeedProcess.start(which, folder, settings.profiles);
      started.push(server);
      return server;
    };
    const servers = {
      ours: await start('ours'),
      fastify: await start('fastify'),
      bare: await start('bare'),
      checked: await start('checked'),
    };
    const accepted = await acceptedBy(servers, requests);
    const all = [...accepted.values()].flat();
    for (const { url } of Object.values(servers)) {
      await send({ url, requests: all, connections: LOAD.connections, seconds: WARM_UP });
    }
    const comparisons: Comparison[] = [];
    for (const [kind, own] of accepted) {
      if (!kind.includes(settings.only ?? '')) continue;
      const { checked, ...usual } = servers;
      comparisons.push(await compare(kind, own, usual, settings.rounds));
      if (kind !== 'large response') continue;
      const others = { ...usual, ours: checked };
      comparisons.push(await compare(`${kind}, checked`, own, others, settings.rounds));
    }
    const { ours, fastify } = servers;
    return {
      comparisons,
      ...ratios(comparisons.filter(({ kind }) => !kind.endsWith('checked'))),
      start: { ours: ours.started, fastify: fastify.started },
    };
  } finally {
    for (const server of started) await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** The requests that all servers answer alike, by kind. */
async function acceptedBy(
  servers: Readonly<Record<string, SpeedProcess>>,
  candidates: readonly Candidate[],
): Promise<Map<Kind, Prepared[]>> {
  const accepted = new Map<Kind, Prepared[]>(kinds.map((kind) => [kind, []]));
  for (const { kind, ...request } of candidates) {
    const all = accepted.get(kind) ?? [];
    if (all.length === ROUTES) continue;
    const responses: string[] = [];
    for (const { url } of Object.values(servers)) responses.push(await sendOne(url, request));
    if (!responses.every((each) => /^HTTP\/1\.1 2/.test(each))) continue;
    const [first, ...others] = responses.map(comparable);
    const other = others.find((each) => each !== first);
    if (other !== undefined) throw new Error(`Different responses:\n${first}\n\n${other}`);
    all.push(request);
  }
  for (const [kind, all] of accepted) {
    if (all.length === 0) throw new Error(`No request of the kind "${kind}" was accepted by all`);
  }
  return accepted;
}

/** A response without what differs from one to the next, and without the charset that Fastify adds. */
function comparable(response: string): string {
  const [head = '', body = ''] = response.split('\r\n\r\n');
  const lines = head.split('\r\n').map((line) =>
    line
      .replace(/^[\w-]+:/, (name) => name.toLowerCase())
      .replace(/^(date|x-request-id|keep-alive):.*/, '$1')
      .replace('; charset=utf-8', ''),
  );
  return [...lines.sort(), '', body].join('\n');
}

async function compare(
  kind: string,
  requests: readonly Prepared[],
  servers: Readonly<Record<'ours' | 'fastify' | 'bare', SpeedProcess>>,
  rounds: number,
): Promise<Comparison> {
  const found = { ours: [] as Round[], fastify: [] as Round[], bare: [] as Round[] };
  // The first round is for nothing, so that what is of this kind only is compiled.
  for (let round = 0; round <= rounds; round++) {
    for (const which of ['ours', 'fastify', 'bare'] as const) {
      const server = servers[which];
      const measured = await measureRound(server, { url: server.url, requests, ...LOAD });
      if (round > 0) found[which].push(measured);
    }
  }
  return { kind, routes: requests.length, ...found };
}

async function measureRound(server: SpeedProcess, load: Load): Promise<Round> {
  const before = await server.cpu();
  const { requests, seconds } = await send(load);
  return { rate: requests / seconds, cpu: ((await server.cpu()) - before) / requests };
}

/** Ratios of all kinds together, each kind with the same weight. */
function ratios(comparisons: readonly Comparison[]): Pick<Speed, 'ratio' | 'cpuRatio'> {
  const mean = (of: (each: Comparison) => number) =>
    Math.exp(comparisons.reduce((sum, each) => sum + Math.log(of(each)), 0) / comparisons.length);
  return {
    ratio: mean(({ ours, fastify }) => medianOf(ours, 'rate') / medianOf(fastify, 'rate')),
    cpuRatio: mean(({ ours, fastify }) => medianOf(fastify, 'cpu') / medianOf(ours, 'cpu')),
  };
}

export const medianOf = (rounds: readonly Round[], key: keyof Round): number =>
  median(rounds.map((each) => each[key]));
