import { describe, expect, it } from 'vitest';
import { type Operation, operations } from '../../document/model.ts';
import { jsonLineOf } from '../requestLog.ts';
import { documentOf, json, ok, serving, withParameters } from '../testing/serving.ts';
import { delayMs } from './delay.ts';
import { sampleRequest } from './sampleRequest.ts';

const prefer = (text: string): RequestInit => ({ headers: { Prefer: text } });
const book = documentOf(
  {
    '/books': { get: { responses: ok({ type: 'object' }) } },
    '/books/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
      get: {
        responses: {
          ...ok({ type: 'object' }),
          404: { description: 'none' },
          429: { description: 'too many' },
          503: { description: 'later' },
        },
      },
    },
  },
  {},
  { servers: [{ url: 'https://example.com/api/v1' }] },
);

describe('Prefer', () => {
  it.each([
    ['code=404', 'code=404'],
    ['code=404, wait=0', 'code=404, wait=0'],
    ['dynamic=true, seed="a b"', 'dynamic=true, seed="a b"'],
    ['respond-async', null],
  ])('%s is reported as applied: %s', async (text, applied) => {
    const { headers } = await (await serving(book)).ask('/books/7', prefer(text));
    expect(headers.get('Preference-Applied')).toBe(applied);
  });

  it('that cannot be met is not reported as applied', async () => {
    const { headers } = await (await serving(book)).ask('/books/7', prefer('code=418'));
    expect(headers.get('Preference-Applied')).toBeNull();
  });

  it('wait= answers after that time, in place of the delay', async () => {
    const { ask } = await serving(book, { delay: 600_000 });
    const started = performance.now();
    await ask('/books', prefer('wait=0.05'));
    expect(performance.now() - started).toBeGreaterThan(49);
  });

  it.each(['wait=soon', 'wait=601', 'items=-1', 'interval=1.5'])('%s is refused', async (text) => {
    const { text: body } = await (await serving(book)).ask('/books', prefer(text));
    expect(body).toContain('a number from 0 to');
  });
});

describe('a delay', () => {
  it('of a range is between its ends, both included', () => {
    expect([0, 0.5, 0.999].map((random) => delayMs([100, 800], () => random))).toEqual([
      100, 450, 800,
    ]);
  });
});

describe('errors', () => {
  it('are documented ones', async () => {
    const { ask } = await serving(book, { errors: 1, seed: 'a' });
    const statuses = await Promise.all(Array.from({ length: 20 }, () => ask('/books/7')));
    expect(new Set(statuses.map(({ status }) => status))).toEqual(new Set([429, 503]));
  });

  it('of an operation with none but a default are 500', async () => {
    const responses = { ...ok({ type: 'object' }), default: { description: 'error' } };
    const { ask } = await serving(documentOf({ '/': { get: { responses } } }), { errors: 1 });
    expect((await ask('/')).status).toBe(500);
  });
});

describe('limits', () => {
  it('apply to an operation that documents a 429, with its number', async () => {
    const headers = { 'X-RateLimit-Limit': { schema: { type: 'integer' }, example: 2 } };
    const responses = { 200: { description: 'ok', headers }, 429: { description: 'too many' } };
    const { ask } = await serving(documentOf({ '/': { get: { responses } } }), {
      rateLimits: true,
    });
    const seen = [await ask('/'), await ask('/'), await ask('/')];
    expect(seen.map(({ status }) => status)).toEqual([200, 200, 429]);
    expect(seen[1]?.headers.get('RateLimit')).toMatch(/r=0;t=\d+$/);
    expect(seen[1]?.headers.get('RateLimit-Policy')).toBe('"get /";q=2;w=60');
    expect(Number(seen[2]?.headers.get('Retry-After'))).toBeGreaterThan(0);
  });

  it('count requests together by a key of the mock, made from the body as it came', async () => {
    const post: Operation = {
      'x-rate-limit': 'signIn',
      requestBody: { content: { 'application/json': { schema: { type: 'object' } } } },
      responses: { ...ok(), 429: { description: 'too many' } },
    };
    const policy = { policy: 'signIn', limit: 1, window: 60, per: 'account' };
    const document = documentOf({ '/': { post } }, {}, { 'x-rate-limits': [policy] });
    const { ask } = await serving(document, {
      rateLimits: true,
      limitKeys: { account: ({ body }) => body.toString() },
    });
    const statusOf = async (name: string) => (await ask('/', json({ name }))).status;
    const statuses = [await statusOf('ann'), await statusOf('bo'), await statusOf('ann')];
    expect(statuses).toEqual([200, 200, 429]);
  });

  it('do not apply without the option', async () => {
    const { headers } = await (await serving(book)).ask('/books/7');
    expect(headers.get('RateLimit')).toBeNull();
  });
});

describe('an unknown path', () => {
  it.each([
    ['/book', 'nearest: GET /books'],
    ['/bookz/7', 'nearest: GET /books/{id}'],
    ['/api/v1/books/of/all/times', 'leave out the base path "/api/v1"'],
  ])('%s is answered with "%s"', async (path, words) => {
    const { status, text } = await (await serving(book)).ask(path);
    expect(status).toBe(404);
    expect(text).toContain(JSON.stringify(words).slice(1, -1));
  });
});

describe('CORS', () => {
  const preflight = (Origin: string): RequestInit => ({
    method: 'OPTIONS',
    headers: { Origin, 'Access-Control-Request-Method': 'GET' },
  });

  it('lets pages of a named origin send cookies', async () => {
    const origin = 'http://localhost:5173';
    const { ask } = await serving(book, { cors: [origin] });
    const { headers } = await ask('/books', { headers: { Origin: origin } });
    expect(headers.get('Access-Control-Allow-Credentials')).toBe('true');
    expect(headers.get('Access-Control-Expose-Headers')).toContain('Preference-Applied');
  });

  it('allows a preflight of an unknown path, so that pages see the 404', async () => {
    const { status } = await (await serving(book)).ask('/none', preflight('http://localhost:1'));
    expect(status).toBe(204);
  });
});

describe('a sample request', () => {
  const sampleOf = (document: Parameters<typeof sampleRequest>[0]) =>
    sampleRequest(document, operations(document), 'http://h');

  it('is the plainest GET', () => {
    expect(sampleOf(book)).toBe('curl http://h/books');
  });

  it('has what is required, with credentials', () => {
    const parameters = withParameters(
      { name: 'q', in: 'query', required: true, example: 'a b' },
      { name: 'X-A', in: 'header', required: true, schema: { const: 'c' } },
    );
    const components = { securitySchemes: { Key: { type: 'http', scheme: 'bearer' } } };
    const document = { ...parameters, components, security: [{ Key: [] }] };
    const words = "curl -H 'X-A: c' -H 'Authorization: Bearer secret' 'http://h/?q=a+b'";
    expect(sampleOf(document)).toBe(words);
  });

  it('has no command of the document', () => {
    const header = { name: 'X', in: 'header', required: true, example: "'; rm -rf / #" } as const;
    expect(sampleOf(withParameters(header))).toBe("curl -H 'X: '\\''; rm -rf / #' http://h/");
  });
});

it('a request is a line of JSON', () => {
  const line = { method: 'GET', target: '/', status: 200, ms: 1.26, decision: 'a\nb' };
  expect(JSON.parse(jsonLineOf(line, new Date(0)))).toEqual({
    time: '1970-01-01T00:00:00.000Z',
    method: 'GET',
    target: '/',
    status: 200,
    ms: 1.3,
    reason: 'a\nb',
  });
});
