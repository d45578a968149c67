import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bench, Rounds } from './bench.ts';
import { requestsASecond } from './load.ts';
import { benchKey, type Serving, serving, startServer } from './process.ts';

const CONNECTIONS = 10;
const SECONDS = 2;

const list: Bench = {
  work: '`GET /files` of 100 entries, with key, limit and validation',
  peer: 'a bare Hono route returning the same body by `c.json`',
  unit: 'requests/s',
  target: { atLeast: 0.8 },
  measure: async (rounds) => {
    const folder = mkdtempSync(join(tmpdir(), 'file-organizer-bench-'));
    const started: Serving[] = [];
    try {
      const root = join(folder, 'library');
      mkdirSync(root);
      for (let at = 0; at < 100; at++) {
        writeFileSync(join(root, `document-${String(at).padStart(3, '0')}.txt`), String(at));
      }
      const server = await startServer(root, folder);
      started.push(server);
      const url = `${server.url}/files?path=/&limit=100`;
      const headers = { 'X-API-Key': benchKey };
      const answer = await fetch(url, { headers });
      const body = join(folder, 'body.json');
      writeFileSync(body, await answer.text());
      const bareRoute = join(import.meta.dirname, 'bareRoute.ts');
      const bare = await serving([bareRoute, body], /(http\S+)/, join(folder, 'bare.log'));
      started.push(bare);
      await compare(rounds, { url, headers }, { url: bare.url, headers });
      return [];
    } finally {
      for (const each of started) await each.stop();
      rmSync(folder, { recursive: true });
    }
  },
};
export default list;

type Target = { readonly url: string; readonly headers: Readonly<Record<string, string>> };

async function compare(rounds: Rounds, ours: Target, peer: Target): Promise<void> {
  const load = { connections: CONNECTIONS, seconds: SECONDS };
  // Once without counting, so that both are measured warm.
  for (const target of [ours, peer]) await requestsASecond({ ...target, ...load });
  await rounds.alternating(
    () => requestsASecond({ ...ours, ...load }),
    () => requestsASecond({ ...peer, ...load }),
  );
}
