/** Requests that are refused, as Prism itself judges them. */
import { createLogger } from '@stoplight/prism-core';
import {
  createInstance,
  getHttpOperationsFromSpec,
  type IHttpRequest,
} from '@stoplight/prism-http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Document, JsonSchema } from '../document/model.ts';
import { type MockServer, startMockServer } from './server.ts';

const json = (schema: JsonSchema) => ({ 'application/json': { schema } });
const ok = {
  description: 'It is there',
  content: { 'application/json': { example: { name: 'owl' } } },
};
const refused = {
  400: { description: 'Wrong' },
  401: { description: 'Who?' },
  415: { description: 'What?' },
};

const document: Document = {
  openapi: '3.1.1',
  info: { title: 'Birds', version: '1.0.0' },
  components: {
    securitySchemes: {
      Key: { type: 'apiKey', in: 'header', name: 'X-Key' },
      Ticket: { type: 'apiKey', in: 'query', name: 'ticket' },
      Session: { type: 'apiKey', in: 'cookie', name: 'session' },
      Token: { type: 'http', scheme: 'bearer' },
    },
    schemas: {
      Bird: {
        type: 'object',
        required: ['name'],
        additionalProperties: false,
        properties: {
          name: { type: 'string', minLength: 2 },
          colours: { type: 'array', items: { type: 'string', enum: ['brown', 'grey'] } },
          weight: { type: ['integer', 'null'], minimum: 1 },
        },
      },
    },
  },
  security: [{ Key: [] }, { Ticket: [] }, { Session: [] }, { Token: [] }],
  paths: {
    '/birds': {
      get: {
        security: [],
        parameters: [
          { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 10 } },
          {
            name: 'colour',
            in: 'query',
            schema: { type: 'array', items: { enum: ['brown', 'grey'] } },
          },
          { name: 'awake', in: 'query', schema: { type: 'boolean' } },
          { name: 'place', in: 'query', required: true, schema: { type: 'string', pattern: '^/' } },
          { name: 'X-Day', in: 'header', schema: { type: 'string', format: 'date' } },
        ],
        responses: { 200: ok, ...refused },
      },
      post: {
        requestBody: { required: true, content: json({ $ref: '#/components/schemas/Bird' }) },
        responses: { 201: ok, ...refused },
      },
    },
    '/birds/mine': { get: { responses: { 200: ok, ...refused } } },
    '/birds/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
      get: { security: [], responses: { 200: ok, ...refused } },
      put: {
        security: [],
        requestBody: {
          content: {
            'application/x-www-form-urlencoded': { schema: { $ref: '#/components/schemas/Bird' } },
            'multipart/form-data': { schema: { $ref: '#/components/schemas/Bird' } },
          },
        },
        responses: { 200: ok, ...refused },
      },
    },
  },
};

type Sent = { method?: string; headers?: Record<string, string>; body?: string };
const form = { 'content-type': 'application/x-www-form-urlencoded' };
const multipart = { 'content-type': 'multipart/form-data; boundary=x' };
const part = (name: string, value: string) =>
  `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n--x--\r\n`;
const post = (body: unknown, headers: Record<string, string> = { 'x-key': 'k' }): Sent => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

