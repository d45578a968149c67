/**
 * Serves every route of a document with a handler that answers at once: `speedServer.ts ours <folder>`
 * by the generated server, `speedServer.ts fastify <folder>` by Fastify with compiled schemas. The
 * folder has what `prepareSpeed` has written.
 *
 * @module
 */
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
import { importRoutes } from '../server.ts';
import { peerFolder } from './peers.ts';

const [which = '', folder = ''] = process.argv.slice(2);
const document: Document = JSON.parse(readFileSync(join(folder, 'document.json'), 'utf8'));
const all = operations(document);

/** What both answer, by which the load knows that a request was accepted. */
const body = { handled: true };

/** The first success that an operation lists. */
const statusOf = ({ responses }: BoundOperation): number =>
  Object.keys(responses)
    .map(Number)
    .find((status) => status >= 200 && status < 300) ?? 200;

async function serveOurs(): Promise<string> {
  const api = await importRoutes(folder);
  const handlers = Object.fromEntries(
    all.map((operation) => {
      const result = { status: statusOf(operation), body };
      return [operation.id, async () => result];
    }),
  );
  const app = implement(api).with({ credentials: {} as never, handlers: handlers as never });
  return (await listen(app, { host: '127.0.0.1', port: 0 })).url;
}

type Reply = { code(status: number): Reply; send(body: object): Reply };
type FastifyApp = {
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
  const app: FastifyApp = fastify();
  app.setValidatorCompiler(({ schema }) => ajv.compile(schema));
  for (const operation of all) {
    const status = statusOf(operation);
    try {
      app.route({
        method: operation.method.toUpperCase(),
        url: operation.path.replaceAll(/\{([^}]+)\}/g, ':$1'),
        schema: schemaOf(operation),
        handler: (_request: unknown, reply: Reply) => reply.code(status).send(body),
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

const url = await (which === 'ours' ? serveOurs() : serveFastify());
console.log(`Serving on ${url}`);
