/** Requests of a client that is right, and of clients that are each wrong in one way. */

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BoundOperation, operations } from 'contract-first/contract';
import { loadDocument } from 'contract-first/document';
import { Values } from 'contract-first/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Inputs } from '../../../src/verify/exchange.ts';
import { answersOf } from './answers.ts';
import { ApiServer } from './apiServer.ts';
import { Judge } from './judge.ts';

const text = { type: 'string', minLength: 1 };
const list = { type: 'array', items: { type: 'string' } };
const pair = { type: 'object', properties: { a: { type: 'integer' }, b: { type: 'string' } } };
const ok = { 200: { description: 'OK' } };
const note = {
  type: 'object',
  required: ['title'],
  properties: { title: text, count: { type: 'integer' }, tags: list, more: pair },
};
const body = (mediaType: string, schema: object, rest: object = {}) => ({
  requestBody: { required: true, content: { [mediaType]: { schema, ...rest } } },
});
const query = (name: string, schema: object, rest: object = {}) => ({
  ...{ name, in: 'query', schema },
  ...rest,
});

const document = {
  openapi: '3.1.0',
  info: { title: 'Notes', version: '1' },
  security: [{ key: [] }],
  paths: {
    '/notes/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
      get: {
        operationId: 'get',
        parameters: [
          query('tags', list),
          query('codes', list, { explode: false }),
          query('spaced', list, { style: 'spaceDelimited', explode: false }),
          query('filter', pair, { style: 'deepObject', explode: true }),
          query('pair', pair, { explode: false }),
          query(
            'json',
            {},
            { schema: undefined, content: { 'application/json': { schema: pair } } },
          ),
          { name: 'X-List', in: 'header', schema: list },
          { name: 'flavour', in: 'cookie', schema: text },
        ],
        responses: {
          200: { description: 'A note', content: { 'application/json': { schema: note } } },
        },
      },
    },
    '/matrix{at}': {
      get: {
        operationId: 'matrix',
        parameters: [{ name: 'at', in: 'path', required: true, style: 'matrix', schema: pair }],
        responses: ok,
      },
    },
    '/json': { post: { operationId: 'json', ...body('application/json', note), responses: ok } },
    '/form': {
      post: {
        operationId: 'form',
        ...body('application/x-www-form-urlencoded', note),
        responses: ok,
      },
    },
    '/upload': {
      post: {
        operationId: 'upload',
        ...body('multipart/form-data', {
          ...note,
          properties: { ...note.properties, file: { type: 'string', format: 'binary' } },
        }),
        responses: ok,
      },
    },
    '/styled': {
      post: {
        operationId: 'styled',
        requestBody: {
          content: {
            'multipart/form-data': {
              schema: {
                type: 'object',
                properties: {
                  tags: { type: 'array', items: { type: 'string' } },
                  more: { type: 'object', properties: { a: { type: 'string' } } },
                },
              },
              encoding: {
                tags: { style: 'form', explode: false },
                more: { style: 'form', explode: false },
              },
            },
          },
        },
        responses: ok,
      },
    },
  },
  components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } } },
};

let server: ApiServer;
let judge: Judge;
let bound: ReadonlyMap<string, BoundOperation>;
let values: Values;
beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'judge-'));
  await writeFile(join(folder, 'api.json'), JSON.stringify(document));
  const loaded = await loadDocument(join(folder, 'api.json'));
  await rm(folder, { recursive: true });
  judge = new Judge(loaded.document);
  values = new Values(loaded.document, 1, 'response');
  bound = new Map(operations(loaded.document).map((each) => [each.id, each]));
  server = await ApiServer.start();
  server.judgeBy(judge);
});
afterAll(() => server.stop());

/** What a call is given; the rest of it is empty. */
type Given = Partial<Inputs>;

/** The kinds of faults that the server finds in a request. */
async function kindsOf(
  id: string,
  given: Given,
  target: string,
  init: RequestInit = {},
): Promise<string[]> {
  const operation = bound.get(id);
  if (!operation) throw new Error(`No operation ${id}`);
  server.expect({
    expected: {
      ...{ operation, basePath: '/api', credentials: { key: 'secret' } },
      given: { path: {}, query: {}, header: {}, cookie: {}, ...given },
    },
    answers: answersOf(operation, JSON.parse(JSON.stringify(document)), values),
  });
  const headers = new Headers(init.headers);
  if (!headers.has('X-Key')) headers.set('X-Key', 'secret');
  await fetch(`${server.url}${target}`, { ...init, headers });
  return server.observed.faults.map(({ kind }) => kind);
}

