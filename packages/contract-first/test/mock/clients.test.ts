/** Generated clients with the mock of their document: streams, and webhooks that the mock sends. */
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Document } from '../../src/document/model.ts';
import { generatePythonClient, generateTypeScriptClient } from '../../src/generate/index.ts';
import { type MockServer, startMockServer } from '../../src/mock/index.ts';
import { SourceMissing } from '../corpus/sources.ts';
import { pythonEnvironment } from '../grade/clients.ts';

const run = promisify(execFile);
const secret = `whsec_${Buffer.from('an example of a secret!!').toString('base64')}`;
const change = { $ref: '#/components/schemas/Change' };
const document = {
  openapi: '3.2.0',
  info: { title: 'Harbour', version: '1' },
  paths: {
    '/changes': {
      get: {
        operationId: 'changes.watch',
        responses: {
          200: {
            description: 'Changes',
            content: {
              'text/event-stream': {
                itemSchema: {
                  type: 'object',
                  required: ['data'],
                  properties: {
                    id: { type: 'string' },
                    data: {
                      type: 'string',
                      contentMediaType: 'application/json',
                      contentSchema: change,
                    },
                  },
                },
              },
            },
          },
        },
      },
    },
    '/lines': {
      get: {
        operationId: 'lines.read',
        responses: {
          200: { description: 'Lines', content: { 'application/jsonl': { itemSchema: change } } },
        },
      },
    },
  },
  webhooks: {
    changed: {
      post: {
        operationId: 'onChanged',
        requestBody: { content: { 'application/json': { schema: change } } },
        responses: { 204: { description: 'Taken' } },
      },
    },
  },
  components: {
    schemas: {
      Change: {
        type: 'object',
        required: ['id', 'kind'],
        properties: { id: { type: 'string' }, kind: { enum: ['made', 'gone'] } },
      },
    },
  },
} satisfies Document;

/** What both clients must have seen. */
const expected = {
  events: [expect.any(String), expect.any(String), expect.any(String)],
  lines: [expect.any(String), expect.any(String), expect.any(String)],
  event: { id: 'string', kind: 'made' },
};

let folder: string;
let mock: MockServer;
/** A webhook as the mock has sent it. */
let sent: { readonly headers: Record<string, string>; readonly body: string };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mock-clients-'));
  const received = Promise.withResolvers<typeof sent>();
  const server = createServer(async (request, response) => {
    const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)]);
    received.resolve({ headers: Object.fromEntries(headers), body: await text(request) });
    response.writeHead(204).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/hooks`;
  mock = await startMockServer({
    document,
    port: 0,
    host: '127.0.0.1',
    stream: { items: 3, interval: 5 },
    webhooks: { url, secret },
  });
  const { status, fault } = await mock.sendWebhook('changed');
  expect([status, fault]).toEqual([204, undefined]);
  sent = await received.promise;
  server.closeAllConnections();
  server.close();
}, 60_000);

afterAll(async () => {
  await mock.close();
  await rm(folder, { recursive: true, force: true });
});

describe('a generated client', { timeout: 300_000 }, () => {
  it('for TypeScript reads streams and webhooks of the mock', async () => {
    const output = join(folder, 'typescript');
    await generateTypeScriptClient({ document, output, choices: { bare: true, name: 'Harbour' } });
    // It is generated, so the compiler cannot know it.
    const { HarbourClient, webhooks } = await import(join(output, 'index.ts'));
    const client = new HarbourClient({ baseUrl: mock.url });
    const seen = { events: [] as string[], lines: [] as string[], event: {} };
    for await (const { id } of await client.changes.watch()) seen.events.push(id);
    for await (const { id } of await client.lines.read()) seen.lines.push(id);
    seen.event = await webhooks.unwrap(sent.body, sent.headers, { secret });
    expect(seen).toEqual(expected);
  });

  it('for Python reads streams and webhooks of the mock', async (context) => {
    const python = await pythonEnvironment().catch((error: unknown) => {
      if (error instanceof SourceMissing && process.env.CI !== 'true') return undefined;
      throw error;
    });
    if (python === undefined) return context.skip('Python clients cannot be installed');
    const output = join(folder, 'python', 'harbour');
    await generatePythonClient({ document, output, name: 'Harbour', bare: true });
    const program = `
import json, sys
from harbour import HarbourClient, webhooks
given = json.loads(sys.argv[1])
seen = {"events": [], "lines": []}
with HarbourClient(base_url=given["url"]) as client:
    with client.changes.watch() as stream:
        seen["events"] = [each.id for each in stream]
    with client.lines.read() as stream:
        seen["lines"] = [each.id for each in stream]
event = webhooks.unwrap(given["body"], given["headers"], secret=given["secret"])
seen["event"] = {"id": event.id, "kind": event.kind}
print(json.dumps(seen))
`;
    const given = JSON.stringify({ ...sent, url: mock.url, secret });
    const { stdout } = await run(python, ['-c', program, given], { cwd: join(folder, 'python') });
    expect(JSON.parse(stdout)).toEqual(expected);
  });
});
