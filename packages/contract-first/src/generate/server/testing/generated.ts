import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { Document } from 'contract-first/contract';
import { generateRoutes } from 'contract-first/generate';

type Answer = { readonly status: number; readonly value: unknown };

/** Routes made from a document, loaded and served. */
export type Generated = {
  /** The text of each generated file, by name. */
  readonly sources: Readonly<Record<string, string>>;
  /** What was left out. */
  readonly notices: Awaited<ReturnType<typeof generateRoutes>>['notices'];
  /** The exports of the generated module. */
  readonly module: Readonly<Record<string, unknown>>;
  /**
   * Sends a request: 200 and what was read (`params`, `query`, `headers`, `cookies`, `body`), or a
   * problem.
   */
  request(path: string, init?: RequestInit): Promise<Answer>;
  /** The document that is read off the routes. */
  emitted(): Document;
};

const toolkit = fileURLToPath(new URL('../../../../', import.meta.url));

/**
 * Serves the generated module with handlers that return what they get. It is written into this
 * package, where both find what they import.
 */
const serve = `
import { randomUUID } from 'node:crypto';
import { implement } from '@contract-first/hono';
import * as generated from './routes.gen.ts';
export { generated };
const echo = async ({ params, query, headers, cookies, body }) => ({
  status: 200,
  headers: { 'Content-Type': 'application/json' },
  body: Buffer.from(JSON.stringify({ params, query, headers, cookies, body })),
});
// Each request is of another caller, so that no idempotency key was used before.
const verify = async () => ({ credential: randomUUID(), scopes: new Set() });
const schemes = Object.values(generated.routes).flatMap(({ security = [] }) => security.flatMap(Object.keys));
const limits = generated.extensions['x-rate-limits'] ?? [];
// A request for a WebSocket would have to be a handshake.
const routes = Object.fromEntries(
  Object.entries(generated.routes).map(([id, { responses: { 101: _, ...responses }, ...route }]) => [
    id,
    { ...route, responses },
  ]),
);
export const makeApp = () =>
  implement({ ...generated, routes }).with({
    credentials: Object.fromEntries(
      schemes.map((name) => [name, { type: 'apiKey', in: 'header', name: 'Test-Key', verify }]),
    ),
    covers: () => true,
    limits: { scale: 0, keys: Object.fromEntries(limits.map(({ per }) => [per, () => ''])) },
    handlers: Object.fromEntries(Object.keys(generated.routes).map((id) => [id, echo])),
  }).app;
`;

type App = {
  request(path: string, init?: RequestInit, bindings?: object): Promise<globalThis.Response>;
  getOpenAPI31Document(config: object): Document;
};

/** What the HTTP server of Node.js gives to an app beside the request. */
function bindingsOf({ body }: RequestInit, headers: Headers): object {
  const pieces = typeof body === 'string' ? [Buffer.from(body)] : [];
  const incoming = Object.assign(Readable.from(pieces), {
    headers: Object.fromEntries(headers),
    rawHeaders: [],
    complete: true,
    socket: {},
  });
  return { incoming, outgoing: {} };
}

/** Generates the routes of a document and serves them. */
export async function generated(document: Document): Promise<Generated> {
  const folder = await mkdtemp(join(toolkit, '.scratch-'));
  try {
    const { notices } = await generateRoutes(document, folder);
    const sources: Record<string, string> = {};
    for (const name of (await readdir(folder)).sort()) {
      sources[name] = await readFile(join(folder, name), 'utf8');
    }
    await writeFile(join(folder, 'serve.ts'), serve);
    const module = await import(join(folder, 'serve.ts'));
    const app: App = module.makeApp();
    return {
      sources,
      notices,
      module: module.generated,
      request: async (path, init = {}) => {
        const headers = new Headers({ ...init.headers, 'Test-Key': 'test' });
        if (typeof init.body === 'string') headers.set('Content-Length', String(init.body.length));
        const response = await app.request(path, { ...init, headers }, bindingsOf(init, headers));
        return { status: response.status, value: await response.json() };
      },
      emitted: () => {
        const { openapi, info } = document;
        return app.getOpenAPI31Document({ openapi, info });
      },
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
