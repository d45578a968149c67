import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Mock, startMock } from './mock.ts';

type Example = { readonly example?: unknown };
type Parameter = Example & {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
};
type Response = {
  readonly headers: Readonly<Record<string, object>>;
  readonly content?: Readonly<Record<string, Example>>;
};
type Operation = {
  readonly operationId: string;
  readonly security: readonly object[];
  readonly parameters?: readonly object[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Example>> };
  readonly responses: Readonly<Record<string, object>>;
};

const contract: { readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> } =
  JSON.parse(
    await readFile(fileURLToPath(import.meta.resolve('@file-organizer/spec/openapi.json')), 'utf8'),
  );

const operations = Object.entries(contract.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({
    id: operation.operationId,
    operation,
    path,
    method: method.toUpperCase(),
  })),
);
const pairs = operations.flatMap((each) =>
  Object.keys(each.operation.responses)
    // Prism does not switch protocols.
    .filter((status) => status !== '101')
    .map((status) => ({ ...each, status: Number(status) })),
);
const guarded = operations.filter(({ operation }) => operation.security.length > 0);

let mock: Mock;
beforeAll(async () => {
  mock = await startMock({ port: 0 });
}, 30_000);
afterAll(() => mock.close());

/** Follows the local references of the bundled contract. */
function follow<T extends object>(value: object): T {
  // The contract has at each place what OpenAPI says, which the lint has checked.
  if (!('$ref' in value)) return value as T;
  const steps = String(value.$ref).slice('#/'.length).split('/');
  return follow<T>(steps.reduce<object>((node, step) => Reflect.get(node, step), contract));
}

const credentials = { 'X-API-Key': 'fo_abc123_token456', Authorization: 'Bearer e' };

/** Sends what the contract's own examples say; what is uploaded has none, so it is a small file. */
function send(
  { path, method, operation }: (typeof operations)[number],
  headers: Readonly<Record<string, string>>,
) {
  const parameters = (operation.parameters ?? []).map((each) => follow<Parameter>(each));
  const address = path.replace(/\{(\w+)\}/g, (_, name: string) =>
    String(parameters.find((each) => each.in === 'path' && each.name === name)?.example),
  );
  const query = parameters
    .filter((each) => each.in === 'query' && each.required)
    .map(({ name, example }): [string, string] => [name, String(example)]);
  return fetch(`${mock.url}${address}?${new URLSearchParams(query)}`, {
    method,
    ...bodyOf(operation, headers),
  });
}

function bodyOf({ requestBody }: Operation, headers: Readonly<Record<string, string>>) {
  if (!requestBody) return { headers };
  const [[mediaType, { example }] = ['', {}]] = Object.entries(requestBody.content);
  if (mediaType === 'multipart/form-data') return { headers, body: form() };
  const body = mediaType === 'application/json' ? JSON.stringify(example) : 'Buy milk.';
  return { headers: { ...headers, 'Content-Type': mediaType }, body };
}

function form(): FormData {
  const data = new FormData();
  data.append('file', new File(['Buy milk.'], 'notes.txt'));
  data.append('path', '/documents');
  return data;
}

test.each(pairs)('$id answers $status as the contract shows it', async (pair) => {
  const { headers, content = {} } = follow<Response>(pair.operation.responses[pair.status] ?? {});
  const [[mediaType, { example }] = [undefined, {}]] = Object.entries(content);

  const response = await send(pair, {
    ...credentials,
    Prefer: `code=${pair.status}`,
  });

  expect(response.status).toBe(pair.status);
  // What a document says of any type has to arrive under some type; Prism takes plain text.
  expect(response.headers.get('Content-Type')).toBe(
    mediaType === '*/*' ? 'text/plain' : (mediaType ?? null),
  );
  const body = await response.text();
  expect(mediaType?.endsWith('json') ? JSON.parse(body) : body).toEqual(example ?? '');
  for (const [name, header] of Object.entries(headers)) {
    // The length is that of the body, and not that of the example.
    const value = name === 'Content-Length' ? body.length : follow<Example>(header).example;
    expect(response.headers.get(name), name).toBe(String(value));
  }
});

test.each(guarded)('$id needs credentials, whatever the request prefers', async (operation) => {
  const response = await send(operation, { Prefer: 'code=200' });
  expect(response.status).toBe(401);
  expect(response.headers.get('WWW-Authenticate')).toContain('Bearer');
});

test('a bearer token will do as well', async () => {
  const response = await fetch(`${mock.url}/api/v1/files`, {
    headers: { Authorization: 'Bearer e' },
  });
  expect(response.status).toBe(200);
});

test('a request that the contract does not allow gets the problem of its 400', async () => {
  const response = await fetch(`${mock.url}/api/v1/files?limit=0`, {
    headers: { 'X-API-Key': 'fo_abc123_token456' },
  });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ code: 'invalid_request' });
});

test('a client that accepts JSON alone still gets problems', async () => {
  const response = await fetch(`${mock.url}/api/v1/files`, {
    headers: {
      'X-API-Key': 'fo_abc123_token456',
      Accept: 'application/json',
      Prefer: 'code=404',
    },
  });
  expect(response.status).toBe(404);
  expect(response.headers.get('Content-Type')).toBe('application/problem+json');
});

test('a second mock on the same port is refused with an error', async () => {
  const port = Number(new URL(mock.url).port);
  await expect(startMock({ port })).rejects.toThrow('EADDRINUSE');
});

test('another document is served, and left as it was', async () => {
  const document = {
    openapi: '3.1.1',
    info: { title: 'Birds', version: '1.0.0' },
    paths: {
      '/birds': {
        get: {
          responses: {
            200: { description: 'Birds', content: { 'application/json': { example: ['owl'] } } },
          },
        },
      },
    },
  };
  const before = structuredClone(document);
  const other = await startMock({ port: 0, document });
  try {
    const response = await fetch(`${other.url}/birds`);
    expect(await response.json()).toEqual(['owl']);
    expect(document).toEqual(before);
  } finally {
    await other.close();
  }
});

test('a closed mock answers no more', async () => {
  const other = await startMock({ port: 0 });
  await other.close();
  await expect(fetch(`${other.url}/api/v1/health`)).rejects.toThrow('fetch failed');
});
