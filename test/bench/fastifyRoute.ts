/**
 * The list of files as Fastify answers it: the document's schemas check the query and write the response, which
 * `fast-json-stringify` compiles for it. Without key, limit, log and metrics. A process of its own, as the server
 * is.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fastify } from 'fastify';

type Json = { readonly [name: string]: unknown };

const [file = ''] = process.argv.slice(2);
const body: unknown = JSON.parse(readFileSync(file, 'utf8'));
const document: Json = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../spec/dist/openapi.json'), 'utf8'),
);

/** A part of the document, by its reference. */
const at = (reference: string): unknown =>
  reference
    .slice('#/'.length)
    .split('/')
    .reduce((found, name) => (found as Json)[name], document as unknown);

/** A part of the document with its references replaced by what they refer to. None of them is circular. */
function resolved<T>(part: unknown): T {
  const whole: unknown = JSON.parse(JSON.stringify(part), (_name, value: unknown) => {
    const reference = (value as Json | null)?.$ref;
    return typeof reference === 'string' ? resolved(at(reference)) : value;
  });
  return whole as T;
}

type Operation = {
  readonly parameters: readonly { readonly name: string; readonly schema: object }[];
  readonly responses: { readonly 200: { readonly content: Readonly<Record<string, Json>> } };
};
const { parameters, responses } = resolved<Operation>(
  (document.paths as { '/api/v1/files': { get: unknown } })['/api/v1/files'].get,
);
const app = fastify();
app.route({
  method: 'GET',
  url: '/files',
  schema: {
    querystring: {
      type: 'object',
      properties: Object.fromEntries(parameters.map(({ name, schema }) => [name, schema])),
      additionalProperties: false,
    },
    response: { 200: responses[200].content['application/json']?.schema },
  },
  handler: async () => body,
});
console.log(`${await app.listen({ host: '127.0.0.1', port: 0 })}/files`);
