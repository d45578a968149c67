/**
 * Sends requests in turn on several connections, in a thread of its own.
 *
 * @module
 */
import { Agent, request } from 'node:http';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

/** A request that is ready to be sent. */
export type Prepared = {
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
};

export type Load = {
  readonly url: string;
  readonly requests: readonly Prepared[];
  readonly connections: number;
  readonly seconds: number;
};

/** @returns how many requests a second were answered */
export function requestsASecond(load: Load): Promise<number> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: load });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

/** The text of a response. */
export function sendOne(url: string, prepared: Prepared, agent?: Agent): Promise<string> {
  return new Promise((resolve, reject) => {
    const { method, target, headers, body } = prepared;
    const length = body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) };
    const options = { method, headers: { ...headers, ...length }, ...(agent && { agent }) };
    const sent = request(url + target, options);
    sent.on('error', reject);
    sent.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      response.on('end', () => resolve(text));
      response.on('error', reject);
    });
    sent.end(body);
  });
}

async function run({ url, requests, connections, seconds }: Load): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const started = performance.now();
  const until = started + seconds * 1000;
  let next = 0;
  let answered = 0;
  const sender = async () => {
    while (performance.now() < until) {
      const prepared = requests[next % requests.length];
      next += 1;
      if (prepared) await sendOne(url, prepared, agent);
      answered += 1;
    }
  };
  await Promise.all(Array.from({ length: connections }, sender));
  agent.destroy();
  return answered / ((performance.now() - started) / 1000);
}

if (!isMainThread && parentPort) parentPort.postMessage(await run(workerData as Load));
