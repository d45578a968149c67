/** Every operation of the contract, as a method of the client, against the mock. */
import FileOrganizerClient from '@file-organizer/client';
import * as functions from '@file-organizer/client/functions';
import { startMock } from '@file-organizer/mock';
import { type BoundOperation, operations, readDocument, resolve } from 'contract-first/contract';
import { afterAll, beforeAll, expect, it } from 'vitest';

const contract = await readDocument(
  new URL(import.meta.resolve('@file-organizer/spec/openapi.json')),
);
// The live connection is `client.events.connect`, of which test/client/live.test.ts tells.
const all = operations(contract).filter(({ id }) => id !== 'live.connect');

let mock: Awaited<ReturnType<typeof startMock>>;
beforeAll(async () => {
  mock = await startMock({ port: 0 });
});
afterAll(() => mock.close());

const camel = (name: string): string =>
  name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

function camelKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camelKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [camel(key), camelKeys(one)]),
  );
}

/** What the contract's own examples give to a call. */
function paramsOf({ parameters, requestBody }: BoundOperation): object {
  const params: Record<string, unknown> = {};
  for (const { name, in: place, required, example } of parameters) {
    if (required && (place === 'path' || place === 'query')) params[camel(name)] = example;
  }
  for (const [type, { example }] of Object.entries(requestBody?.content ?? {})) {
    if (type === 'application/json') Object.assign(params, camelKeys(example));
    else if (type === 'multipart/form-data') {
      Object.assign(params, { file: new File(['Buy milk.'], 'notes.txt'), path: '/uploads' });
    } else params.content = new Blob(['Buy milk.']);
  }
  return params;
}

/** The headers that an operation cannot do without; they are options of a call. */
const headersOf = ({ parameters }: BoundOperation): object =>
  Object.fromEntries(
    parameters
      .filter((each) => each.in === 'header' && each.required)
      .map(({ name, example }) => [camel(name.toLowerCase().replaceAll('-', '_')), example]),
  );

type Method = (...args: object[]) => Promise<unknown>;

it.each(all)('$id returns the example of the contract', async (operation) => {
  const client = new FileOrganizerClient({ baseUrl: mock.url, apiKey: 'fo_abc123_token456' });
  const [group = '', name = ''] = operation.id.split('.').map(camel);
  const method: Method | undefined = Reflect.get(Reflect.get(client, group), name);
  const params = paramsOf(operation);
  const args = Object.keys(params).length > 0 ? [params, headersOf(operation)] : [];
  // some need a token, and the mock only looks whether there is one
  const bearer =
    operation.security.every((each) => 'Bearer' in each) && operation.security.length > 0;
  const used = bearer ? new FileOrganizerClient({ baseUrl: mock.url, accessToken: 'e' }) : client;
  const answer = await method?.apply(Reflect.get(used, group), args);

  const [, success] =
    Object.entries(operation.responses).find(([status]) => /^2/.test(status)) ?? [];
  const [[type, media] = []] = Object.entries(success?.content ?? {});
  const isJson = type === 'application/json';
  const isOpaque = isJson && resolve(contract, media?.schema ?? {})['x-opaque'] === true;
  if (answer instanceof Response) expect(await answer.text()).toBe(media?.example);
  else if (isOpaque || !isJson) expect(answer).toEqual(media?.example);
  else expect(answer).toEqual(camelKeys(media?.example));

  const standalone = `${group}${name.replace(/^./, (first) => first.toUpperCase())}`;
  expect(functions).toHaveProperty(standalone);
});
