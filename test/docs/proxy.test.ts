/** The lines for nginx that the docs show: what clients rely on gets through them. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileOrganizerClient } from '@file-organizer/client';
import { expect, it } from 'vitest';
import { adminKey, startTestServer } from '../support/testServer.ts';

const nginx = ['nginx', '/usr/sbin/nginx'].find((each) => spawnSync(each, ['-v']).status === 0);

it.skipIf(!nginx)(
  'passes large bodies, ranges and the WebSocket through',
  async () => {
    const server = await startTestServer();
    const folder = await mkdtemp(join(tmpdir(), 'proxy-'));
    const port = await freePort();
    const shown = await readFile(new URL('../../docs/server/nginx.conf', import.meta.url), 'utf8');
    const site = shown
      .replace('listen 8443', `listen 127.0.0.1:${port}`)
      .replace('127.0.0.1:8000', new URL(server.url).host);
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
      (each) => `${each}_temp_path ${folder}/${each};`,
    );
    await writeFile(
      join(folder, 'nginx.conf'),
      `daemon off; pid ${folder}/pid; events {} http { access_log off; ${temporary.join(' ')} ${site} }`,
    );
    const proxy = spawn(nginx ?? '', ['-p', folder, '-e', 'stderr', '-c', `${folder}/nginx.conf`]);
    try {
      const client = new FileOrganizerClient({
        baseUrl: `http://127.0.0.1:${port}`,
        apiKey: adminKey,
        maxRetries: 5,
      });
      await client.system.health();
      const events = client.events.connect();
      await events.connected;
      // More than nginx takes by itself, which is 1 MB.
      const file = await client.files.upload(new File([Buffer.alloc(3_000_000, 'x')], 'large.txt'));
      const part = await client.files.content(file.fileId, { range: 'bytes=0-9' });
      expect([part.status, await part.text()]).toEqual([206, 'xxxxxxxxxx']);
      for await (const event of events) {
        expect(event).toMatchObject({ event: 'file_uploaded', data: { size: 3_000_000 } });
        break;
      }
    } finally {
      proxy.kill();
      await once(proxy, 'exit');
      await server.end();
      await rm(folder, { recursive: true });
    }
  },
  60_000,
);

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}
