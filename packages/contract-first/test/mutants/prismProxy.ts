import { createServer as createHttpServer, request } from 'node:http';
import { createLogger } from '@stoplight/prism-core';
import { getHttpOperationsFromSpec } from '@stoplight/prism-http';
import { createServer } from '@stoplight/prism-http-server';
import { bundleDocument } from 'contract-first/generate';

/** How long Prism may take, in milliseconds. */
const PATIENCE = 2_000;
/** How long it may take with requests that are not valid; to some of them it never answers. */
const PATIENCE_INVALID = 300;

/** Between whoever asks and a server: Prism, which judges what passes. */
export type Proxy = {
  readonly url: string;
  /** Whether the next request is valid; it is, unless this is set otherwise. */
  isValid: boolean;
  /** What Prism has found in answers so far, each kind once. */
  readonly violations: ReadonlySet<string>;
  close(): Promise<void>;
};

/** Starts Prism's proxy before a server, as `prism proxy` does, and reads its `sl-violations`. */
export async function startProxy(document: string, upstream: string): Promise<Proxy> {
  const operations = await getHttpOperationsFromSpec(await bundleDocument<object>(document));
  const prism = createServer(operations, {
    cors: false,
    components: { logger: createLogger('proxy', { level: 'silent' }) },
    config: {
      isProxy: true,
      checkSecurity: true,
      validateRequest: true,
      validateResponse: true,
      errors: false,
      upstream: new URL(upstream),
      upstreamProxy: undefined,
      mock: { dynamic: false },
    },
  });
  const inner = new URL(await prism.listen(0, '127.0.0.1'));
  const violations = new Set<string>();
  let proxy: Proxy;
  // Prism's readers of parameters throw outside of its requests, which would end this process.
  const ignore = (error: Error) => {
    if (!error.stack?.includes('@stoplight')) throw error;
  };
  process.on('uncaughtException', ignore);
  const outer = createHttpServer((asked, answered) => {
    const passed = request(
      {
        host: inner.hostname,
        port: inner.port,
        path: asked.url,
        method: asked.method,
        headers: asked.headers,
        timeout: proxy.isValid ? PATIENCE : PATIENCE_INVALID,
      },
      (answer) => {
        for (const each of found(answer.headers['sl-violations'])) violations.add(each);
        answered.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(answered);
      },
    );
    passed.on('timeout', () => passed.destroy());
    passed.on('error', () => {
      if (answered.headersSent) answered.destroy();
      else answered.writeHead(504).end();
    });
    asked.pipe(passed);
  });
  await new Promise<void>((resolve) => outer.listen(0, '127.0.0.1', resolve));
  const address = outer.address();
  proxy = {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    isValid: true,
    violations,
    close: async () => {
      process.off('uncaughtException', ignore);
      outer.closeAllConnections();
      outer.close();
      await prism.close();
    },
  };
  return proxy;
}

/** The kinds of faults in answers; those in requests are none of the server's. */
function found(header: string | readonly string[] | undefined): string[] {
  const text = typeof header === 'string' ? header : (header?.[0] ?? '[]');
  const all: {
    location?: readonly string[];
    severity?: string;
    code?: unknown;
    message?: string;
  }[] = JSON.parse(text);
  return all
    .filter(({ location }) => location?.[0] === 'response')
    .map(
      ({ location = [], code, message }) => `${location.join('.')} ${code ?? ''} ${message ?? ''}`,
    );
}