const path = { id: 7 };

describe('a request that is right', () => {
  it.each<[string, string, Given, string, RequestInit?]>([
    ['a path', 'get', { path }, '/api/notes/7'],
    [
      'an exploded list',
      'get',
      { path, query: { tags: ['a,b', '2'] } },
      '/api/notes/7?tags=a%2Cb&tags=2',
    ],
    [
      'a list with commas',
      'get',
      { path, query: { codes: ['a b', 'c'] } },
      '/api/notes/7?codes=a%20b,c',
    ],
    [
      'a list with spaces',
      'get',
      { path, query: { spaced: ['a', 'c'] } },
      '/api/notes/7?spaced=a%20c',
    ],
    [
      'an object in brackets',
      'get',
      { path, query: { filter: { a: 1, b: '2' } } },
      '/api/notes/7?filter[a]=1&filter%5Bb%5D=2',
    ],
    [
      'an object by twos',
      'get',
      { path, query: { pair: { a: 1, b: 'x' } } },
      '/api/notes/7?pair=a,1,b,x',
    ],
    [
      'JSON in a query',
      'get',
      { path, query: { json: { a: 1 } } },
      '/api/notes/7?json=%7B%22a%22%3A1%7D',
    ],
    [
      'a list in a header',
      'get',
      { path, header: { 'X-List': ['a', 'b'] } },
      '/api/notes/7',
      { headers: { 'x-list': 'a, b' } },
    ],
    [
      'a cookie',
      'get',
      { path, cookie: { flavour: 'oat' } },
      '/api/notes/7',
      { headers: { cookie: 'flavour=oat' } },
    ],
    ['a matrix', 'matrix', { path: { at: { a: 1, b: 'x' } } }, '/api/matrix;at=a,1,b,x'],
  ])('has no fault: %s', async (_name, id, given, target, init) => {
    expect(await kindsOf(id, given, target, init)).toEqual([]);
  });

  const value = { title: 'a&b', count: 3, tags: ['x', 'y z'], more: { a: 1 } };
  it('has no fault: JSON', async () => {
    const found = await kindsOf('json', json(value), '/api/json', posted(value));
    expect(found).toEqual([]);
  });

  it('has no fault: a form', async () => {
    const given = { body: { mediaType: 'application/x-www-form-urlencoded', value } };
    const sent = new URLSearchParams([
      ...Object.entries({ title: 'a&b', count: '3', more: '{"a":1}' }),
      ...value.tags.map((each): [string, string] => ['tags', each]),
    ]);
    expect(await kindsOf('form', given, '/api/form', { method: 'POST', body: sent })).toEqual([]);
  });

  it('has no fault: a multipart form with a file', async () => {
    const given = {
      body: { mediaType: 'multipart/form-data', value: { ...value, file: 'bytes' } },
    };
    const sent = formOf(value);
    sent.append('file', new Blob(['bytes']), 'a.bin');
    expect(await kindsOf('upload', given, '/api/upload', { method: 'POST', body: sent })).toEqual(
      [],
    );
  });

  it('has no fault: parts of a multipart form with one text for a list and for an object', async () => {
    const styled = { tags: ['a', 'b'], more: { a: 'c' } };
    const given = { body: { mediaType: 'multipart/form-data', value: styled } };
    const body = formWith({ tags: 'a,b', more: 'a,c' });
    expect(await kindsOf('styled', given, '/api/styled', { method: 'POST', body })).toEqual([]);
  });
});

const json = (value: unknown): Given => ({ body: { mediaType: 'application/json', value } });
const posted = (value: unknown): RequestInit => ({
  method: 'POST',
  body: JSON.stringify(value),
  headers: { 'Content-Type': 'application/json' },
});
function formOf(value: { title: string; count: number; tags: string[]; more: object }): FormData {
  const form = new FormData();
  form.append('title', value.title);
  form.append('count', String(value.count));
  for (const tag of value.tags) form.append('tags', tag);
  form.append('more', new Blob([JSON.stringify(value.more)], { type: 'application/json' }));
  return form;
}

