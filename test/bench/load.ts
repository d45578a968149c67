/**
 * Asks for one address over and over, on some connections at once, in a thread of its own so that
 * it neither waits for the runner nor holds it up. It reads no more of an answer than where it ends.
 *
 * @module
 */
import { connect } from 'node:net';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

export type Load = {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly connections: number;
  readonly seconds: number;
};

/**
 * @returns how many requests a second were answered
 * @throws Error for an answer that is not a 200 with a `Content-Length`
 */
export function requestsASecond(load: Load): Promise<number> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: load });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

async function run({ url, headers, connections, seconds }: Load): Promise<number> {
  const { hostname, port, host, pathname, search } = new URL(url);
  const lines = Object.entries({ Host: host, ...headers }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  const request = [`GET ${pathname}${search} HTTP/1.1`, ...lines, '', ''].join('\r\n');
  const started = performance.now();
  const until = started + seconds * 1000;
  const counts = Array.from({ length: connections }, () =>
    askUntil(hostname, Number(port), request, until),
  );
  const answered = (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
  return answered / ((performance.now() - started) / 1000);
}

/** Asks on one connection, the next time as soon as the answer before is there. */
function askUntil(host: string, port: number, request: string, until: number): Promise<number> {
  return new Promise((resolve, reject) => {
    let answered = 0;
    /** Bytes of the present answer that are still to come; undefined before its head is whole. */
    let left: number | undefined;
    let head = '';
    const socket = connect({ host, port, noDelay: true }, () => socket.write(request));
    socket.on('error', reject);
    socket.on('data', (chunk: Buffer) => {
      let body = chunk.length;
      if (left === undefined) {
        head += chunk.toString('latin1');
        const end = head.indexOf('\r\n\r\n');
        if (end < 0) return;
        const length = /^content-length: *(\d+)/im.exec(head.slice(0, end))?.[1];
        if (!head.startsWith('HTTP/1.1 200 ') || length === undefined) {
          socket.destroy();
          reject(new Error(`Not the answer that was asked for: ${head.slice(0, 300)}`));
          return;
        }
        left = Number(length);
        body = head.length - end - 4;
        head = '';
      }
      left -= body;
      if (left > 0) return;
      left = undefined;
      answered += 1;
      if (performance.now() < until) {
        socket.write(request);
      } else {
        socket.destroy();
        resolve(answered);
      }
    });
  });
}

if (!isMainThread && parentPort) parentPort.postMessage(await run(workerData as Load));