const requests: readonly (readonly [path: string, sent?: Sent])[] = [
  ['/birds?place=/tree'],
  ['/birds'],
  ['/birds?place=tree'],
  ['/birds?place=/tree&limit=3'],
  ['/birds?place=/tree&limit=0'],
  ['/birds?place=/tree&limit=many'],
  ['/birds?place=/tree&limit=2.5'],
  ['/birds?place=/tree&colour=brown'],
  ['/birds?place=/tree&colour=brown&colour=grey'],
  ['/birds?place=/tree&colour=red'],
  ['/birds?place=/tree&awake=true'],
  ['/birds?place=/tree&awake=perhaps'],
  ['/birds?place=/tree&place=/nest'],
  ['/birds?place=%2Ftree%20house'],
  ['/birds?place=/tree', { headers: { 'x-day': '2026-01-01' } }],
  ['/birds?place=/tree', { headers: { 'X-Day': 'today' } }],
  ['/birds/7'],
  ['/birds/owl'],
  ['/birds/mine', { headers: { 'x-key': 'k' } }],
  ['/birds/mine'],
  ['/birds/mine?ticket=t'],
  ['/birds/mine?ticket='],
  ['/birds/mine', { headers: { cookie: 'a=b; session=s' } }],
  ['/birds/mine', { headers: { cookie: 'a=b' } }],
  ['/birds/mine', { headers: { authorization: 'Bearer t' } }],
  ['/birds/mine', { headers: { authorization: 'Basic t' } }],
  ['/birds', post({ name: 'owl' })],
  ['/birds', post({ name: 'owl' }, {})],
  ['/birds', post({ name: 'o' })],
  ['/birds', post({})],
  ['/birds', post({ name: 'owl', wings: 2 })],
  ['/birds', post({ name: 'owl', weight: null, colours: ['grey'] })],
  ['/birds', post({ name: 'owl', weight: '3' })],
  ['/birds', post({ name: 'owl', colours: 'grey' })],
  ['/birds', post('owl')],
  [
    '/birds',
    post({ name: 'owl' }, { 'x-key': 'k', 'content-type': 'application/json; charset=utf-8' }),
  ],
  ['/birds', { method: 'POST', headers: { 'x-key': 'k' } }],
  [
    '/birds',
    { method: 'POST', headers: { 'x-key': 'k', 'content-type': 'text/plain' }, body: 'owl' },
  ],
  ['/birds/7', { method: 'PUT' }],
  ['/birds/7', { method: 'PUT', headers: form, body: 'name=owl' }],
  ['/birds/7', { method: 'PUT', headers: form, body: 'name=o' }],
  ['/birds/7', { method: 'PUT', headers: form, body: 'name=snow+owl&weight=3' }],
  ['/birds/7', { method: 'PUT', headers: form, body: 'name=owl&weight=heavy' }],
  ['/birds/7', { method: 'PUT', headers: multipart, body: part('name', 'owl') }],
  ['/birds/7', { method: 'PUT', headers: multipart, body: part('name', 'o') }],
];

let mock: MockServer;
let judge: (path: string, sent: Sent) => Promise<number>;
beforeAll(async () => {
  mock = await startMockServer({ document, port: 0, host: '127.0.0.1' });
  const operations = await getHttpOperationsFromSpec(structuredClone(document));
  const prism = createInstance(
    {
      isProxy: false,
      checkSecurity: true,
      validateRequest: true,
      validateResponse: false,
      errors: false,
      upstreamProxy: undefined,
      mock: { dynamic: false },
    },
    { logger: createLogger('test', { level: 'silent' }) },
  );
  judge = async (path, { method = 'GET', headers = {}, body }) => {
    const { pathname, searchParams } = new URL(path, 'http://mock');
    const query = Object.fromEntries(
      [...new Set(searchParams.keys())].map((name) => {
        const values = searchParams.getAll(name);
        return [name, values.length === 1 ? (values[0] ?? '') : values];
      }),
    );
    const lower = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
    const length = body === undefined ? {} : { 'content-length': String(body.length) };
    const isJson = headers['content-type']?.startsWith('application/json');
    const request: IHttpRequest = {
      // One of the methods above.
      method: method.toLowerCase() as IHttpRequest['method'],
      url: { path: pathname, query },
      headers: { ...Object.fromEntries(lower), ...length },
      body: body !== undefined && isJson ? JSON.parse(body) : body,
    };
    const answered = await prism.request(request, operations)();
    if (answered._tag === 'Right') return answered.right.output.statusCode;
    return 'status' in answered.left ? Number(answered.left.status) : 500;
  };
});
afterAll(() => mock.close());

test.each(requests.map(([path, sent = {}]) => ({ path, sent })))(
  'the mock accepts or refuses as Prism does: $path $sent',
  async ({ path, sent }) => {
    const response = await fetch(mock.url + path, sent);
    expect(response.status).toBe(await judge(path, sent));
  },
);
