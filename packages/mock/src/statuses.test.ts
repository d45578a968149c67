/** Every operation with every status that it lists, as in the contract's examples. */
import { isJson, type Parameter } from 'contract-first/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Mock, startMock } from './mock.ts';
import { checkedFetch, contract } from './testing/checkedFetch.ts';

const operations = [...contract.operations.values()].map((operation) => ({
  id: operation.id,
  operation,
}));
const pairs = operations.flatMap((each) =>
  Object.keys(each.operation.responses)
    // Switching protocols is tested by live.test.ts.
    .filter((status) => status !== '101')
    .map((status) => ({ ...each, status: Number(status) })),
);
const guarded = operations.filter(({ operation }) => operation.security.length > 0);

let mock: Mock;
beforeAll(async () => {
  mock = await startMock({ port: 0 });
});
afterAll(() => mock.close());

type Operation = (typeof operations)[number]['operation'];

/** The URL with the values of the contract's examples. */
function addressOf({ path, parameters }: Operation): string {
  const shownFor = ({ example }: Parameter) => encodeURIComponent(String(example));
  const address = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const parameter = parameters.find((each) => each.in === 'path' && each.name === name);
    return parameter ? shownFor(parameter) : '';
  });
  const query = parameters
    .filter((each) => each.in === 'query' && each.required)
    .map((each) => `${each.name}=${shownFor(each)}`);
  return query.length > 0 ? `${address}?${query.join('&')}` : address;
}

function bodyOf({ requestBody }: Operation): Pick<RequestInit, 'body' | 'headers'> {
  const [[type, { example }] = ['', {}]] = Object.entries(requestBody?.content ?? {});
  if (!requestBody) return {};
  if (type === 'multipart/form-data') {
    const form = new FormData();
    form.append('file', new File(['Buy milk.'], 'notes.txt'));
    return { body: form };
  }
  const body = isJson(type) ? JSON.stringify(example) : 'Buy milk.';
  return { headers: { 'Content-Type': type }, body };
}

/** The headers that an operation cannot do without. */
const neededHeaders = ({ parameters }: Operation): Record<string, string> =>
  Object.fromEntries(
    parameters
      .filter((each) => each.in === 'header' && each.required)
      .map(({ name, example }) => [name, String(example)]),
  );

function send(operation: Operation, headers: Record<string, string>): Promise<Response> {
  const { headers: own, ...init } = bodyOf(operation);
  const all = { ...headers, ...neededHeaders(operation), ...(own as Record<string, string>) };
  const method = operation.method.toUpperCase();
  return checkedFetch(mock)(addressOf(operation), { method, ...init, headers: all });
}

test.each(pairs)('$id answers $status with its example', async ({ operation, status }) => {
  const [[type, media] = []] = Object.entries(operation.responses[status]?.content ?? {});
  const response = await send(operation, {
    'X-API-Key': 'fo_abc123_token456',
    Authorization: 'Bearer e',
    Prefer: `code=${status}`,
    'X-Request-Id': 'mine',
  });

  expect(response.status).toBe(status);
  // A response documented as any media type needs an actual one; Prism uses plain text.
  const shown = type === '*/*' ? 'text/plain' : (type ?? null);
  expect(response.headers.get('Content-Type')).toBe(shown);
  expect(response.headers.get('X-Request-Id')).toBe('mine');
  const text = await response.text();
  if (type !== 'application/problem+json') {
    expect(type && isJson(type) ? JSON.parse(text) : text).toEqual(media?.example ?? '');
    return;
  }
  const instance = addressOf(operation);
  const problem = { ...(media?.example as object), instance, request_id: 'mine' };
  const { detail, ...asked } = JSON.parse(text);
  expect({ detail: expect.any(String), ...asked }).toEqual({
    ...problem,
    detail: expect.any(String),
  });
});

test.each(guarded)('$id needs credentials despite any preference', async ({ operation }) => {
  const { headers, ...init } = bodyOf(operation);
  const response = await fetch(mock.url + addressOf(operation), {
    method: operation.method.toUpperCase(),
    ...init,
    headers: { Prefer: 'code=200', ...(headers as Record<string, string>) },
  });
  expect(response.status).toBe(401);
  expect(response.headers.get('WWW-Authenticate')).toContain('Bearer');
  expect(await response.json()).toMatchObject({ code: 'missing_credentials' });
});
