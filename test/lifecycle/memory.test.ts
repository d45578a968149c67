import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ServerProcess } from '../support/serverProcess.ts';

const KEY = 'fo_memory_0123456789abcdef';
const PIECE = Buffer.alloc(1024 * 1024, 'content of a file, ');
const PIECES = 1024;
const MOST_MIB = 200;

const formHead = [
  '--b\r\nContent-Disposition: form-data; name="path"\r\n\r\n/\r\n',
  '--b\r\nContent-Disposition: form-data; name="file"; filename="a.bin"\r\n\r\n',
].join('');
const ways = [
  ['raw', 'PUT', '/files/content?path=/a.bin', 'application/octet-stream', '', ''],
  ['a form', 'POST', '/files/upload', 'multipart/form-data; boundary=b', formHead, '\r\n--b--\r\n'],
] as const;

const isLinux = process.platform === 'linux';
if (!isLinux) console.warn('Skipped: only Linux tells the peak of a process’s memory');

it.skipIf(!isLinux).each(ways)(
  'accepts 1 GiB, sent as %s, with less than 200 MiB of memory',
  async (_way, method, path, type, head, tail) => {
    const folder = await mkdtemp(join(tmpdir(), 'file-organizer-memory-'));
    await mkdir(join(folder, 'library'));
    const server = new ServerProcess(
      ['--root', join(folder, 'library'), '--data', join(folder, 'data'), '--port', '0'],
      { FILE_ORGANIZER_API_KEY: KEY },
    );
    try {
      const length = head.length + PIECES * PIECE.length + tail.length;
      const headers = { 'X-API-Key': KEY, 'Content-Type': type, 'Content-Length': length };
      const sent = request(`${await server.url()}/api/v1${path}`, { method, headers });
      const answer = once(sent, 'response');
      if (head) sent.write(head);
      for (let n = 0; n < PIECES; n++) {
        if (!sent.write(PIECE)) await Promise.race([once(sent, 'drain'), answer]);
      }
      sent.end(tail);
      const [response] = await answer;
      response.resume();
      expect(response.statusCode).toBe(201);
      const status = readFileSync(`/proc/${server.child.pid}/status`, 'utf8');
      expect(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024).toBeLessThan(MOST_MIB);
    } finally {
      await server.end('SIGTERM');
      await rm(folder, { recursive: true, force: true });
    }
  },
  60_000,
);
