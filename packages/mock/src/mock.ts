/**
 * A server that answers every request by the contract, with the contract's own examples.
 *
 * @module
 */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { createLogger } from '@stoplight/prism-core';
import { getHttpOperationsFromSpec } from '@stoplight/prism-http';
import { createServer } from '@stoplight/prism-http-server';

export type MockOptions = {
  /** 4010 where none is given; 0 takes a free one. */
  readonly port?: number;
  /** The address to listen on; 127.0.0.1 where none is given. */
  readonly host?: string;
  /** Another bundled OpenAPI document than the File Organizer's. */
  readonly document?: object;
};

export type Mock = {
  /** Where the mock listens, without a slash at the end. */
  readonly url: string;
  /** Ends every connection and frees the port. */
  close(): Promise<void>;
};

/**
 * Starts a mock. It checks each request as the contract says (credentials, parameters, body) and
 * answers with the example of the first success, or with that of another status where the
 * request has `Prefer: code=429` (RFC 7240). Bodies may have at most 10 MB.
 *
 * @throws Error where the port is taken, or the address is not one of this machine
 */
export async function startMock({
  port = 4010,
  host = '127.0.0.1',
  document,
}: MockOptions = {}): Promise<Mock> {
  // Prism writes into the document that it is given.
  const operations = await getHttpOperationsFromSpec(
    structuredClone(document) ?? (await contract()),
  );
  const server = createServer(operations, {
    cors: true,
    components: { logger: createLogger('mock', { level: 'silent' }) },
    config: {
      isProxy: false,
      checkSecurity: true,
      validateRequest: true,
      validateResponse: true,
      errors: false,
      upstreamProxy: undefined,
      // Whatever a request accepts, it gets the one media type that the contract has for a status:
      // with `Accept: application/json`, Prism would answer 200 where a problem is asked for.
      mock: { dynamic: false, mediaTypes: ['*/*'] },
    },
  });
  const address = await server.listen(port, host).catch((reason: unknown) => {
    // Prism rejects with the message alone.
    throw reason instanceof Error ? reason : new Error(String(reason));
  });
  return { url: withBrackets(address), close: () => server.close() };
}

async function contract(): Promise<object> {
  const file = fileURLToPath(import.meta.resolve('@file-organizer/spec/openapi.json'));
  return JSON.parse(await readFile(file, 'utf8'));
}

/** Prism writes an IPv6 address into its URL without the brackets (RFC 3986, section 3.2.2). */
function withBrackets(address: string): string {
  return address.replace(/^http:\/\/([\da-f:]*:[\da-f:]*):(\d+)$/i, 'http://[$1]:$2');
}
