import type { Bench } from './bench.ts';
import { requestsASecond } from './load.ts';
import { mockKey, startOurs, startStock } from './mockServers.ts';

const LOAD = { connections: 10, seconds: 2, headers: { 'X-API-Key': mockKey } };

const paths = [
  '/api/v1/files?path=/uploads&limit=100',
  '/api/v1/organize/status/0198c0de-7a11-7000-8000-00000000a001',
  '/api/v1/health',
];

const mockRequests: Bench = {
  work: 'requests to the mock: a list, the state of a job, the health',
  peer: 'stock `prism mock` on the same document, with the same answers',
  unit: 'requests/s',
  target: { atLeast: 2 },
  measure: async (rounds) => {
    const ours = await startOurs();
    try {
      const peer = await startStock();
      try {
        for (const path of paths) await compare(ours.url + path, peer.url + path);
        // Once without counting, so that both are measured warm.
        for (const { url } of [ours, peer]) await rate(url);
        await rounds.alternating(
          () => rate(ours.url),
          () => rate(peer.url),
        );
        return [];
      } finally {
        await peer.stop();
      }
    } finally {
      await ours.stop();
    }
  },
};
export default mockRequests;

/** The mean over all addresses. */
async function rate(base: string): Promise<number> {
  let sum = 0;
  for (const path of paths) sum += await requestsASecond({ url: base + path, ...LOAD });
  return sum / paths.length;
}

/** @throws Error where the two do not answer the same */
async function compare(ours: string, peer: string): Promise<void> {
  const read = async (url: string) => {
    const response = await fetch(url, { headers: LOAD.headers });
    const type = response.headers.get('Content-Type');
    return JSON.stringify([response.status, type, await response.json()]);
  };
  const [own, other] = [await read(ours), await read(peer)];
  if (own !== other) throw new Error(`${ours} answers ${own}, and ${peer} ${other}`);
}
