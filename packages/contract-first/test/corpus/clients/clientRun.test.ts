/** Clients written by hand, right and wrong, on their way through the measure. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadDocument } from 'contract-first/document';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readClient } from '../../../src/generate/model/readClient.ts';
import { ApiServer } from './apiServer.ts';
import type { ClientTallies } from './clientMeasurement.ts';
import { ClientRun } from './clientRun.ts';
import { DriverProcess } from './drivers/driverProcess.ts';
import { Judge } from './judge.ts';
import { type Language, namedJobs } from './language.ts';
import { withLocalServers } from './localServers.ts';

const note = {
  type: 'object',
  required: ['noteId', 'title'],
  properties: { noteId: { type: 'integer' }, title: { type: 'string', minLength: 1 } },
};
const json = (schema: object) => ({ content: { 'application/json': { schema } } });
const document = {
  openapi: '3.1.0',
  info: { title: 'Notes', version: '1' },
  security: [{ key: [] }],
  paths: {
    '/notes/{id}': {
      get: {
        operationId: 'notes.get',
        parameters: [
          { name: 'id', in: 'path', required: true, schema: { type: 'integer' } },
          { name: 'with', in: 'query', required: true, schema: { type: 'string', minLength: 1 } },
        ],
        responses: { 200: { description: 'A note', ...json(note) } },
      },
      delete: {
        operationId: 'notes.remove',
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
        responses: { 204: { description: 'Gone' } },
      },
    },
    '/notes': {
      post: {
        operationId: 'notes.create',
        requestBody: { required: true, ...json(note) },
        responses: { 200: { description: 'A note', ...json(note) } },
      },
    },
  },
  components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } } },
};

/** A client that is right; `url` stands for the server of the document. */
const right = `
export class NotesClient {
  constructor({ key }) { this.key = key; this.notes = {
    get: ({ id, with: w }) => this.send('GET', '/notes/' + id + '?with=' + encodeURIComponent(w)),
    remove: ({ id }) => this.send('DELETE', '/notes/' + id),
    create: (note) => this.send('POST', '/notes', note),
  }; }
  async send(method, path, body) {
    const headers = { 'X-Key': this.key, 'Content-Type': 'application/json' };
    const response = await fetch('<url>/base' + path, { method, headers, body: body && JSON.stringify(body) });
    return response.status === 204 ? undefined : response.json();
  }
}`;

const driver = fileURLToPath(new URL('drivers/driver.ts', import.meta.url));

const handWritten = (source: string): Language => ({
  ...{ name: 'by hand', writes: 'typescript' },
  generate: async (_source, folder) => {
    await writeFile(join(folder, 'client.mjs'), source);
    return [];
  },
  jobs: () => {
    const names = ['get', 'delete', 'post'].map((verb): [string, string[]] => {
      const method = { get: 'get', delete: 'remove', post: 'create' }[verb] ?? '';
      return [`#/paths/~1notes${verb === 'post' ? '' : '~1{id}'}/${verb}`, ['notes', method]];
    });
    return namedJobs(new Map(names), ({ wire }) => wire ?? '');
  },
  credentialOption: () => 'key',
  basic: () => undefined,
  options: {},
  start: () => new DriverProcess(process.execPath, ['--no-warnings', driver]),
  setup: async (folder) => ({ entry: join(folder, 'client.mjs'), folder }),
  leeway: {},
});

let folder: string;
let server: ApiServer;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'client-run-'));
  server = await ApiServer.start();
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

let count = 0;
async function measured(source: string): Promise<ClientTallies> {
  count += 1;
  const own = join(folder, String(count));
  await mkdir(own);
  await writeFile(join(own, 'api.json'), JSON.stringify(document));
  const loaded = await loadDocument(join(own, 'api.json'));
  const local = withLocalServers(loaded.document, server.url);
  const { model, notices } = readClient(local);
  server.judgeBy(new Judge(local));
  const input = { document: local, model, notices, server, seed: 1, folder: own };
  const language = handWritten(source.replaceAll('<url>', server.url));
  return new ClientRun(language, { ...input, checkTypes: async () => ({}) }).measure();
}

describe('the measure of a client', () => {
  it('finds nothing in one that is right', async () => {
    const { called, imported, written } = await measured(right);
    expect([called, imported.good, written.good]).toEqual([
      { total: 3, good: 3, groups: [] },
      1,
      3,
    ]);
  });

  it.each<[string, string, string]>([
    [
      'a query parameter is missing',
      "+ '?with=' + encodeURIComponent(w)",
      'request: query: missing',
    ],
    ['credentials are missing', "'X-Key': this.key, ", 'request: credentials: missing'],
    ['the body is missing', 'body: body && JSON.stringify(body)', 'request: body: missing'],
  ])('notices that %s', async (_what, part, kind) => {
    const { called } = await measured(right.replace(part, ''));
    expect(called.groups.map((group) => group.kind)).toContain(kind);
  });

  it.each<[string, string, string, string]>([
    [
      'an answer is changed',
      'response.json()',
      'response.json().then(({ noteId, ...rest }) => ({ note_id: noteId, ...rest }))',
      'answer: application/json: not what was sent',
    ],
    [
      'nothing is taken for something',
      'response.status === 204 ? undefined :',
      'response.status === 204 ? {} :',
      'answer: no body: none was read as value',
    ],
    [
      'a method throws',
      'const headers',
      "throw new TypeError('not today'); const headers",
      'no request: TypeError: not today',
    ],
    [
      'a method sends nothing',
      'const headers',
      'return undefined; const headers',
      'no request was sent',
    ],
  ])('notices that %s', async (_what, part, other, kind) => {
    const { called } = await measured(right.replace(part, other));
    expect(called.groups.map((group) => group.kind)).toContain(kind);
  });

  it('says why a client cannot be imported', async () => {
    const { imported, called } = await measured('export const client = 1;');
    expect([imported.good, called.good, imported.groups[0]?.kind]).toEqual([
      0,
      0,
      'import: The module exports no client',
    ]);
  });
});
