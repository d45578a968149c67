/** Checks that compare what a server says at several times, on one that is right and on changes of it. */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import type { Document } from '../../document/model.ts';
import { verified } from '../testing/verified.ts';

type Note = { id: string; slug: string; text: string; done: boolean };

const described = (...statuses: readonly string[]) =>
  Object.fromEntries(statuses.map((status) => [status, { description: status }]));
const content = (schema: object) => ({ 'application/json': { schema } });
const properties = {
  slug: { type: 'string', pattern: '^[a-z]{8}$' },
  text: { type: 'string', minLength: 6, maxLength: 40 },
  done: { type: 'boolean' },
};
const input = {
  type: 'object',
  required: ['slug', 'text', 'done'],
  additionalProperties: false,
  properties: { id: { type: 'string', format: 'uuid', readOnly: true }, ...properties },
};
const shown = {
  type: 'object',
  required: ['id', 'slug', 'text', 'done'],
  properties: { id: { type: 'string' }, ...properties },
};
const inQuery = (name: string, schema: object) => ({ name, in: 'query', schema });
const one = { description: 'One', content: content(shown) };
const document = {
  openapi: '3.1.1',
  info: { title: 'Notes', version: '1' },
  paths: {
    '/notes': {
      get: {
        operationId: 'list',
        parameters: [
          inQuery('done', { type: 'boolean' }),
          inQuery('sort', { enum: ['text', '-text'] }),
          inQuery('page', { type: 'integer', minimum: 1, default: 1 }),
          inQuery('size', { type: 'integer', minimum: 1, maximum: 50 }),
        ],
        responses: {
          ...described('400'),
          200: { description: 'Some', content: content({ type: 'array', items: shown }) },
        },
      },
      post: {
        operationId: 'create',
        requestBody: { required: true, content: content(input) },
        responses: { ...described('400', '409', '415'), 201: one },
      },
    },
    '/notes/{slug}': {
      parameters: [{ name: 'slug', in: 'path', required: true, schema: properties.slug }],
      get: { operationId: 'read', responses: { ...described('304', '400', '404'), 200: one } },
      put: {
        operationId: 'replace',
        requestBody: { required: true, content: content(input) },
        responses: { ...described('400', '404', '415'), 200: one },
      },
      delete: { operationId: 'remove', responses: described('204', '400', '404') },
    },
  },
} as unknown as Document;

/** One step of the server, which a test may replace. */
const right = {
  filtered: (notes: readonly Note[], done: string | null): readonly Note[] =>
    notes.filter((each) => done === null || String(each.done) === done),
  sorted: (notes: readonly Note[], sort: string | null): readonly Note[] =>
    sort === null
      ? notes
      : notes.toSorted((a, b) => (a.text < b.text ? -1 : 1) * (sort.startsWith('-') ? -1 : 1)),
  paged: (notes: readonly Note[], page: number, size: number): readonly Note[] =>
    notes.slice((page - 1) * size, page * size),
  isTaken: (notes: ReadonlyMap<string, Note>, slug: string) => notes.has(slug),
  idOf: (_given: unknown, made: string) => made,
  /** The note that a PUT keeps. */
  kept: (_before: Note, after: Note) => after,
  mayReplace: (before: Note | undefined): boolean => before !== undefined,
  refused: (_before: Note) => {},
  etag: (note: Note) => `"${Buffer.from(JSON.stringify(note)).toString('base64url')}"`,
  removed: (all: Map<string, Note>, slug: string) => all.delete(slug),
};

