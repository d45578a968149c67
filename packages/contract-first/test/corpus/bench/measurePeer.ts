/**
 * Measures what a peer makes of a document by the same means as our own server.
 *
 * @module
 */
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { type BoundOperation, type Document, operations } from 'contract-first/contract';
import { loadDocument } from 'contract-first/document';
import ts from 'typescript';
import { equalOperations } from '../equality.ts';
import { Counter, type Tally } from '../measurement.ts';
import { TypeChecker } from '../typeCheck.ts';
import { tryComponents, Verdicts } from '../verdicts.ts';
import { type Peer, peerFolder, peers } from './peers.ts';

const run = promisify(execFile);
const { resolve } = createRequire(join(peerFolder, 'package.json'));

export type PeerTask = {
  readonly peer: string;
  /** The file of the document. */
  readonly file: string;
  readonly seed: number;
  readonly seconds: number;
};

/** What a peer makes of a document. Servers alone can be asked for the later parts. */
export type PeerMeasurement = {
  readonly peer: string;
  /** Why nothing was written. */
  readonly failure?: string;
  /** How long the command took, in seconds. */
  readonly seconds: number;
  readonly written: Tally;
  readonly types: Tally;
  readonly imported: Tally;
  readonly reached?: Tally;
  readonly equal?: Tally;
  readonly verdicts?: Tally;
};

/** The longest that a command may take, in milliseconds. */
const PATIENCE = 300_000;

