/**
 * A small server of `bookshop.yaml`, on node:http alone. It keeps its document unless it is given a
 * mutation, which makes it wrong in one place.
 *
 * @module
 */
import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { text as textOf } from 'node:stream/consumers';
import {
  type BoundOperation,
  Contract,
  type Document,
  type JsonSchema,
} from 'contract-first/contract';
import { Validator } from 'contract-first/schema';

export type Answer = { status: number; headers: Record<string, string>; body?: unknown };
/** What was asked, for a mutation that looks at it. */
export type Asked = { readonly operation: string; readonly method: string; readonly body: unknown };
/** Something that the server does not do. */
export type Duty =
  | 'credentials'
  | 'right key'
  | 'scope'
  | 'media type'
  | 'body'
  | 'replay'
  | 'reuse'
  | 'cursor'
  | 'limit'
  | 'if-none-match'
  | 'if-match'
  | 'delete'
  | 'count';
/** A fault: what the server believes of its document, what it leaves undone, how it spoils answers. */
export type Mutation = {
  // biome-ignore lint/suspicious/noExplicitAny: a document is changed in places that its type does not name
  readonly believes?: (document: any) => void;
  readonly leaves?: Duty;
  readonly spoils?: (answer: Answer, asked: Asked) => void;
};

export const keys = {
  all: 'key-of-the-owner-1234',
  reader: 'key-of-a-reader-1234',
  none: 'key-without-scopes-1',
};
const scopes: Readonly<Record<string, readonly string[]>> = {
  [keys.all]: ['books:read', 'books:write'],
  [keys.reader]: ['books:read'],
  [keys.none]: [],
};

type Book = Record<string, unknown> & { id: string; title: string; version: number };
const LIMIT = 100_000;
const WINDOW = 600;
const QUOTES = 3;

export type Bookshop = { readonly url: string; close(): Promise<void> };