describe('a request that is wrong', () => {
  it.each<[string, string, Given, string, RequestInit?]>(
    [
      ['method', 'get', { path }, '/api/notes/7', { method: 'POST' }],
      ['path: not below the URL of the server', 'get', { path }, '/notes/7'],
      ['path: not that of the operation', 'get', { path }, '/api/note/7'],
      ['path (simple): invalid: type', 'get', { path }, '/api/notes/undefined'],
      ['path (simple): not what was given', 'get', { path }, '/api/notes/8'],
      ['query: missing', 'get', { path, query: { tags: ['a'] } }, '/api/notes/7'],
      [
        'query (form, exploded): not what was given',
        'get',
        { path, query: { tags: ['a', 'b'] } },
        '/api/notes/7?tags=a,b',
      ],
      [
        'query (form): not what was given',
        'get',
        { path, query: { codes: ['a', 'b'] } },
        '/api/notes/7?codes=a%2Cb',
      ],
      ['query: unknown parameter', 'get', { path }, '/api/notes/7?tag=a'],
      ['query: sent, but not given', 'get', { path }, '/api/notes/7?tags=a'],
      [
        'query (deepObject, exploded): invalid: type',
        'get',
        { path, query: { filter: { a: 1 } } },
        '/api/notes/7?filter[a]=[object+Object]',
      ],
      [
        'query: unknown parameter',
        'get',
        { path, query: { filter: { a: 1 } } },
        '/api/notes/7?a=1',
      ],
      [
        'query (content): invalid: type',
        'get',
        { path, query: { json: { a: 1 } } },
        '/api/notes/7?json=[object+Object]',
      ],
      ['header: missing', 'get', { path, header: { 'X-List': ['a'] } }, '/api/notes/7'],
      [
        'header (simple): not what was given',
        'get',
        { path, header: { 'X-List': ['a'] } },
        '/api/notes/7',
        { headers: { 'x-list': 'a,b' } },
      ],
      ['cookie: missing', 'get', { path, cookie: { flavour: 'oat' } }, '/api/notes/7'],
      ['credentials: missing', 'get', { path }, '/api/notes/7', { headers: { 'x-key': 'other' } }],
      [
        'header: Accept takes no documented type',
        'get',
        { path },
        '/api/notes/7',
        { headers: { accept: 'text/plain' } },
      ],
      ['path: not that of the operation', 'matrix', { path: { at: { a: 1 } } }, '/api/x;at=a,1'],
      [
        'path (matrix): not what was given',
        'matrix',
        { path: { at: { a: 1 } } },
        '/api/matrix;at=a,2',
      ],
      ['body: missing', 'json', json({ title: 'a' }), '/api/json', { method: 'POST' }],
      [
        'body: cannot be read',
        'json',
        json({ title: 'a' }),
        '/api/json',
        { method: 'POST', body: 'a', headers: { 'content-type': 'text/plain' } },
      ],
      [
        'body: cannot be read',
        'json',
        json({ title: 'a' }),
        '/api/json',
        { ...posted(0), body: '{' },
      ],
      [
        'body: application/json: invalid: required',
        'json',
        json({ title: 'a' }),
        '/api/json',
        posted({ Title: 'a' }),
      ],
      [
        'body: application/json: not what was given',
        'json',
        json({ title: 'a' }),
        '/api/json',
        posted({ title: 'a', more: {} }),
      ],
      [
        'body: unknown field of a form',
        'form',
        { body: { mediaType: 'application/x-www-form-urlencoded', value: { title: 'a' } } },
        '/api/form',
        { method: 'POST', body: new URLSearchParams('title=a&title[x]=1') },
      ],
      [
        'body: application/x-www-form-urlencoded: invalid: type',
        'form',
        {
          body: {
            mediaType: 'application/x-www-form-urlencoded',
            value: { title: 'a', more: { a: 1 } },
          },
        },
        '/api/form',
        { method: 'POST', body: new URLSearchParams({ title: 'a', more: '[object Object]' }) },
      ],
      [
        'body: multipart/form-data: not what was given',
        'upload',
        { body: { mediaType: 'multipart/form-data', value: { title: 'a', tags: ['a', 'b'] } } },
        '/api/upload',
        { method: 'POST', body: formWith({ title: 'a', tags: 'a,b' }) },
      ],
      ['body: not wanted', 'matrix', { path: { at: { a: 1 } } }, '/api/matrix;at=a,1', undefined],
    ].filter(([kind]) => kind !== 'body: not wanted') as [
      string,
      string,
      Given,
      string,
      RequestInit?,
    ][],
  )('is noticed: %s (%s)', async (kind, id, given, target, init) => {
    expect(await kindsOf(id, given, target, init)).toContain(kind);
  });
});

function formWith(fields: Readonly<Record<string, string>>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
}
