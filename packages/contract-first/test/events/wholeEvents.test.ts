/** Generated clients of both languages read the same events of a scripted server. */
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generatePythonClient, generateTypeScriptClient } from '../../src/generate/index.ts';
import { SourceMissing } from '../corpus/sources.ts';
import { pythonEnvironment } from '../grade/clients.ts';
import { document, type Received, scripts } from './script.ts';

const run = promisify(execFile);

let folder: string;
let server: Server;
let url: string;
/** The `Last-Event-ID` of each request, by path. */
const resumed = new Map<string, (string | undefined)[]>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'whole-events-'));
  server = createServer((request, response) => {
    const path = request.url ?? '';
    const lastId = request.headers['last-event-id'];
    const script = scripts.find((each) => each.path === path);
    const before = resumed.get(path) ?? [];
    resumed.set(path, [...before, typeof lastId === 'string' ? lastId : undefined]);
    const [text, isCut] = script?.responses[before.length] ?? [];
    if (text === undefined) return response.writeHead(204).end();
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    return isCut ? response.write(text, () => response.destroy()) : response.end(text);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
});

afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true, force: true });
});

type Items = Readonly<Record<string, readonly Received[]>>;

const languages: readonly (readonly [string, () => Promise<Items | undefined>])[] = [
  ['TypeScript', readWithTypeScript],
  ['Python', () => readWithPython('sync')],
  ['asynchronous Python', () => readWithPython('async')],
];

describe.each(languages)('a client in %s', { timeout: 300_000 }, (_language, read) => {
  let items: Items | undefined;
  beforeAll(async () => {
    resumed.clear();
    items = await read();
  }, 300_000);

  it.for(scripts)('reads $what', ({ method, items: expected }, context) => {
    if (!items) return context.skip('Python clients cannot be installed');
    expect(items[method]).toEqual(expected);
  });

  it('resumes a stream after the last event', (context) => {
    if (!items) return context.skip('Python clients cannot be installed');
    expect(resumed.get('/cut')).toEqual([undefined, '1']);
  });
});

async function readWithTypeScript(): Promise<Items> {
  const output = join(folder, 'typescript');
  await generateTypeScriptClient({ document, output, choices: { bare: true, name: 'Harbour' } });
  // It is generated, so the compiler cannot know it.
  const { HarbourClient } = await import(join(output, 'index.ts'));
  const client = new HarbourClient({ baseUrl: url });
  const items: Record<string, Received[]> = {};
  for (const { method } of scripts) {
    const received: Received[] = [];
    for await (const item of client.changes[method]()) received.push(item);
    items[method] = received;
  }
  return items;
}

const PROGRAM = `
import asyncio, json, sys
from harbour import AsyncHarbourClient, HarbourClient
url, mode, *methods = sys.argv[1:]
items = {}

def fields(item):
    return item.model_dump(mode="json", exclude_unset=True) if hasattr(item, "model_dump") else item

def read():
    with HarbourClient(base_url=url) as client:
        for method in methods:
            with getattr(client.changes, method)() as stream:
                items[method] = [fields(item) for item in stream]

async def read_async():
    async with AsyncHarbourClient(base_url=url) as client:
        for method in methods:
            async with await getattr(client.changes, method)() as stream:
                items[method] = [fields(item) async for item in stream]

read() if mode == "sync" else asyncio.run(read_async())
print(json.dumps(items))
`;

async function readWithPython(mode: 'sync' | 'async'): Promise<Items | undefined> {
  const python = await pythonEnvironment().catch((error: unknown) => {
    if (error instanceof SourceMissing && process.env.CI !== 'true') return undefined;
    throw error;
  });
  if (python === undefined) return undefined;
  const cwd = join(folder, mode);
  const output = join(cwd, 'harbour');
  await generatePythonClient({ document, output, name: 'Harbour', bare: true });
  const methods = scripts.map(({ method }) => method);
  const { stdout } = await run(python, ['-c', PROGRAM, url, mode, ...methods], { cwd });
  // as: what the program above prints
  return JSON.parse(stdout) as Items;
}
