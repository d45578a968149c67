/** A scan reads files, and they look as if nobody had: PARA goes by when that was. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../server/testServer.ts';
import { plan, put } from './place.ts';

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer();
});
afterEach(() => server.end());

const when = '2015-06-01T00:00:00.000Z';

// Elsewhere the system has no way to read a file without a trace.
it.runIf(process.platform === 'linux')('a scan leaves the time of the last access', async () => {
  // One to be told by its beginning, one to be looked at further on, and one with a sample.
  const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
  const files = { 'a.png': png, 'b.bin': Buffer.alloc(20_000, 1), 'c.rst': 'An invoice' };
  for (const [name, content] of Object.entries(files)) await put(server, name, content, when);
  await plan(server, { path: '/', methodology: 'para' });
  for (const name of Object.keys(files)) {
    const { atime } = await stat(join(server.root, name));
    expect(atime.toISOString(), name).toBe(when);
  }
});
