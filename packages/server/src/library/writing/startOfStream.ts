import type { Readable } from 'node:stream';

/** The bytes with which a stream begins. */
export type StartOfStream = {
  readonly chunks: readonly Buffer[];
  /** Whether the stream has ended after them; otherwise the rest can be read from it. */
  readonly isAll: boolean;
};

/**
 * Reads a stream until it has ended or more than `most` bytes have arrived. Small bodies need one promise
 * instead of several for each chunk, as iterating over the stream does.
 *
 * @throws Error of the stream
 */
export function startOfStream(stream: Readable, most: number): Promise<StartOfStream> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    // The listener for errors stays: one may come before the rest is read, whose reader gets it too.
    const settle = (): void => {
      stream.off('data', take).off('end', end).off('close', stop);
    };
    const take = (chunk: Buffer): void => {
      chunks.push(chunk);
      size += chunk.length;
      if (size <= most) return;
      stream.pause();
      stop();
    };
    const end = (): void => {
      settle();
      resolve({ chunks, isAll: true });
    };
    /** If the stream was closed early, the reader of the rest gets the error. */
    const stop = (): void => {
      settle();
      resolve({ chunks, isAll: false });
    };
    const fail = (error: Error): void => {
      settle();
      reject(error);
    };
    if (stream.destroyed || stream.readableEnded) stop();
    else stream.on('end', end).on('close', stop).on('error', fail).on('data', take);
  });
}
