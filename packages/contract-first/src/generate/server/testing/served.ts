import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Document } from 'contract-first/contract';
import { generateRoutes } from 'contract-first/generate';

type Listener = { readonly url: string; close(): Promise<void> };
type Handlers = Readonly<Record<string, (input: never) => unknown>>;

/** A generated server on a port. */
export type Served = {
  readonly url: string;
  /** The document that is read off the routes. */
  emitted(): Document;
  /** Sends a request whose target is sent as it is; `fetch` would change some. */
  ask(
    method: string,
    target: string,
    headers?: Readonly<Record<string, string>>,
    body?: string,
  ): Promise<{ readonly status: number; readonly headers: Headers; readonly text: string }>;
  close(): Promise<void>;
};

const toolkit = fileURLToPath(new URL('../../../../', import.meta.url));

/** Without handlers of its own, an operation sends what its handler gets. */
const serve = `
import { buffer } from 'node:stream/consumers';
import { implement } from '@contract-first/hono';
import { listen } from '@contract-first/hono/node';
import * as generated from './routes.gen.ts';

const received = async (value) => {
  if (typeof value?.receiveAll === 'function') {
    const save = async (stream) => (await buffer(stream)).toString();
    return value.receiveAll({ save });
  }
  if (typeof value?.pipe === 'function') return (await buffer(value)).toString();
  return value;
};
const echo = (id) => async ({ params, query, headers, cookies, body, form, content }) => {
  const value = body?.mediaType ? { ...body, value: await received(body.value) } : body;
  const input = { id, params, query, headers, cookies, body: value };
  const streams = { form: await received(form), content: await received(content) };
  return {
    status: 200,
    headers: { 'Content-Type': 'application/json' },
    body: Buffer.from(JSON.stringify({ ...input, ...streams })),
  };
};
export async function open(handlers, options) {
  const ids = Object.keys(generated.routes);
  const app = implement(generated).with({
    credentials: {},
    handlers: Object.fromEntries(ids.map((id) => [id, handlers[id] ?? echo(id)])),
    ...options,
  });
  return { app: app.app, listener: await listen(app, { host: '127.0.0.1', port: 0 }) };
}
`;

/** Generates the routes of a document and serves them on a port. */
export async function served(
  document: Document,
  handlers: Handlers = {},
  options: object = {},
): Promise<Served> {
  const folder = await mkdtemp(join(toolkit, '.scratch-'));
  try {
    await generateRoutes(document, folder);
    await writeFile(join(folder, 'serve.ts'), serve);
    const module = await import(join(folder, 'serve.ts'));
    const { app, listener } = await module.open(handlers, options);
    const { url }: Listener = listener;
    const { openapi, info } = document;
    return {
      url,
      emitted: () => app.getOpenAPI31Document({ openapi, info }),
      ask: (...what) => ask(url, ...what),
      close: () => listener.close(),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function ask(
  url: string,
  method: string,
  target: string,
  headers: Readonly<Record<string, string>> = {},
  body = '',
): ReturnType<Served['ask']> {
  const { hostname, port } = new URL(url);
  const length = body === '' ? {} : { 'Content-Length': Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    const sent = request(
      { hostname, port, method, path: target, headers: { ...length, ...headers } },
      async (response) => {
        const pieces: Buffer[] = [];
        for await (const piece of response) pieces.push(piece);
        const entries = Object.entries(response.headers).map(([name, value]): [string, string] => [
          name,
          String(value),
        ]);
        const text = Buffer.concat(pieces).toString();
        resolve({ status: response.statusCode ?? 0, headers: new Headers(entries), text });
      },
    );
    sent.on('error', reject).end(body);
  });
}
