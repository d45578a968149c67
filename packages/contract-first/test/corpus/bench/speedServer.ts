/**
 * Serves every route of a document with a handler that answers at once: `speedServer.ts ours <folder>`
 * by the generated server, `checked` by the same one with checked responses, `fastify` by Fastify with
 * compiled schemas, and `bare` by Hono, which validates nothing: what it takes is the least that the
 * generated server can take. The folder has what `measureSpeed` has written.
 *
 * All are set up as in production, without a log, and send the same bytes: the others get the headers
 * that the kit adds by itself. GitHub's document has no credentials, so neither reads any.
 *
 * @module
 */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { implement } from '@contract-first/hono';
import { listen } from '@contract-first/hono/node';
import {
  type BoundOperation,
  type Document,
  operations,
  type Parameter,
} from 'contract-first/contract';
import { Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { importRoutes } from '../server.ts';
import { peerFolder } from './peers.ts';

const [which = '', folder = ''] = process.argv.slice(2);
const document: Document = JSON.parse(readFileSync(join(folder, 'document.json'), 'utf8'));
const all = operations(document);

/** Bodies of responses, by operation; all others answer the same. */
const bodies: Readonly<Record<string, unknown>> = JSON.parse(
  readFileSync(join(folder, 'responses.json'), 'utf8'),
);
const bodyOf = ({ id }: BoundOperation): unknown => bodies[id] ?? { handled: true };

/** The first success that an operation lists. */
const statusOf = ({ responses }: BoundOperation): number =>
  Object.keys(responses)
    .map(Number)
    .find((status) => status >= 200 && status < 300) ?? 200;

async function serveOurs(): Promise<string> {
  const api = await importRoutes(folder);
  const handlers = Object.fromEntries(
    all.map((operation) => {
      const result = { status: statusOf(operation), body: bodyOf(operation) };
      return [operation.id, async () => result];
    }),
  );
  const app = implement(api).with({
    credentials: {} as never,
    handlers: handlers as never,
    checkResponses: which === 'checked' ? 'report' : 'off',
  });
  return (await listen(app, { host: '127.0.0.1', port: 0 })).url;
}

/** `serve` of `@hono/node-server`, which only the kit depends on. */
type Serve = (
  options: { readonly fetch: Hono['fetch']; readonly hostname: string; readonly port: number },
  listening: (address: { readonly port: number }) => void,
) => unknown;

/** Hono on the adapter that the kit uses too. It parses bodies. */
async function serveBare(): Promise<string> {
  const { resolve } = createRequire(import.meta.resolve('@contract-first/hono'));
  const { serve }: { readonly serve: Serve } = await import(
    pathToFileURL(resolve('@hono/node-server')).href
  );
  const app = new Hono();
  for (const operation of all) {
    const { path, requestBody } = operation;
    const method = operation.method.toUpperCase();
    const status = statusOf(operation) as ContentfulStatusCode;
    const body = bodyOf(operation);
    app.on(method, path.replaceAll(/\{([^}]+)\}/g, ':$1'), async (c) => {
      if (requestBody) await c.req.json();
      return c.body(JSON.stringify(body), status, {
        'Content-Type': 'application/json',
        'X-Content-Type-Options': 'nosniff',
        'X-Request-Id': randomUUID(),
        ...(method !== 'GET' && { 'Cache-Control': 'no-store' }),
      });
    });
  }
  return new Promise((started) => {
    serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) =>
      started(`http://127.0.0.1:${port}`),
    );
  });
}

type FastifyRequest = { readonly id: string; readonly method: string };
type FastifyReply = {
  code(status: number): FastifyReply;
  headers(values: Readonly<Record<string, string>>): FastifyReply;
};
type FastifyApp = {
  addHook(
    name: 'onRequest',
    hook: (request: FastifyRequest, reply: FastifyReply, done: () => void) => void,
  ): void;
  setValidatorCompiler(compile: (route: { schema: object }) => unknown): void;
  route(options: object): void;
  listen(options: object): Promise<string>;
};

async function serveFastify(): Promise<string> {
  const { resolve } = createRequire(join(peerFolder, 'package.json'));
  const load = async (name: string) => (await import(pathToFileURL(resolve(name)).href)).default;
  const fastify = await load('fastify');
  const { Ajv2020 } = await load('ajv/dist/2020.js');
  const addFormats = await load('ajv-formats');
  // As Fastify sets ajv up, for the dialect of the document.
  const ajv = new Ajv2020({
    coerceTypes: 'array',
    useDefaults: true,
    strict: false,
    logger: false,
  });
  (addFormats.default ?? addFormats)(ajv);
  ajv.addSchema({ $id: 'http://document/', components: document.components ?? {} });
  const app: FastifyApp = fastify({
    requestIdHeader: 'x-request-id',
    genReqId: () => randomUUID(),
  });
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers({ 'x-content-type-options': 'nosniff', 'x-request-id': request.id });
    if (request.method !== 'GET') reply.headers({ 'cache-control': 'no-store' });
    done();
  });
  app.setValidatorCompiler(({ schema }) => ajv.compile(schema));
  for (const operation of all) {
    const status = statusOf(operation);
    const body = bodyOf(operation);
    try {
      app.route({
        method: operation.method.toUpperCase(),
        url: operation.path.replaceAll(/\{([^}]+)\}/g, ':$1'),
        schema: schemaOf(operation),
        handler: async (_request: unknown, reply: FastifyReply) => {
          reply.code(status);
          return body;
        },
      });
    } catch {
      // A path that Fastify cannot route is not among those that are compared.
    }
  }
  return app.listen({ host: '127.0.0.1', port: 0 });
}

function schemaOf({ parameters, requestBody }: BoundOperation): object {
  const json = requestBody?.content['application/json']?.schema;
  const entries = [
    ['params', objectOf(parameters, 'path')],
    ['querystring', objectOf(parameters, 'query')],
    ['headers', objectOf(parameters, 'header')],
    ['body', json && absolute(json)],
  ] as const;
  return Object.fromEntries(entries.filter(([, schema]) => schema !== undefined));
}

function objectOf(parameters: readonly Parameter[], place: Parameter['in']): object | undefined {
  const own = parameters.filter((each) => each.in === place);
  if (own.length === 0) return undefined;
  const nameOf = ({ name }: Parameter) => (place === 'header' ? name.toLowerCase() : name);
  return {
    type: 'object',
    properties: Object.fromEntries(own.map((each) => [nameOf(each), absolute(each.schema ?? {})])),
    required: own.filter(({ required }) => required || place === 'path').map(nameOf),
  };
}

/** A schema whose references lead to the document from wherever it is compiled. */
const absolute = (schema: object): object =>
  JSON.parse(JSON.stringify(schema), (key, value) =>
    key === '$ref' && typeof value === 'string' ? `http://document/${value}` : value,
  );

/** What the process used so far: CPU time in microseconds, and resident memory in MiB. */
export type Reply = { readonly cpu: number; readonly memory: number };

const start = { fastify: serveFastify, bare: serveBare }[which] ?? serveOurs;
process.send?.(await start());
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ cpu: user + system, memory: process.memoryUsage.rss() / 2 ** 20 });
});
process.on('disconnect', () => process.exit());
