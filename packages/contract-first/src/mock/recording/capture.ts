/**
 * Keeps the bodies of messages while they pass, up to a limit: nothing waits for them.
 *
 * @module
 */
import {
  IncomingMessage,
  type OutgoingHttpHeader,
  type OutgoingHttpHeaders,
  ServerResponse,
  STATUS_CODES,
} from 'node:http';
import type { Socket } from 'node:net';
import { essenceOf, isJson } from '../../contract/mediaTypes.ts';
import { type HeaderPair, headerIn, pairsOf } from '../proxy/headers.ts';

/** The beginning of a body, and how long all of it is. */
export class BodyCapture {
  #limit: number;
  readonly #parts: Buffer[] = [];
  #kept = 0;
  #size = 0;

  /** @param limit in bytes */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Keeps no more than this of what follows. @param limit in bytes */
  limitTo(limit: number): void {
    this.#limit = limit;
  }

  add(chunk: unknown, encoding?: BufferEncoding): void {
    const bytes = bytesOf(chunk, encoding);
    if (!bytes) return;
    this.#size += bytes.length;
    const room = this.#limit - this.#kept;
    if (room <= 0) return;
    // The memory of a chunk may be used again.
    const kept = Buffer.from(bytes.subarray(0, room));
    this.#parts.push(kept);
    this.#kept += kept.length;
  }

  get bytes(): Buffer {
    return Buffer.concat(this.#parts);
  }

  /** In bytes, also of what was not kept. */
  get size(): number {
    return this.#size;
  }

  get isCut(): boolean {
    return this.#kept < this.#size;
  }
}

function bytesOf(chunk: unknown, encoding: BufferEncoding | undefined): Uint8Array | undefined {
  if (typeof chunk === 'string') return Buffer.from(chunk, encoding);
  return chunk instanceof Uint8Array ? chunk : undefined;
}

/** What the real server sent, of which a proxied response has only a part. */
export type RealResponse = {
  /** The URL that the request was sent to. */
  readonly url: string;
  readonly headers: readonly HeaderPair[];
};

/** How much is kept of each body, in bytes: of those that are checked, and for recordings. */
export type CaptureLimits = { readonly checked: number; readonly recorded: number };

type Head = {
  readonly status: number;
  readonly statusText: string;
  readonly headers: readonly HeaderPair[];
};
type GivenHeaders = OutgoingHttpHeaders | OutgoingHttpHeader[] | undefined;
type Callback = (error?: Error | null) => void;

export class CapturedRequest extends IncomingMessage {
  readonly captured: BodyCapture;

  constructor(socket: Socket, { checked, recorded }: CaptureLimits) {
    super(socket);
    this.captured = new BodyCapture(Math.max(checked, recorded));
  }

  override push(chunk: unknown, encoding?: BufferEncoding): boolean {
    this.captured.add(chunk, encoding);
    return super.push(chunk, encoding);
  }
}

export class CapturedResponse<
  Request extends IncomingMessage = IncomingMessage,
> extends ServerResponse<Request> {
  readonly captured: BodyCapture;
  head: Head | undefined;
  /** Called when the head is sent. */
  onHead: (() => void) | undefined;
  /** If the response is not the mock's own. */
  real: RealResponse | undefined;

  /** Whether the mock answers for a real server that gave no usable response. */
  isGatewayError = false;
  readonly #limits: CaptureLimits;

  constructor(request: Request, limits: CaptureLimits) {
    super(request);
    this.#limits = limits;
    this.captured = new BodyCapture(limits.recorded);
  }

  override writeHead(status: number, reason?: string, headers?: GivenHeaders): this;
  override writeHead(status: number, headers?: GivenHeaders): this;
  override writeHead(status: number, ...rest: [(string | GivenHeaders)?, GivenHeaders?]): this {
    const [first, second] = rest;
    const given = typeof first === 'string' ? second : first;
    const statusText = typeof first === 'string' ? first : (STATUS_CODES[status] ?? '');
    this.head = { status, statusText, headers: [...listed(this.getHeaders()), ...listed(given)] };
    // Only JSON is checked as a whole; a stream or a download would fill the memory.
    const { checked, recorded } = this.#limits;
    const type = essenceOf(headerIn(this.head.headers, 'content-type') ?? '');
    if (isJson(type)) this.captured.limitTo(Math.max(checked, recorded));
    this.onHead?.();
    return typeof first === 'string'
      ? super.writeHead(status, first, second)
      : super.writeHead(status, first);
  }

  override write(chunk: unknown, callback?: Callback): boolean;
  override write(chunk: unknown, encoding: BufferEncoding, callback?: Callback): boolean;
  override write(chunk: unknown, how?: BufferEncoding | Callback, callback?: Callback): boolean {
    if (typeof how !== 'string') {
      this.captured.add(chunk);
      return super.write(chunk, how);
    }
    this.captured.add(chunk, how);
    return super.write(chunk, how, callback);
  }

  override end(callback?: () => void): this;
  override end(chunk: unknown, callback?: () => void): this;
  override end(chunk: unknown, encoding: BufferEncoding, callback?: () => void): this;
  override end(chunk?: unknown, how?: BufferEncoding | (() => void), callback?: () => void): this {
    if (typeof chunk === 'function') return super.end(() => Reflect.apply(chunk, undefined, []));
    if (typeof how !== 'string') {
      this.captured.add(chunk);
      return super.end(chunk, how);
    }
    this.captured.add(chunk, how);
    return super.end(chunk, how, callback);
  }
}

/** Headers in any of the forms that Node.js takes. */
function listed(headers: GivenHeaders): HeaderPair[] {
  if (headers === undefined) return [];
  if (Array.isArray(headers)) return pairsOf(headers.flat().map(String));
  return Object.entries(headers).flatMap(([name, value]): HeaderPair[] => {
    if (value === undefined) return [];
    return [value].flat().map((each): HeaderPair => [name, String(each)]);
  });
}

/** The classes of a server's messages that keep bodies. */
export const captureClasses = (
  limits: CaptureLimits,
): {
  readonly IncomingMessage: typeof IncomingMessage;
  readonly ServerResponse: typeof ServerResponse;
} => ({
  IncomingMessage: class extends CapturedRequest {
    constructor(socket: Socket) {
      super(socket, limits);
    }
  },
  ServerResponse: class<Request extends IncomingMessage> extends CapturedResponse<Request> {
    constructor(request: Request) {
      super(request, limits);
    }
  },
});
