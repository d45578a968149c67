import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { type Bench, PeerMissing } from './bench.ts';
import { benchKey, memoryOf, startServer } from './process.ts';

/** How long the server is left alone after its first request, in milliseconds. */
const REST = 3_000;

export default {
  work: 'resident memory of a server at rest, after its first request',
  peer: undefined,
  unit: 'MiB',
  target: { atMost: 120 },
  measure: async (rounds) => {
    await rounds.each(async () => {
      const folder = mkdtempSync(join(tmpdir(), 'file-organizer-bench-'));
      mkdirSync(join(folder, 'library'));
      const server = await startServer(join(folder, 'library'), folder);
      try {
        await fetch(`${server.url}/files`, { headers: { 'X-API-Key': benchKey } });
        await setTimeout(REST);
        const memory = memoryOf(server.process.pid);
        if (!memory) throw new PeerMissing('Only Linux says how much memory is used');
        return { ours: memory.now };
      } finally {
        await server.stop();
        rmSync(folder, { recursive: true });
      }
    });
    return [];
  },
} satisfies Bench;
