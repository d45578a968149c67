/** What the benches of lists share. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Rounds } from './bench.ts';
import { requestsASecond } from './load.ts';
import { benchKey, type Serving, serving, startServer } from './process.ts';

const LOAD = { connections: 10, seconds: 2 };
/** Seconds of load before anything is counted: V8 compiles what a whole server runs for about five. */
const WARM_UP = 7;
const ENTRIES = 100;
const QUERY = `?path=/&limit=${ENTRIES}`;

export const lists = `\`GET /files\` of ${ENTRIES} entries, with key, limit and validation`;

/**
 * Compares lists with another server that sends the same body.
 *
 * @param route the peer's script in this folder, which gets the file of the body and prints its address
 */
export async function againstRoute(rounds: Rounds, route: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'file-organizer-bench-'));
  const started: Serving[] = [];
  try {
    const root = join(folder, 'library');
    mkdirSync(root);
    for (let at = 0; at < ENTRIES; at++) {
      writeFileSync(join(root, `document-${String(at).padStart(3, '0')}.txt`), String(at));
    }
    const server = await startServer(root, folder);
    started.push(server);
    const headers = { 'X-API-Key': benchKey };
    const ours = { url: `${server.url}/files${QUERY}`, headers, ...LOAD };
    const body = await textOf(ours);
    const file = join(folder, 'body.json');
    writeFileSync(file, body);
    const script = join(import.meta.dirname, route);
    const other = await serving([script, file], /(http\S+)/, join(folder, 'peer.log'));
    started.push(other);
    const peer = { url: `${other.url}${QUERY}`, headers, ...LOAD };
    if ((await textOf(peer)) !== body) throw new Error('The peer sends another body');
    for (const load of [ours, peer]) await requestsASecond({ ...load, seconds: WARM_UP });
    await rounds.alternating(
      () => requestsASecond(ours),
      () => requestsASecond(peer),
    );
  } finally {
    for (const each of started) await each.stop();
    rmSync(folder, { recursive: true });
  }
}

async function textOf({ url, headers }: { url: string; headers: Record<string, string> }) {
  const response = await fetch(url, { headers });
  return response.text();
}
