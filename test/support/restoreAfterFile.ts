/**
 * Undoes what a file has replaced, for the files that share its process.
 *
 * @module
 */
import { afterAll, vi } from 'vitest';

/** `Request` and `Response` of Node.js; this module is loaded again for each file. */
const own = Symbol.for('file-organizer-test-globals');
const state: typeof globalThis & { [own]?: Pick<typeof globalThis, 'Request' | 'Response'> } =
  globalThis;
state[own] ??= { Request: globalThis.Request, Response: globalThis.Response };

afterAll(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
  // A server on @hono/node-server replaces them by its own, which check less.
  for (const [name, value] of Object.entries(state[own] ?? {})) {
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  }
});
