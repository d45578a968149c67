/** The types of handlers, by those that a generated server has; the compiler is the judge. */
import { expect, it } from 'vitest';
import { documentOf, serving } from '../testing/serving.ts';
import { defineMock } from './handlerFile.ts';

type Ship = { name: string };

/** As `contract generate --server` writes it. */
interface Operations {
  getShip: {
    params: { id: number };
    query: undefined;
    headers: { 'x-trace'?: string | undefined };
    cookies: undefined;
    body: undefined;
    form: undefined;
    content: undefined;
    security: never;
    credentials: 'none';
    results:
      | { status: 200; body: Ship; mediaType?: 'application/json' | undefined; headers?: undefined }
      | { status: 200; body: string | Uint8Array<ArrayBuffer>; mediaType: 'text/csv' }
      | { status: 404; body?: undefined; mediaType?: undefined; headers?: undefined };
  };
  watchShips: {
    params: undefined;
    results: {
      status: 200;
      body: AsyncIterable<Ship>;
      mediaType?: 'application/jsonl' | undefined;
    };
  };
}

it('are those of the document', async () => {
  const overrides = defineMock<Operations>({
    getShip: ({ params, headers }) => {
      const id: number = params.id;
      const trace: string | undefined = headers['x-trace'];
      return id === 7 ? { status: 200, body: { name: `Argo ${trace}` } } : { status: 404 };
    },
    watchShips: () => ({ status: 200, body: [{ name: 'Argo' }] }),
  });
  const get = {
    operationId: 'getShip',
    parameters: [
      { name: 'id', in: 'path' as const, schema: { type: 'integer' } },
      { name: 'X-Trace', in: 'header' as const, schema: { type: 'string' } },
    ],
    responses: {
      200: { description: 'ok', content: { 'application/json': {} } },
      404: { description: 'none' },
    },
  };
  const watch = { operationId: 'watchShips', responses: { 200: { description: 'ok' } } };
  const document = documentOf({ '/ships/{id}': { get }, '/watch': { get: watch } });
  const { ask } = await serving(document, { overrides });
  expect((await ask('/ships/7', { headers: { 'X-Trace': 't' } })).body).toEqual({ name: 'Argo t' });
  expect((await ask('/ships/8')).status).toBe(404);
});

it('refuse what the document does not have', () => {
  const handlers = [
    // @ts-expect-error a body of another type
    defineMock<Operations>({ getShip: () => ({ status: 200, body: { nome: 'Argo' } }) }),
    // @ts-expect-error a status that is not listed
    defineMock<Operations>({ getShip: () => ({ status: 201, body: { name: 'Argo' } }) }),
    // @ts-expect-error an unknown operation
    defineMock<Operations>({ getBoat: () => ({ status: 404 }) }),
    // @ts-expect-error an unknown parameter
    defineMock<Operations>({ getShip: ({ params }) => params.name && { status: 404 } }),
  ];
  expect(handlers).toHaveLength(4);
});
