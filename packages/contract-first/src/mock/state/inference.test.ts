/** Which operations have a state in documents whose styles are less usual, and how the others are reported. */
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Document, JsonSchema, Parameter, PathItem } from '../../document/model.ts';
import { startMockServer } from '../server.ts';
import { documentOf, json, ok, ref, serving } from '../testing/serving.ts';
import { MockState } from './mockState.ts';
import { reportLines, stateReport } from './report.ts';

const text: JsonSchema = { type: 'string' };
const whole: JsonSchema = { type: 'integer' };
const object = (properties: object, required: readonly string[] = []): JsonSchema => ({
  type: 'object',
  required,
  properties,
});
const listOf = (items: JsonSchema): JsonSchema => ({ type: 'array', items });
const inPath = (name: string, schema: JsonSchema = text): Parameter => ({
  ...{ name, schema },
  in: 'path',
  required: true,
});
const body = (schema: JsonSchema, type = 'application/json') => ({
  required: true,
  content: { [type]: { schema } },
});
const found = (schema: JsonSchema) => ({ ...ok(schema), 404: { description: 'Not found' } });

/** A mock with state, and the ids of what it starts with. */
async function stateful(document: Document) {
  const { ask } = await serving(document, { state: {} });
  const state = new MockState(document).snapshot();
  return { ask, first: (name: string) => encodeURIComponent(state[name]?.[0]?.key ?? 'none') };
}

describe('ids', () => {
  it('are accepted by the paths of what is below, too', async () => {
    const { ask, first } = await stateful(
      documentOf(
        {
          '/projects': {
            post: { requestBody: body(ref('Project')), responses: ok(ref('Project')) },
          },
          '/projects/{id}': {
            get: { parameters: [inPath('id')], responses: found(ref('Project')) },
          },
          '/projects/{id}/notes': {
            get: { parameters: [inPath('id', whole)], responses: found(listOf(ref('Note'))) },
          },
        },
        { Project: object({ id: text }, ['id']), Note: object({ id: text }, ['id']) },
      ),
    );
    expect((await ask(`/projects/${first('projects')}/notes`)).status).toBe(200);
  });

  it('have the form that the paths below want, if no path reads the resource', async () => {
    const sid = { type: 'string', pattern: '^PX[0-9a-f]{8}$' };
    const { ask, first } = await stateful(
      documentOf(
        {
          '/orders': {
            get: { responses: ok(listOf(ref('Order'))) },
            post: { requestBody: body(ref('Order')), responses: ok(ref('Order')) },
          },
          '/orders/{orderSid}/parts': {
            get: { parameters: [inPath('orderSid', sid)], responses: found(listOf(ref('Part'))) },
          },
        },
        { Order: object({ sid, note: text }, ['sid']), Part: object({ id: text }) },
      ),
    );
    expect((await ask(`/orders/${first('orders')}/parts`)).status).toBe(200);
  });

  it('may have slashes, if the document wants them', async () => {
    const arn = { type: 'string', pattern: '^arn:aws:environment/\\w+$' };
    const { ask, first } = await stateful(
      documentOf({
        '/tags/{arn}': {
          parameters: [inPath('arn', arn)],
          get: { responses: found(object({ tags: object({}) })) },
          put: { requestBody: body(object({ tags: object({}) })), responses: found(object({})) },
        },
      }),
    );
    expect((await ask(`/tags/${first('tags')}`)).status).toBe(200);
  });

  it('are those of the path alone, if what looks like the id has another form', async () => {
    const key = object({ token: { type: 'string', pattern: '^t-[a-z]+$' } }, ['token']);
    const { ask, first } = await stateful(
      documentOf({
        '/keys': { post: { requestBody: body(object({})), responses: ok(key) } },
        '/keys/{keyId}': {
          parameters: [inPath('keyId', { type: 'string', pattern: '^[0-9]+$' })],
          get: { responses: found(key) },
        },
      }),
    );
    expect((await ask(`/keys/${first('keys')}`)).status).toBe(200);
  });

  it('are replaced if they are taken, if requests need not have them', async () => {
    const { ask } = await stateful(
      documentOf(
        {
          '/things': {
            get: { responses: ok(listOf(ref('Thing'))) },
            post: { requestBody: body(ref('Thing')), responses: ok(ref('Thing')) },
          },
        },
        { Thing: object({ id: text, name: text }) },
      ),
    );
    await ask('/things', json({ id: 'a', name: 'first' }));
    const { body: second } = await ask('/things', json({ id: 'a', name: 'second' }));
    expect(second).toEqual({ id: expect.not.stringMatching(/^a$/), name: 'second' });
    expect((await ask('/things')).body).toContainEqual(second);
  });
});

