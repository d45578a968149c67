/**
 * Answers the operations that a server has not implemented yet.
 *
 * @module
 */
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { loadDocument } from '../document/load.ts';
import { type BoundOperation, type Document, endpointOf, operations } from '../document/model.ts';
import { Mock } from './mock.ts';

/** A request that a server has checked, as the server kit describes it. */
export type UnwrittenRequest = {
  readonly url: string;
  readonly headers: Headers;
  readonly params: unknown;
  /** The body, if the server has read it. */
  readonly body: unknown;
  /** The body as a stream, if it has not. */
  readonly content: Readable | undefined;
};

/** Answers a request to an operation; `unwritten` of the server kit. */
export type Unwritten = (
  operation: { readonly id: string; readonly method: string; readonly path: string },
  request: UnwrittenRequest,
) => Promise<Response>;

/**
 * Answers operations without a handler as the mock does: with examples of the document, or values
 * generated from its schemas. `Prefer: code=404` selects another status. Each answer has the header
 * `X-Mock`. Credentials and values are checked by the server; only bodies that it leaves to its
 * handlers, such as forms, are checked here.
 *
 * @param source the document, or the path or URL of its file, which is read with the first request
 */
export function unwrittenBy(source: string | URL | Document): Unwritten {
  let answers: Promise<Unwritten> | undefined;
  return async (operation, request) => {
    answers ??= answersOf(source);
    return (await answers)(operation, request);
  };
}

async function answersOf(source: string | URL | Document): Promise<Unwritten> {
  const isFile = typeof source === 'string' || source instanceof URL;
  const document = isFile ? (await loadDocument(pathOf(source))).document : source;
  const bound = operations(document);
  const mock = new Mock(
    // The server in front of it has its own credentials, limits and origins.
    { document, authenticate: () => undefined, rateLimits: true, cors: [] },
    true,
  );
  return async (operation, { url, headers, params, body, content }) => {
    const found = operationOf(bound, operation);
    const received = Object.fromEntries(headers);
    return mock.answer(
      { raw: { headers: received }, url: new URL(url), operation: found },
      {
        operation: found,
        params: typeof params === 'object' && params !== null ? { ...params } : {},
        body,
        content: content && {
          headers: received,
          [Symbol.asyncIterator]: () => content[Symbol.asyncIterator](),
        },
      },
    );
  };
}

const pathOf = (source: string | URL): string =>
  source instanceof URL && source.protocol === 'file:' ? fileURLToPath(source) : String(source);

/** The operation of the document that a server names: by its id, else by its method and path. */
function operationOf(
  bound: readonly BoundOperation[],
  { id, method, path }: { readonly id: string; readonly method: string; readonly path: string },
): BoundOperation {
  const isSame = (each: BoundOperation) =>
    each.path === path && each.method.toLowerCase() === method.toLowerCase();
  const found = bound.find((each) => each.id === id) ?? bound.find(isSame);
  if (found) return found;
  throw new TypeError(`The document has no operation ${id}: ${endpointOf({ method, path })}`);
}
