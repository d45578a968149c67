/**
 * Lets a worker thread read contents through the thread of the server, which has the connections to the store.
 *
 * @module
 */
import type { MessagePort } from 'node:worker_threads';
import type { ProblemCode } from '../../contract.ts';
import { ProblemError } from '../../problemError.ts';
import type { RangeReader } from './rowContents.ts';

type Request = {
  readonly id: number;
  readonly fileId: string;
  readonly start: number;
  readonly end: number;
};

type Reply = { readonly id: number } & (
  | { readonly bytes: Uint8Array }
  | { readonly message: string; readonly code: ProblemCode | undefined }
);

/** Answers what {@link PortRanges} asks, until the port is closed. */
export function answerReads(port: MessagePort, ranges: RangeReader): void {
  const answer = async ({ id, fileId, start, end }: Request): Promise<Reply> => {
    try {
      return { id, bytes: await ranges.read(fileId, start, end) };
    } catch (error) {
      const code = error instanceof ProblemError ? error.code : undefined;
      return { id, message: error instanceof Error ? error.message : String(error), code };
    }
  };
  port.on('message', (request: Request) => {
    void answer(request).then((reply) => port.postMessage(reply));
  });
}

type Waiting = {
  readonly resolve: (bytes: Uint8Array) => void;
  readonly reject: (error: Error) => void;
};

/** Reads through a port to another thread. */
export class PortRanges implements RangeReader {
  readonly #waiting = new Map<number, Waiting>();
  #port: MessagePort | undefined;
  #next = 0;

  /** Uses a port from now on; reads of an earlier one fail. */
  use(port: MessagePort | undefined): void {
    this.#port?.close();
    this.#port = port;
    for (const { reject } of this.#waiting.values()) reject(new Error('The port was closed'));
    this.#waiting.clear();
    port?.on('message', (reply: Reply) => {
      const waiting = this.#waiting.get(reply.id);
      this.#waiting.delete(reply.id);
      if ('bytes' in reply) waiting?.resolve(reply.bytes);
      else
        waiting?.reject(
          reply.code ? new ProblemError(reply.code, reply.message) : new Error(reply.message),
        );
    });
    // It does not keep the thread alive.
    port?.unref();
  }

  read(fileId: string, start: number, end: number): Promise<Uint8Array> {
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      if (!this.#port) throw new Error('There is no port');
      this.#waiting.set(id, { resolve, reject });
      this.#port.postMessage({ id, fileId, start, end } satisfies Request);
    });
  }
}
