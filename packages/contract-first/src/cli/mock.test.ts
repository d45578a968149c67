/** `contract mock`: its flags, its log, and what follows a change of the document. */
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { CommandProcess } from './testing/commandProcess.ts';
import { typed } from './testing/typed.ts';

const api = (example: string) => `openapi: 3.1.1
info: { title: Harbour, version: '1' }
paths:
  /ships:
    get:
      responses:
        '200':
          description: Fine
          content: { application/json: { schema: { $ref: 'schemas/ships.yaml#/Ships' } } }
webhooks:
  sailed:
    post:
      requestBody: { content: { application/json: { schema: { const: { ship: ${example} } } } } }
      responses: { '204': { description: Taken } }
`;
const ships = (example: string) => `Ships: { type: string, examples: [${example}] }\n`;
const chat = (text: string) => `asyncapi: 3.0.0
info: { title: Chat, version: '1' }
channels:
  room: { address: /room, messages: { said: { payload: { const: ${text} } } } }
`;
const files = {
  'api.yaml': api('Argo'),
  'schemas/ships.yaml': ships('Argo'),
  'chat.yaml': chat('hi'),
};

describe('a running mock', { timeout: 60_000 }, () => {
  let mock: CommandProcess;
  let greeting: string;
  beforeAll(async () => {
    const flags = ['--port', '0', '--log', 'json', '--asyncapi', 'chat.yaml'];
    mock = await CommandProcess.start(files, ['mock', 'api.yaml', ...flags]);
    greeting = await mock.line(/^Channel: /);
  }, 60_000);
  afterAll(() => mock.stop());

  it('prints what it serves, and a request to try', () => {
    const { url } = mock;
    expect(mock.seen).toContain(`The mock listens on ${url}`);
    expect(mock.seen).toContain('It serves 1 operation, 1 webhook, 1 channel of Harbour.');
    expect(mock.seen).toContain(`Try: curl ${url}/ships`);
    expect(greeting).toBe(`Channel: ${url.replace('http', 'ws')}/room`);
  });

  it('logs requests as JSON', async () => {
    await fetch(`${mock.url}/ship?a=b`);
    expect(JSON.parse(await mock.line(/^\{/))).toMatchObject({
      method: 'GET',
      target: '/ship?a=b',
      status: 404,
      reason: expect.stringContaining('nearest: GET /ships'),
    });
  });

  it('serves the document again after a change of one of its files', async () => {
    await mock.write('schemas/ships.yaml', ships('Fram'));
    await mock.line(/^Reloaded in \d+ ms: 1 operation, 1 webhook, 1 channel$/);
    expect(await (await fetch(`${mock.url}/ships`)).json()).toBe('Fram');
  });

  it('serves the last version without errors', async () => {
    await mock.write('api.yaml', 'openapi: 3.1.1\npaths: [');
    await mock.line(/^error /);
    await mock.line(/^The last version without errors is still served\.$/);
    expect(await (await fetch(`${mock.url}/ships`)).json()).toBe('Fram');
    await mock.write('api.yaml', api('Argo'));
    await mock.line(/^Reloaded/);
  });

  it('serves the channels of a changed document', async () => {
    await mock.write('chat.yaml', chat('bye'));
    await mock.line(/^Reloaded/);
    const response = await fetch(`${mock.url}/__mock/channels/room`, { method: 'POST' });
    expect(await response.json()).toMatchObject({ payload: 'bye' });
  });
});

describe('the command', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mock-'));
    const text = api('Argo').replace(/\$ref: '[^']*'/, 'type: string');
    await writeFile(join(folder, 'api.yaml'), text);
    await writeFile(join(folder, 'old.yaml'), chat('hi').replace('3.0.0', '2.6.0'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('says what to do if the port is in use', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const address = server.address();
    const port = String(typeof address === 'object' ? address?.port : '');
    const { code, note } = await typed(folder, 'mock', 'api.yaml', '--port', port);
    expect(code).toBe(2);
    expect(note).toContain(`Port ${port} is in use.`);
    expect(note).toContain('--port 0');
  });

  it.each([
    ['--delay', '800-100', '--delay must be milliseconds'],
    ['--delay', 'soon', '--delay must be milliseconds'],
    ['--errors', '2', '--errors must be a number from 0 to 1'],
    ['--cors', 'localhost:5173', '--cors must be origins'],
    ['--log', 'xml', '--log must be text, json or none'],
    ['--stream-items', '-1', '--stream-items'],
    ['--webhook-url', 'file:///a', 'must begin with http'],
    ['--webhook-secret', 'short', '24 bytes'],
  ])('refuses %s %s', async (flag, value, words) => {
    const { code, note } = await typed(folder, 'mock', 'api.yaml', `${flag}=${value}`);
    expect(code).toBe(2);
    expect(note).toContain(words);
  });

  it('refuses AsyncAPI 2 with what to do', async () => {
    const { code, note } = await typed(folder, 'mock', 'old.yaml');
    expect(code).toBe(2);
    expect(note).toContain('Convert it to 3.0');
  });

  it('sends a webhook without a mock', async () => {
    const server = createServer((_, response) => response.writeHead(204).end());
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    const address = server.address();
    const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`;
    const flags = ['--send', 'sailed', '--webhook-url', url];
    const { code, out } = await typed(folder, 'mock', 'api.yaml', ...flags);
    expect(out).toMatch(/^Sent sailed to http:\/\/127\.0\.0\.1:\d+\/: 204 in \d+ ms$/m);
    expect(code).toBe(0);
  });

  it('exits with 1 if the receiver of a webhook cannot be reached', async () => {
    const flags = ['--send', 'sailed', '--webhook-url', 'http://127.0.0.1:9/'];
    const { code, out } = await typed(folder, 'mock', 'api.yaml', ...flags);
    expect([code, out]).toEqual([1, expect.stringContaining('no answer')]);
  });
});
