/**
 * What the routes generator makes of documents that have nothing to do with ours: the verdict on each
 * value is that of ajv, and the document read off the routes means what the written one means.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Document } from 'contract-first/contract';
import { compareDocuments, type Difference } from 'contract-first/equivalence';
import { generateRoutes } from 'contract-first/generate';
import { Validator } from 'contract-first/schema';
import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';
import { components, done, info, json, parameter, type Schema } from './testing/documentParts.ts';
import { type Generated, generated } from './testing/generated.ts';
import { harbour } from './testing/harbour.ts';
import { refused } from './testing/refusedDocuments.ts';
import { cases } from './testing/schemaCases.ts';

function documentOf(schemas: Readonly<Record<string, Schema>>): Document {
  const paths = Object.entries(schemas).map(([id, schema], index) => [
    `/${index}`,
    { post: { operationId: id, requestBody: json(schema), responses: done } },
  ]);
  return {
    openapi: '3.1.1',
    info,
    paths: Object.fromEntries(paths),
    components: { schemas: components },
  };
}

describe('the validity of a body', () => {
  const all = cases;
  const document = documentOf(
    Object.fromEntries(Object.entries(all).map(([name, { schema }]) => [name, schema])),
  );
  const validator = new Validator(document);
  let made: Generated;
  beforeAll(async () => {
    made = await generated(document);
  });

  it.each(Object.entries(all))('%s', async (name, { schema, yes, no }) => {
    const index = Object.keys(all).indexOf(name);
    for (const [values, isValid] of [[yes, true] as const, [no, false] as const]) {
      for (const value of values) {
        const body = JSON.stringify(value);
        expect(validator.accepts(schema, JSON.parse(body)), `ajv on ${body}`).toBe(isValid);
        const headers = { 'Content-Type': 'application/json' };
        const { status } = await made.request(`/${index}`, { method: 'POST', headers, body });
        // The kit reads no text that is not Unicode.
        const isRead = !body.includes('\\ud');
        expect(status, `Zod on ${body}`).toBe(isValid && isRead ? 200 : 400);
      }
    }
  });

  it('refuses an integer beyond the safe range', async () => {
    const index = Object.keys(all).indexOf('int64');
    const headers = { 'Content-Type': 'application/json' };
    const body = '9007199254740993';
    expect((await made.request(`/${index}`, { method: 'POST', headers, body })).status).toBe(400);
  });
});

describe('the document emitted from the routes', () => {
  const schemas = Object.entries(cases).map(([name, { schema }]) => [name, schema] as const);
  const document = documentOf(Object.fromEntries(schemas));
  let differences: Difference[];
  beforeAll(async () => {
    differences = compareDocuments(document, (await generated(document)).emitted());
  });

  it.each(Object.keys(cases).map((name, index) => [name, index] as const))(
    'is equivalent: %s',
    (_name, index) => {
      const place = `/post ~1${index}/`;
      expect(differences.filter(({ pointer }) => pointer.startsWith(place))).toEqual([]);
    },
  );
});
describe('a request', () => {
  let made: Generated;
  beforeAll(async () => {
    made = await generated(harbour);
  });
  const path = '/ships/7?code=123456';
  const defaults = { limit: 5, zero: 0, no: false, empty: '', draught: 1.5, code: 123456 };

  it('has the defaults of missing parameters, including false and empty ones', async () => {
    const { status, value } = await made.request(path);
    expect({ status, value }).toMatchObject({
      status: 200,
      value: { params: { 'ship-id': 7 }, query: defaults },
    });
  });

  it.each([
    ['limit=9', { limit: 9 }],
    ['no=true', { no: true }],
    ['zero=-1', { zero: -1 }],
    ['ratio=-1.5e1', { ratio: -15 }],
    ['tag=a', { tag: ['a'] }],
    ['tag=a&tag=b', { tag: ['a', 'b'] }],
    ['id=1', { id: [1] }],
    ['id=1&id=2', { id: [1, 2] }],
    ['csv=1,2', { csv: [1, 2] }],
    ['csv=', { csv: [] }],
    ['pipe=a|b,c', { pipe: ['a', 'b,c'] }],
    ['side=b', { side: 'b' }],
    ['draught=0.5', { draught: 0.5 }],
    ['level=2', { level: 2 }],
    ['maybe=3', { maybe: 3 }],
    ['all=2', { all: 2 }],
    ['all=all', { all: 'all' }],
    ['on=true', { on: true }],
    ['a%20b=2026-01-01T00:00:00Z', { 'a b': '2026-01-01T00:00:00Z' }],
  ])('is parsed: %s', async (query, expected) => {
    const { status, value } = await made.request(`${path}&${query}`);
    expect({ status, value }).toEqual({
      status: 200,
      value: expect.objectContaining({ query: { ...defaults, ...expected } }),
    });
  });

  it.each([
    ...['limit=0', 'limit=10', 'limit=', 'limit=5.5', 'limit=05', 'limit=0x5', 'limit=5&limit=6'],
    ...['no=TRUE', 'no=1', 'ratio=1', 'ratio=Infinity', 'tag=', 'tag=a&tag=b&tag=c'],
    ...['id=x', 'id=1&id=1', 'csv=1,', 'csv=a', 'side=c', 'draught=0', 'level=3', 'maybe=null'],
    ...['all=0', 'all=some', 'on=false', 'a%20b=today'],
  ])('is refused: %s', async (query) => {
    expect((await made.request(`${path}&${query}`)).status).toBe(400);
  });

  it.each([
    ['a required parameter is missing', '/ships/7', {}],
    ['a parameter in the path is out of bounds', '/ships/0?code=123456', {}],
    ['a header is too long', path, { 'X-Trace': 'abcdef' }],
    ['a header is not a number', path, { 'x-count': 'a' }],
    ['a cookie is not a number', path, { Cookie: 'visits=a' }],
  ])('is refused if %s', async (_what, address, headers) => {
    expect((await made.request(address, { headers })).status).toBe(400);
  });

  it("has headers and cookies parsed with an operation's own parameters first", async () => {
    const headers = { 'X-TRACE': 'abcde', 'X-Count': '3', Cookie: 'visits=4' };
    expect((await made.request(path, { headers })).value).toMatchObject({
      headers: { 'x-trace': 'abcde', 'x-count': 3 },
      cookies: { visits: 4 },
    });
  });

  it('has a body of vendor JSON validated', async () => {
    const put = (body: string) => ({
      method: 'PUT',
      headers: { 'Content-Type': 'application/merge-patch+json' },
      body,
    });
    expect((await made.request('/ships/1', put('{"name":"a"}'))).status).toBe(200);
    expect((await made.request('/ships/1', put('{"name":1}'))).status).toBe(400);
  });

  it('has the text fields of its form parsed and validated', () => {
    const forms = made.module.formFields as Record<
      string,
      { safeParse(fields: object): { success: boolean; data?: unknown } }
    >;
    const read = (fields: object) => forms['ships.add']?.safeParse(fields);
    expect(read({ decks: '3', tags: 'a', side: 'b' })).toMatchObject({
      success: true,
      data: { decks: 3, sails: false, tags: ['a'], side: 'b' },
    });
    expect(read({ decks: '-1', tags: 'a' })?.success).toBe(false);
    expect(read({ decks: '1' })?.success).toBe(false);
    expect(read({ decks: '1', tags: 'a', other: '' })?.success).toBe(false);
  });
});

describe('the routes of a document', () => {
  it('emit an equivalent document', async () => {
    const made = await generated(harbour);
    expect(compareDocuments(harbour, made.emitted())).toEqual([]);
    expect(made.module.extensions).toEqual({ 'x-tides': [{ tide: 'high', level: 0 }] });
  });

  it('are the same bytes each time', async () => {
    const [one, two] = await Promise.all([generated(harbour), generated(harbour)]);
    expect(one.sources).toEqual(two.sources);
  });

  it('compile with the types of the document', { timeout: 120_000 }, async () => {
    const folder = await mkdtemp(join(toolkit, '.scratch-'));
    try {
      await generateRoutes(harbour, folder);
      await writeFile(join(folder, 'use.ts'), use);
      expect(errorsIn(join(folder, 'use.ts'))).toEqual([]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

const toolkit = fileURLToPath(new URL('../../../', import.meta.url));

/** Uses the types of the routes; `tsc` fails where an error that is expected here is not one. */
const use = `
import type { Handlers, Input } from '@contract-first/hono';
import type * as api from './routes.gen.ts';
import type { Operations, Ship } from './types.gen.ts';

export const ship: Ship = { name: 'a', next: null, convoy: [{ name: 'b', tender: { name: 'c' } }] };
// @ts-expect-error a name is a text, however deep
export const wrong: Ship = { name: 'a', convoy: [{ name: 'b', tender: { name: 1 } }] };

type Query = Operations['ships.get']['query'];
declare const query: Query;
export const limit: number = query.limit;
export const tags: string[] | undefined = query.tag;
export const all: number | 'all' | undefined = query.all;
export const side: 'a' | 'b' | undefined = query.side;
// @ts-expect-error a ratio may be missing
export const ratio: number = query.ratio;

export const same: Input<typeof api, 'ships.get'>['query'] = query;
export const handler: Handlers<typeof api>['ships.get'] = ({ params }) => ({
  status: 200,
  headers: { ETag: '"a"', 'X-Age': '1' },
  body: { name: String(params['ship-id'].toFixed()) },
});
`;

