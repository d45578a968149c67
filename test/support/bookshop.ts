/**
 * The server of the bookshop, whose clients the docs show: it answers as its document says, so that
 * samples can be run.
 *
 * @module
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

const bookOf = (id: string, title: string) => ({
  id,
  title,
  status: 'in_stock',
  published: '1815-12-23',
  copies_sold: 9_007_199_254_740_991,
  note: null,
});
const books = [bookOf('b1', 'Emma'), bookOf('b2', 'Persuasion'), bookOf('b3', 'Sanditon')];
const media = [
  { kind: 'printed', pages: 474 },
  { kind: 'film', minutes: 124 },
  { kind: 'audio', hours: 17 },
];

/** A request that has arrived, and what answers it. */
type Handler = (exchange: {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  readonly body: string;
}) => void;

/** How often each import was looked at. */
const seen = new Map<string, number>();

const importOf = (id: string) => {
  const times = (seen.get(id) ?? -1) + 1;
  seen.set(id, times);
  return { import_id: id, status: ['queued', 'running', 'done'][times] ?? 'done', books: times };
};

const handlers: Readonly<Record<string, Handler>> = {
  'POST /token': ({ response }) =>
    json(response, 200, { access_token: 'a-token', token_type: 'bearer', expires_in: 600 }),
  'GET /books': ({ response, url: { searchParams } }) => {
    const start = Number(searchParams.get('cursor') ?? 0);
    const end = start + Number(searchParams.get('limit') ?? 2);
    const next_cursor = end < books.length ? String(end) : null;
    json(response, 200, { items: books.slice(start, end), next_cursor });
  },
  'POST /books': ({ response, body }) => json(response, 201, { ...books[0], ...JSON.parse(body) }),
  'GET /books/b1': ({ response }) => json(response, 200, books[0]),
  'PATCH /books/b1': ({ response, body }) =>
    json(response, 200, { ...books[0], ...JSON.parse(body) }),
  'GET /books/b1/cover': ({ response }) =>
    response.writeHead(200, { 'Content-Type': 'image/png' }).end('picture'),
  'POST /books/b1/cover': ({ response, body }) =>
    body.includes('filename="cover.png"') && body.includes('First edition')
      ? response.writeHead(204).end()
      : json(response, 422, { title: 'No file', status: 422 }),
  'GET /media': ({ response }) => json(response, 200, media),
  'GET /sales': ({ response }) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    for (const book_id of ['b1', 'b2', 'b3']) {
      response.write(`data: ${JSON.stringify({ book_id, sold_at: '2026-11-30T10:00:00Z' })}\n\n`);
    }
  },
  'GET /stock': ({ response }) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    response.write('event: arrived\nid: 1\ndata: {"book_id":"b1","copies":3}\n\n');
    response.write('event: sold-out\nid: 2\ndata: b2\n\n');
    response.end('event: audit\nid: 3\ndata: {"books":4}\n\n');
  },
  'POST /imports': ({ response }) => json(response, 202, importOf(String(seen.size))),
};

function json(response: ServerResponse, status: number, value: unknown): void {
  const type = status < 400 ? 'application/json' : 'application/problem+json';
  response.writeHead(status, { 'Content-Type': type, ETag: '"1"', 'X-Request-Id': 'r-1' });
  response.end(JSON.stringify(value));
}

/** Whether a request has the key or a token of the shop. */
const isAllowed = ({ headers }: IncomingMessage): boolean =>
  headers['x-api-key'] === 'my-key' || headers.authorization === 'Bearer a-token';

/** @returns the server, and its address */
export async function serveBookshop(): Promise<[Server, string]> {
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const body = await text(request);
    const key = `${request.method} ${url.pathname}`;
    const [, importId] = /^GET \/imports\/(\w+)$/.exec(key) ?? [];
    if (key !== 'POST /token' && !isAllowed(request)) {
      json(response, 401, { title: 'A key or token is required', status: 401 });
    } else if (importId !== undefined) json(response, 200, importOf(importId));
    else if (Object.hasOwn(handlers, key)) handlers[key]?.({ request, response, url, body });
    else json(response, 404, { title: 'Not found', status: 404 });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A server that listens on a port has such an address.
  const { port } = server.address() as AddressInfo;
  return [server, `http://127.0.0.1:${port}`];
}