/** Starts a shop with three books, on a free port. */
export async function startBookshop(
  document: Document,
  mutation: Mutation = {},
): Promise<Bookshop> {
  const believed = structuredClone(document);
  mutation.believes?.(believed);
  const shop = new Shop(believed, mutation);
  const server = createServer(async (request, response) => {
    const answer = await shop.answer(request).catch(() => undefined);
    // Whoever asked has gone before all of the request was there.
    if (!answer) {
      response.destroy();
      return;
    }
    const { status, headers, body } = answer;
    response.writeHead(status, headers);
    response.end(typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Record<string, string>;
  constructor(status: number, code: string, headers: Record<string, string> = {}) {
    super(code);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

class Shop {
  readonly #contract: Contract;
  readonly #judge: Validator;
  readonly #mutation: Mutation;
  readonly #books = new Map<string, Book>();
  readonly #answers = new Map<string, { digest: string; answer: Answer }>();
  #remaining = LIMIT;
  #reset = Math.ceil(Date.now() / 1000) + WINDOW;
  #quotes: number[] = [];

  constructor(document: Document, mutation: Mutation) {
    this.#contract = new Contract(document);
    this.#judge = new Validator(document);
    this.#mutation = mutation;
    for (const title of ['Emma', 'Middlemarch', 'Persuasion']) {
      this.#add({ title, isbn: '9780141439587', price: 10 });
    }
  }

  async answer(request: IncomingMessage): Promise<Answer> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://shop.invalid');
    const method = request.method ?? 'GET';
    const bound = this.#contract.match(method, pathname);
    const content = await textOf(request);
    let answer: Answer;
    let body: unknown;
    try {
      body = bound && this.#check(bound, request, pathname, searchParams, content);
      answer = bound
        ? this.#serve(bound, request, pathname, searchParams, content, body)
        : this.#elsewhere(pathname);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { status, code, headers } = error;
      const problem = { type: `/problems/${code}`, title: code, status, code };
      answer = {
        status,
        headers: { 'Content-Type': 'application/problem+json', ...headers },
        body: problem,
      };
    }
    answer.headers['X-Request-Id'] = randomUUID();
    this.#mutation.spoils?.(answer, { operation: bound?.id ?? '', method, body });
    return answer;
  }

  #leaves(duty: Duty): boolean {
    return this.#mutation.leaves === duty;
  }

  #elsewhere(pathname: string): never {
    const methods = this.#contract.methodsAt(pathname);
    if (methods.length === 0) throw new Refusal(404, 'not_found');
    throw new Refusal(405, 'method_not_allowed', { Allow: methods.join(', ') });
  }

  /** Holds a request to the document, and gives its body. */
  #check(
    { security, parameters, requestBody }: BoundOperation,
    request: IncomingMessage,
    pathname: string,
    search: URLSearchParams,
    content: string,
  ): unknown {
    const wanted = Object.values(security[0] ?? {}).flat();
    if (security.length > 0 && !this.#leaves('credentials')) {
      const key = String(request.headers['x-api-key'] ?? '');
      const granted = scopes[key] ?? (key && this.#leaves('right key') ? wanted : undefined);
      if (!granted) throw new Refusal(401, 'unauthorized', { 'WWW-Authenticate': 'ApiKey' });
      if (!wanted.every((scope) => granted.includes(scope)) && !this.#leaves('scope')) {
        throw new Refusal(403, 'forbidden');
      }
    }
    for (const { name, in: place, schema = {} } of parameters) {
      const text =
        place === 'path'
          ? decodeURIComponent(pathname.split('/')[2] ?? '')
          : place === 'query'
            ? search.get(name)
            : (request.headers[name.toLowerCase()] ?? null);
      if (text !== null && !this.#judge.accepts(schema, readAs(schema, String(text)))) {
        throw new Refusal(400, 'invalid_request');
      }
    }
    if (!requestBody) return undefined;
    if (content === '' && this.#leaves('body')) return { title: 'Nothing', isbn: '', price: 0 };
    const type = request.headers['content-type'] ?? '';
    if (!type.startsWith('application/json') && content !== '' && !this.#leaves('media type')) {
      throw new Refusal(415, 'unsupported_media_type');
    }
    const body = parsed(content);
    const schema = requestBody.content['application/json']?.schema ?? {};
    if (!this.#judge.accepts(schema, body)) throw new Refusal(400, 'invalid_request');
    return body;
  }

  #serve(
    { id }: BoundOperation,
    request: IncomingMessage,
    pathname: string,
    search: URLSearchParams,
    content: string,
    body: unknown,
  ): Answer {
    const fields = (body ?? {}) as Record<string, unknown>;
    if (id === 'quotes.get') return this.#quote();
    if (id === 'books.list') return this.#list(search);
    if (id === 'books.create') {
      return this.#once(String(request.headers['idempotency-key'] ?? ''), content, () => {
        const book = this.#add(fields);
        return this.#limited(201, shown(book), { Location: `/books/${book.id}` });
      });
    }
    const book = this.#books.get(pathname.split('/')[2] ?? '');
    if (!book) throw new Refusal(404, 'not_found');
    const etag = `"${book.version}"`;
    if (id === 'books.get') {
      const isSame = request.headers['if-none-match'] === etag && !this.#leaves('if-none-match');
      if (isSame) return { status: 304, headers: { ETag: etag } };
      return this.#limited(200, shown(book), { ETag: etag });
    }
    if (id === 'books.update') {
      const condition = request.headers['if-match'];
      if (condition !== undefined && condition !== etag && !this.#leaves('if-match')) {
        throw new Refusal(412, 'precondition_failed');
      }
      Object.assign(book, fields, { version: book.version + 1 });
      return json(200, shown(book), { ETag: `"${book.version}"` });
    }
    if (!this.#leaves('delete')) this.#books.delete(book.id);
    return { status: 204, headers: {} };
  }

  #quote(): Answer {
    const now = Date.now();
    this.#quotes = this.#quotes.filter((at) => at > now - 1000);
    if (this.#quotes.length >= QUOTES) throw new Refusal(429, 'too_many', { 'Retry-After': '1' });
    this.#quotes.push(now);
    return json(200, { text: 'It is a truth universally acknowledged' });
  }

  #list(search: URLSearchParams): Answer {
    const inPrint = search.get('in_print');
    const all = [...this.#books.values()]
      .filter((book) => inPrint === null || String(book.in_print) === inPrint)
      .sort((a, b) => (a.id < b.id ? -1 : 1));
    const limit = this.#leaves('limit') ? all.length : Number(search.get('limit') ?? 20);
    const start = this.#leaves('cursor') ? 0 : Number(search.get('cursor') ?? 0);
    const end = start + limit;
    return this.#limited(200, {
      items: all.slice(start, end).map(shown),
      total: all.length,
      next_cursor: end < all.length ? String(end) : null,
    });
  }

  #once(key: string, content: string, effect: () => Answer): Answer {
    const before = this.#answers.get(key);
    const digest = createHash('sha256').update(content).digest('hex');
    if (key !== '' && before) {
      if (before.digest !== digest && !this.#leaves('reuse')) throw new Refusal(422, 'key_reused');
      if (!this.#leaves('replay')) return structuredClone(before.answer);
    }
    const answer = effect();
    this.#answers.set(key, { digest, answer: structuredClone(answer) });
    return answer;
  }

  #add(fields: Record<string, unknown>): Book {
    const defaults = { title: '', format: 'paper', in_print: true };
    const made = { id: randomUUID(), version: 1, created_at: new Date().toISOString() };
    const book: Book = { ...defaults, ...fields, ...made };
    this.#books.set(book.id, book);
    return book;
  }

  #limited(status: number, body: unknown, headers: Record<string, string> = {}): Answer {
    if (!this.#leaves('count')) this.#remaining--;
    const seconds = Math.ceil(this.#reset - Date.now() / 1000);
    return json(status, body, {
      'X-RateLimit-Limit': String(LIMIT),
      'X-RateLimit-Remaining': String(this.#remaining),
      'X-RateLimit-Reset': String(this.#reset),
      RateLimit: `"books";r=${this.#remaining};t=${seconds}`,
      ...headers,
    });
  }
}

const json = (status: number, body: unknown, headers: Record<string, string> = {}): Answer => ({
  status,
  headers: { 'Content-Type': 'application/json', ...headers },
  body,
});

const shown = ({ version: _, ...book }: Book): object => book;

function readAs({ type }: JsonSchema, text: string): unknown {
  if (type === 'integer') return /^-?\d+$/.test(text) ? Number(text) : text;
  if (type === 'boolean') return text === 'true' ? true : text === 'false' ? false : text;
  return text;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(400, 'invalid_json');
  }
}