function notesServer(changes: Partial<typeof right>): RequestListener {
  const steps = { ...right, ...changes };
  const all = new Map<string, Note>();
  let count = 0;
  const isText = (value: unknown, pattern: RegExp): value is string =>
    typeof value === 'string' && pattern.test(value);
  const read = async (request: IncomingMessage): Promise<Partial<Note> | undefined> => {
    const given: unknown = await json(request).catch(() => undefined);
    if (typeof given !== 'object' || given === null || Array.isArray(given)) return undefined;
    const { id, slug, text, done, ...others } = given as Partial<Note>;
    const isValid =
      isText(slug, /^[a-z]{8}$/) && isText(text, /^.{6,40}$/su) && typeof done === 'boolean';
    const isId = id === undefined || isText(id, /^[0-9a-f-]{36}$/);
    return isValid && isId && Object.keys(others).length === 0 ? given : undefined;
  };
  const send = (response: ServerResponse, status: number, body?: unknown, headers = {}) =>
    response
      .writeHead(status, {
        ...headers,
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
      })
      .end(body === undefined ? undefined : JSON.stringify(body));
  return async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://server.test');
    const [, , slug] = pathname.split('/');
    const isJson = request.headers['content-type'] === 'application/json';
    if (slug === undefined && request.method === 'GET') {
      const [page, size] = ['page', 'size'].map((name) => searchParams.get(name));
      const done = searchParams.get('done');
      const sort = searchParams.get('sort');
      const isRight =
        [page, size].every((each) => each == null || /^[1-9]\d*$/.test(each)) &&
        Number(size ?? 1) <= 50 &&
        [null, 'true', 'false'].includes(done) &&
        [null, 'text', '-text'].includes(sort);
      if (!isRight) return send(response, 400);
      const found = steps.sorted(steps.filtered([...all.values()], done), sort);
      return send(response, 200, steps.paged(found, Number(page ?? 1), Number(size ?? 50)));
    }
    if (slug === undefined && request.method === 'POST') {
      if (!isJson) return send(response, 415);
      const given = await read(request);
      if (!given) return send(response, 400);
      if (steps.isTaken(all, given.slug ?? '')) return send(response, 409);
      const made = `00000000-0000-4000-8000-${String(++count).padStart(12, '0')}`;
      const note = { ...given, id: steps.idOf(given.id, made) } as Note;
      all.set(note.slug, note);
      return send(response, 201, note);
    }
    if (!isText(slug, /^[a-z]{8}$/)) return send(response, 404);
    const before = all.get(slug);
    switch (request.method) {
      case 'GET':
        return before
          ? send(response, 200, before, { ETag: steps.etag(before) })
          : send(response, 404);
      case 'PUT': {
        if (!steps.mayReplace(before)) return send(response, 404);
        const given = isJson ? await read(request) : undefined;
        if (!given) {
          if (before) steps.refused(before);
          return send(response, isJson ? 400 : 415);
        }
        const after = { ...given, id: before?.id ?? 'new', slug } as Note;
        all.set(after.slug, before ? steps.kept(before, after) : after);
        return send(response, 200, after);
      }
      case 'DELETE':
        if (!before) return send(response, 404);
        steps.removed(all, before.slug);
        return send(response, 204);
      default:
        return send(response, 404);
    }
  };
}

it('nothing is found on a server that is right', async () => {
  const { findings, reach } = await verified(document, notesServer({}));
  expect([findings, reach.reached]).toEqual([[], 5]);
});

it('a server may normalise values', async () => {
  const kept = (_before: Note, after: Note) => ({
    ...after,
    text: after.text.trim().toUpperCase(),
  });
  const { findings } = await verified(document, notesServer({ kept }));
  expect(findings).toEqual([]);
});

describe('is found', () => {
  it.each<[what: string, changes: Partial<typeof right>, expected: readonly string[]]>([
    ['a PUT that changes nothing', { kept: (before) => before }, ['changes-kept replace']],
    [
      'a refused PUT that changes something',
      {
        refused: (before) => {
          before.text = 'something';
        },
      },
      ['changes-kept replace'],
    ],
    ['an ETag that stays', { etag: () => '"1"' }, ['changes-kept replace']],
    ['a PUT that creates', { mayReplace: () => true }, ['put-missing replace']],
    ['a second note with the same key', { isTaken: () => false }, ['key-taken create']],
    ['an id of the client', { idOf: (given, made) => String(given ?? made) }, ['read-only create']],
    ['pages of any size', { paged: (notes) => notes }, ['pages-agree list']],
    [
      'pages that overlap',
      {
        paged: (notes, page, size) => notes.slice(Math.max(0, (page - 1) * size - 1), page * size),
      },
      ['pages-agree list'],
    ],
    [
      'pages that begin at 0',
      { paged: (notes, page, size) => notes.slice(page * size, (page + 1) * size) },
      ['pages-agree list'],
    ],
    ['a filter that is ignored', { filtered: (notes) => notes }, ['filters list']],
    [
      'an order that is reversed',
      {
        sorted: (notes, sort) =>
          right.sorted(notes, sort && (sort.startsWith('-') ? 'text' : '-text')),
      },
      ['sorting list'],
    ],
  ])('%s', async (_what, changes, expected) => {
    const { findings } = await verified(document, notesServer(changes));
    const found = new Set(findings.map(({ check, operation }) => `${check} ${operation}`));
    expect([...found]).toEqual(expected);
  });
});