function errorsIn(file: string): string[] {
  const program = ts.createProgram([file], {
    ...{ strict: true, noEmit: true, skipLibCheck: true, exactOptionalPropertyTypes: true },
    ...{ allowImportingTsExtensions: true, types: [], lib: ['lib.es2024.d.ts', 'lib.dom.d.ts'] },
    target: ts.ScriptTarget.ES2024,
    module: ts.ModuleKind.NodeNext,
  });
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

describe('unsupported parts are reported with place and reason', () => {
  it.each(Object.entries(refused))('%s', async (_name, [document, reason]) => {
    const folder = await mkdtemp(join(tmpdir(), 'routes-'));
    try {
      const report = await generateRoutes(document, folder).then(
        ({ notices }) => notices.map(({ pointer, message }) => `${pointer} ${message}`).join('; '),
        (error: unknown) => String(error),
      );
      expect(report).toMatch(reason);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('an unsupported operation does not stop the rest', async () => {
    const whole = documentOf({ Whole: { type: 'string' }, Broken: { type: 'string' } });
    const operation = whole.paths['/1']?.post;
    const parameters = [parameter('__proto__', { type: 'string' })];
    const document: Document = {
      ...whole,
      paths: { ...whole.paths, '/1': { post: { ...operation, parameters } } },
    };
    const made = await generated(document);
    expect(Object.keys(made.module.routes as object)).toEqual(['Whole']);
    expect(made.notices.map(({ pointer }) => pointer)).toEqual(['#/paths/~11/post']);
  });

  it('an unsupported parameter does not stop the rest', async () => {
    const whole = documentOf({ Whole: { type: 'string' } });
    const text = { type: 'string' } as const;
    const parameters = [
      { name: '', in: 'header', schema: text },
      { name: 'Accept', in: 'header', schema: text },
      { name: 'id', in: 'path', required: true, schema: text },
    ] as const;
    const post = { ...whole.paths['/0']?.post, parameters };
    const made = await generated({ ...whole, paths: { '/0': { post } } });
    expect(Object.keys(made.module.routes as object)).toEqual(['Whole']);
    expect(made.emitted().paths['/0']?.post).not.toHaveProperty('parameters');
    expect(made.notices.map(({ message }) => message)).toEqual([
      'The header parameter "" is not read: it has no name.',
      'The header parameter "Accept" is not read: OpenAPI describes it by media types and security schemes.',
      'The path parameter "id" is not read: the path has no {id}.',
    ]);
  });

  it('an invalid keyword is reported and not checked', async () => {
    const Broken = { pattern: '[', type: 'string', minLength: 1 };
    const made = await generated({ ...documentOf({}), components: { schemas: { Broken } } });
    const { Broken: schema } = made.module.schemas as Record<
      string,
      { safeParse(value: unknown): { success: boolean } }
    >;
    expect(['a', ''].map((value) => schema?.safeParse(value).success)).toEqual([true, false]);
    expect(made.notices).toMatchObject([
      { rule: 'not-checked', pointer: '#/components/schemas/Broken/pattern' },
    ]);
  });
});
