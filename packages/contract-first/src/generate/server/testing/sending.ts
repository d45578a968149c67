import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Document } from 'contract-first/contract';
import { generateRoutes } from 'contract-first/generate';

/** A sender of which no types are known. */
export type AnySender = {
  send(url: string | URL, message?: Readonly<Record<string, unknown>>): Promise<unknown>;
};

/** The senders that were generated from a document. */
export type Senders = {
  readonly webhooks: Readonly<Record<string, AnySender>>;
  readonly callbacks: Readonly<Record<string, Readonly<Record<string, AnySender>>>>;
  readonly notices: Awaited<ReturnType<typeof generateRoutes>>['notices'];
};

const toolkit = fileURLToPath(new URL('../../../../', import.meta.url));

/** Generates the senders of a document and loads them. */
export async function senders(document: Document): Promise<Senders> {
  // Inside of the package, where what generated code imports is found.
  const folder = await mkdtemp(join(toolkit, '.scratch-'));
  try {
    const { notices } = await generateRoutes(document, folder);
    const { webhooks = {}, callbacks = {} } = await import(join(folder, 'webhooks.gen.ts'));
    return { webhooks, callbacks, notices };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A request as it has arrived. */
export type Arrived = {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
};

/** What a receiver answers; `nothing` leaves the sender waiting. */
export type Reply =
  | {
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
    }
  | 'nothing';

/** A receiver on a port, which remembers what has arrived. */
export type Receiver = {
  readonly url: string;
  readonly arrived: Arrived[];
  /** What it answers from now on. */
  reply: Reply;
  close(): Promise<void>;
};

export async function receiver(): Promise<Receiver> {
  const server = createServer(async (request, response) => {
    const { method = '', url: target = '', headers } = request;
    self.arrived.push({ method, target, headers, body: await buffer(request) });
    if (self.reply === 'nothing') return;
    const { status, headers: sent = {}, body } = self.reply;
    response.writeHead(status, sent).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const self: Receiver = {
    url: `http://127.0.0.1:${port}/hook`,
    arrived: [],
    reply: { status: 204 },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return self;
}
