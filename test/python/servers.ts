/**
 * Starts what the Python client is tested against, as it is asked on the standard input: the real
 * server, the mock, and the server that plays behaviour cases. One request is one line of JSON, and
 * so is its answer.
 */
import { createInterface } from 'node:readline';
import { startScripted } from '../behaviour/scriptedServer.ts';
import type { Answer } from '../behaviour/suite.ts';
import { adminKey, password } from '../support/administrator.ts';

type Request =
  | { readonly start: 'scripted'; readonly script: readonly Answer[] }
  | {
      readonly start: 'server';
      readonly root?: string;
      readonly data?: string;
      readonly port?: number;
    }
  | { readonly start: 'mock' }
  | { readonly start: 'stateful mock' }
  | { readonly received: number }
  | { readonly end: number };

type Running = { readonly end: () => unknown; readonly received?: () => object };

const running = new Map<number, Running>();
let count = 0;

for await (const line of createInterface({ input: process.stdin })) {
  const answer = await carryOut(JSON.parse(line) as Request).catch((error: unknown) => ({
    error: String(error),
  }));
  console.log(JSON.stringify(answer));
}
for (const { end } of running.values()) await end();
process.exit(0);

async function carryOut(request: Request): Promise<object> {
  if ('received' in request) return running.get(request.received)?.received?.() ?? {};
  if ('end' in request) {
    await running.get(request.end)?.end();
    running.delete(request.end);
    return {};
  }
  const id = ++count;
  const [shown, server] = await start(request);
  running.set(id, server);
  return { id, ...shown };
}

async function start(
  request: Extract<Request, { start: string }>,
): Promise<[shown: object, server: Running]> {
  if (request.start === 'mock' || request.start === 'stateful mock') {
    const { startMock } = await import('@file-organizer/mock');
    const mock = await startMock({ port: 0, stateful: request.start !== 'mock' });
    // It takes any key that it has not made for the administrator's.
    return [{ url: mock.url, key: adminKey, password }, { end: () => mock.close() }];
  }
  if (request.start === 'scripted') {
    const other = await startScripted([]);
    const scripted = await startScripted(request.script, other.url);
    const received = () => ({ received: scripted.received, other: other.received });
    const end = () => [scripted, other].forEach((each) => void each.close());
    return [{ url: scripted.url }, { end, received }];
  }
  // not all tests need it, and to load it takes seconds
  const { startTestServer } = await import('../support/testServer.ts');
  const { start: _, ...settings } = request;
  const server = await startTestServer(settings);
  const { url, root, data } = server;
  // of one that is to be started again, the folders stay
  const end = settings.root ? server.close : server.end;
  return [{ url, root, data, key: adminKey, password }, { end }];
}
