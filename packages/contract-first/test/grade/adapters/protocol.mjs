/**
 * What the adapters of JavaScript clients share: the protocol of `contract grade` over stdin and stdout.
 *
 * @module
 */
import { createInterface } from 'node:readline';

/** An error that says by itself what it is. */
export class Reported extends Error {
  /** @param {{ kind: string, status?: number, body?: unknown, message?: string }} error */
  constructor(error) {
    super(error.message ?? error.kind);
    this.error = error;
  }
}

/** The client has no means to do this. */
export const unsupported = (message) => new Reported({ kind: 'unsupported', message });

/**
 * Answers the suite until it closes stdin.
 *
 * @param {object} adapter
 * @param {object} adapter.about `client`, `version`, `language`, `capabilities`
 * @param {(settings: object) => unknown} adapter.create makes a client
 * @param {(client: any, message: object, signal: AbortSignal) => Promise<object>} adapter.call
 * @param {(client: any, message: object, signal: AbortSignal) => AsyncIterable<unknown>} [adapter.iterate]
 * @param {(message: object) => unknown} [adapter.unwrap]
 * @param {(error: any, signal: AbortSignal) => object} [adapter.errorOf] what an error of the client is
 */
export function serve(adapter) {
  const clients = new Map();
  const running = new Map();
  const answer = (message) => process.stdout.write(`${print(message)}\n`);

  const work = async (message, signal) => {
    const client = clients.get(message.client);
    switch (message.do) {
      case 'describe':
        return adapter.about;
      case 'create':
        clients.set(message.id, await adapter.create(message.settings));
        return null;
      case 'call':
        return adapter.call(client, message, signal);
      case 'iterate': {
        if (!adapter.iterate) throw unsupported('no iteration');
        if (message.take === 0) return null;
        let count = 0;
        for await (const item of adapter.iterate(client, message, signal)) {
          answer({ id: message.id, item });
          count += 1;
          if (count === message.take) break;
        }
        return null;
      }
      case 'unwrap':
        if (!adapter.unwrap) throw unsupported('no webhooks');
        return { body: await adapter.unwrap(message) };
      case 'abort':
        running.get(message.call)?.abort();
        return null;
      default:
        throw unsupported(message.do);
    }
  };

  createInterface({ input: process.stdin }).on('line', async (line) => {
    const message = parse(line);
    const controller = new AbortController();
    if (message.aborted) controller.abort();
    running.set(message.id, controller);
    try {
      answer({ id: message.id, result: await work(message, controller.signal) });
    } catch (error) {
      const reported =
        error instanceof Reported
          ? error.error
          : (adapter.errorOf?.(error, controller.signal) ?? errorOf(error, controller.signal));
      answer({ id: message.id, error: reported });
    } finally {
      running.delete(message.id);
    }
  });
  // A client may fail behind its caller's back; that is a matter of the case, not the end of all.
  process.on('unhandledRejection', (error) => process.stderr.write(`${error}\n`));
}

/** What an error of `fetch` is. */
export function errorOf(error, signal) {
  const message =
    [error?.message, error?.cause?.message].filter(Boolean).join(': ') || String(error);
  const kind =
    error?.name === 'TimeoutError'
      ? 'timeout'
      : signal?.aborted || error?.name === 'AbortError'
        ? 'abort'
        : error instanceof SyntaxError
          ? 'decode'
          : error instanceof TypeError && /fetch failed|terminated|network/i.test(message)
            ? 'connection'
            : 'other';
  return { kind, message };
}

/** A value of the suite with bytes as files. */
export function withFiles(value) {
  if (Array.isArray(value)) return value.map(withFiles);
  if (typeof value !== 'object' || value === null) return value;
  if ('$bytes' in value) {
    const bytes = Buffer.from(value.$bytes, 'base64');
    const type = value.contentType ?? '';
    return value.filename === undefined
      ? new Blob([bytes], { type })
      : new File([bytes], value.filename, { type });
  }
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withFiles(each)]));
}

/** Bytes of a result, of whichever form, as the suite has them. */
export async function bytesOf(value) {
  if (value instanceof Blob || value instanceof Response) value = await value.arrayBuffer();
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
    const bytes =
      value instanceof ArrayBuffer
        ? Buffer.from(value)
        : Buffer.from(value.buffer, value.byteOffset, value.byteLength);
    return { $bytes: bytes.toString('base64') };
  }
  if (value instanceof ReadableStream) return bytesOf(new Response(value));
  return value;
}

const parse = (text) =>
  JSON.parse(text, (_key, value, { source }) =>
    typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(source)
      ? BigInt(source)
      : value,
  );

const print = (value) =>
  JSON.stringify(value, (_key, each) =>
    typeof each === 'bigint' ? JSON.rawJSON(String(each)) : each,
  );