describe('what a request names', () => {
  it('is one resource, also with a list among its properties', async () => {
    const one = object({ sid: text, emails: listOf(text) }, ['sid']);
    const { ask, first } = await stateful(
      documentOf(
        {
          '/letters': { get: { responses: ok(listOf(ref('Letter'))) } },
          '/letters/{Sid}': {
            get: { parameters: [inPath('Sid')], responses: found(ref('Letter')) },
          },
        },
        { Letter: one },
      ),
    );
    const { headers, status } = await ask(`/letters/${first('letters')}`);
    expect([status, headers.get('X-Mock')]).toEqual([
      200,
      expect.not.stringContaining('stateless'),
    ]);
  });

  it('is created, though what a POST answers with has a list', async () => {
    const job = object({ name: text, runs: listOf(object({ at: text })) });
    const { ask } = await stateful(
      documentOf(
        {
          '/jobs': {
            get: { responses: ok(object({ jobs: listOf(ref('Job')), nextPageToken: text })) },
            post: { requestBody: body(ref('Job')), responses: ok(ref('Job')) },
          },
        },
        { Job: job },
      ),
    );
    const { body: made } = await ask('/jobs', json({ name: 'nightly' }));
    expect((await ask('/jobs')).body).toMatchObject({ jobs: expect.arrayContaining([made]) });
  });

  it('is created by a PUT without a body', async () => {
    const group: PathItem = {
      parameters: [inPath('name')],
      get: { responses: found(object({ name: text }, ['name'])) },
      put: { responses: ok(object({ name: text }, ['name'])) },
    };
    const { ask } = await stateful(documentOf({ '/groups/{name}': group }));
    await ask('/groups/mine', { method: 'PUT' });
    expect((await ask('/groups/mine')).body).toEqual({ name: 'mine' });
  });

  it('is left as it is by a PATCH without a body', async () => {
    const thread = object({ id: text, title: text }, ['id']);
    const { ask, first } = await stateful(
      documentOf({
        '/threads': { get: { responses: ok(listOf(thread)) } },
        '/threads/{id}': {
          parameters: [inPath('id')],
          get: { responses: found(thread) },
          patch: { responses: { 205: { description: 'Read' } } },
        },
      }),
    );
    const { headers, status } = await ask(`/threads/${first('threads')}`, { method: 'PATCH' });
    expect([status, headers.get('X-Mock')]).toEqual([
      205,
      expect.not.stringContaining('stateless'),
    ]);
  });

  it('is created at the path that a POST names, if a PUT changes it', async () => {
    const channel = object({ name: text, size: whole }, ['name']);
    const { ask } = await stateful(
      documentOf({
        '/channels/{name}': {
          parameters: [inPath('name')],
          get: { responses: found(channel) },
          post: { requestBody: body(object({ size: whole })), responses: ok(channel) },
          put: { requestBody: body(object({ size: whole })), responses: found(channel) },
        },
      }),
    );
    await ask('/channels/news', json({ size: 1 }));
    expect((await ask('/channels/news')).body).toEqual({ name: 'news', size: 1 });
  });

  const playlist = object({ id: text, title: text });
  const playlists = documentOf(
    {
      '/playlists': {
        get: { responses: ok(object({ items: listOf(ref('Playlist')) })) },
        post: { requestBody: body(ref('Playlist')), responses: ok(ref('Playlist')) },
        put: { requestBody: body(ref('Playlist')), responses: ok(ref('Playlist')) },
        delete: {
          parameters: [{ name: 'id', in: 'query', required: true, schema: text }],
          responses: ok(),
        },
      },
    },
    { Playlist: playlist },
  );

  it('is replaced by the id in the body, next to a list', async () => {
    const { ask } = await stateful(playlists);
    await ask('/playlists', json({ id: 'a', title: 'old' }));
    await ask('/playlists', json({ id: 'a', title: 'new' }, 'PUT'));
    expect((await ask('/playlists')).body).toMatchObject({
      items: expect.arrayContaining([{ id: 'a', title: 'new' }]),
    });
  });

  it('is deleted by the id in the query', async () => {
    const { ask } = await stateful(playlists);
    await ask('/playlists', json({ id: 'a', title: 'old' }));
    await ask('/playlists?id=a', { method: 'DELETE' });
    expect((await ask('/playlists')).text).not.toContain('old');
  });

  it('is not looked for if the body has no id', async () => {
    const { ask } = await stateful(playlists);
    const { status, headers } = await ask('/playlists', json({ title: 'new' }, 'PUT'));
    expect([status, headers.get('X-Mock')]).toEqual([200, expect.stringContaining('stateless')]);
  });

  it('is not created from bytes', async () => {
    const document = documentOf(
      {
        '/files': {
          get: { responses: ok(listOf(ref('File'))) },
          post: {
            requestBody: body(ref('File'), 'application/octet-stream'),
            responses: ok(ref('File')),
          },
        },
      },
      { File: object({ id: text }) },
    );
    const mock = await startMockServer({ document, port: 0, host: '127.0.0.1', state: {} });
    onTestFinished(() => mock.close());
    const headers = { 'Content-Type': 'application/octet-stream' };
    await fetch(`${mock.url}/files`, { method: 'POST', headers, body: 'bytes' });
    expect(mock.state?.resource('files').list()).toHaveLength(1);
  });
});

it('reports why an operation has no state', () => {
  const document = documentOf({
    '/login': { post: { requestBody: body(object({})), responses: ok(object({ token: text })) } },
    '/ping': { post: { responses: ok() } },
    '/files': { put: { requestBody: body({}, 'application/octet-stream'), responses: ok() } },
    '/health': { get: { responses: ok(object({ up: { type: 'boolean' } })) } },
    '/logo': { get: { responses: { 200: { description: 'ok', content: { 'image/png': {} } } } } },
  });
  expect(reportLines(stateReport(new MockState(document)))).toEqual([
    'By schema alone, without state',
    '  no operation reads or lists what it could create:',
    '    POST /login',
    '  it has no request body to create something from:',
    '    POST /ping',
    '  its request body is neither JSON nor a form:',
    '    PUT /files',
    '  no operation changes or lists what it reads:',
    '    GET /health',
    '  its response is not a JSON object or a list of them:',
    '    GET /logo',
  ]);
});