/** As a bundler wants it, which all of them are made for. */
const checker = new TypeChecker({
  ...{ strict: true, noEmit: true, skipLibCheck: true, allowImportingTsExtensions: true },
  ...{ target: ts.ScriptTarget.ES2024, module: ts.ModuleKind.ESNext },
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ['lib.es2024.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  types: ['node'],
  typeRoots: [join(peerFolder, 'node_modules/@types')],
});

export async function measurePeer({
  peer: name,
  file,
  seed,
  seconds,
}: PeerTask): Promise<PeerMeasurement> {
  const peer = peers.find((each) => each.name === name);
  if (!peer) throw new TypeError(`There is no peer ${name}`);
  // One of its own, since modules are imported once for each path.
  const folder = await mkdtemp(join(peerFolder, 'run-'));
  try {
    const { document } = await loadDocument(file);
    const all = operations(document);
    const lost: Tally = { total: all.length, good: 0, groups: [] };
    const start = performance.now();
    const failure = await generateBy(peer, file, folder);
    const took = (performance.now() - start) / 1000;
    const count = failure === undefined ? await countIn(folder, peer.operation) : 0;
    const written = { ...lost, good: Math.min(count, all.length) };
    const one = (isGood: boolean): Tally => ({ total: 1, good: isGood ? 1 : 0, groups: [] });
    const whole = failure === undefined && count >= all.length;
    const problems = failure === undefined ? checker.check(folder) : undefined;
    if (failure === undefined) await completeHandlers(peer, folder);
    const module = failure === undefined ? await importBy(folder, peer.entry) : undefined;
    const behaviour =
      peer.writes === 'server' ? await behaviourOf(peer, module, document, all, seed, seconds) : {};
    return {
      peer: name,
      ...(failure !== undefined && { failure }),
      ...{ seconds: took, written },
      types: one(whole && problems?.length === 0),
      imported: one(whole && module !== undefined),
      ...behaviour,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** @returns why it failed */
async function generateBy(peer: Peer, file: string, folder: string): Promise<string | undefined> {
  const [program, ...args] = await peer.command(file, folder);
  const script = join(peerFolder, 'node_modules/.bin', program);
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
  try {
    await run(process.execPath, [script, ...args], {
      ...{ cwd: folder, env, timeout: PATIENCE, maxBuffer: 1024 ** 3 },
    });
  } catch (error) {
    const { stderr = '', message } = error as Error & { stderr?: string };
    return (stderr.trim() || message).slice(0, 400);
  }
  // Some end with 0 although they have written nothing.
  const files = await readdir(folder, { recursive: true });
  return files.includes(peer.entry)
    ? undefined
    : `It ended with 0 and has not written ${peer.entry}`;
}

async function countIn(folder: string, operation: RegExp): Promise<number> {
  const files = await readdir(folder, { recursive: true });
  let count = 0;
  for (const file of files.filter((name) => name.endsWith('.ts'))) {
    const text = await readFile(join(folder, file), 'utf8');
    count += text.match(operation)?.length ?? 0;
  }
  return count;
}

/** Writes a response into each handler that is left to the user. */
async function completeHandlers({ handler }: Peer, folder: string): Promise<void> {
  if (!handler) return;
  for (const name of await readdir(folder, { recursive: true })) {
    if (!name.endsWith('.ts')) continue;
    const file = join(folder, name);
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replaceAll(handler.empty, handler.completed));
  }
}

type Module = Readonly<Record<string, unknown>>;

/** Bundles what was written as its users do, and imports it; undefined if that fails. */
async function importBy(folder: string, entry: string): Promise<Module | undefined> {
  const outfile = join(folder, 'bundled.mjs');
  try {
    const { build } = await import(pathToFileURL(resolve('esbuild')).href);
    await build({
      ...{ entryPoints: [join(folder, entry)], outfile, logLevel: 'silent' },
      ...{ bundle: true, format: 'esm', platform: 'node', packages: 'external' },
    });
    return await import(pathToFileURL(outfile).href);
  } catch {
    return undefined;
  }
}

/** The part of Hono that is needed of its apps. */
type HonoApp = {
  request(path: string, init: RequestInit): Promise<Response>;
};
type RoutesApp = HonoApp & {
  openapi(route: unknown, handler: unknown): void;
  getOpenAPI31Document(config: object): unknown;
};

async function behaviourOf(
  peer: Peer,
  module: Module | undefined,
  document: Document,
  all: readonly BoundOperation[],
  seed: number,
  seconds: number,
): Promise<Pick<PeerMeasurement, 'reached' | 'equal' | 'verdicts'>> {
  const lost: Tally = { total: all.length, good: 0, groups: [] };
  const emits = peer.name === 'hono-takibi';
  if (!module) return { reached: lost, ...(emits && { equal: lost }) };
  if (!emits) {
    return { reached: isApp(module.default) ? await reachBy(module.default, all) : lost };
  }
  // The same module that the bundle imports, and not the one for `require`.
  const file = join(peerFolder, 'node_modules/@hono/zod-openapi/dist/index.mjs');
  const { OpenAPIHono } = await import(pathToFileURL(file).href);
  const app: RoutesApp = new OpenAPIHono();
  const { openapi, info } = document;
  const verdicts = new Verdicts();
  const schemas = componentSchemas(module, document);
  tryComponents(document, { schemas } as never, seed, { values: 40, seconds }, verdicts);
  const attempt = async (make: () => Tally | Promise<Tally>) => {
    try {
      return await make();
    } catch {
      return lost;
    }
  };
  return {
    reached: await attempt(() => {
      for (const route of Object.values(module).filter(isRoute)) {
        app.openapi(route, () => new Response('', { status: 200 }));
      }
      return reachBy(app, all);
    }),
    equal: await attempt(() =>
      equalOperations(document, app.getOpenAPI31Document({ openapi, info }) as Document),
    ),
    verdicts: verdicts.tallies.verdicts,
  };
}

const isApp = (value: unknown): value is HonoApp =>
  typeof value === 'object' && value !== null && 'request' in value;
const isRoute = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'method' in value && 'path' in value;

/** The exported schemas, under the names of their components: `PetSchema` is `Pet`. */
function componentSchemas(module: Module, document: Document): Record<string, unknown> {
  const plain = (name: string) => name.toLowerCase().replaceAll(/[^a-z\d]/g, '');
  const exported = new Map(Object.entries(module).map(([name, value]) => [plain(name), value]));
  return Object.fromEntries(
    Object.keys(document.components?.schemas ?? {}).flatMap((name) => {
      const value = exported.get(`${plain(name)}schema`);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** Which operations a request is not answered 404 or 405 for; their inputs do not matter. */
async function reachBy(app: HonoApp, all: readonly BoundOperation[]): Promise<Tally> {
  const counter = new Counter();
  for (const { id, path, method } of all) {
    const address = path.replace(/#.*/, '').replaceAll(/\{[^}]+\}/g, '1');
    const response = await Promise.resolve(
      app.request(address, { method: method.toUpperCase() }),
    ).catch(() => undefined);
    if (response && ![404, 405, 501].includes(response.status)) counter.good();
    else counter.bad(String(response?.status ?? 'no response'), () => id);
  }
  return counter.tally;
}
