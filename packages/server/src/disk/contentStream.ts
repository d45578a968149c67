import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';

/** How much is read at a time, in bytes. */
const CHUNK = 256 * 1024;

/**
 * Bytes of an open file as a stream, which closes the file however it ends. A file that has become
 * shorter meanwhile is an error: a plain end would make a part look like the whole.
 *
 * @param end the position behind the last byte; what was added to the file meanwhile is left out
 */
export function contentOf(handle: FileHandle, start: number, end: number): Readable {
  let position = start;
  return new Readable({
    highWaterMark: CHUNK,
    read() {
      if (position === end) {
        this.push(null);
        return;
      }
      const length = Math.min(CHUNK, end - position);
      handle.read(Buffer.allocUnsafe(length), 0, length, position).then(
        ({ bytesRead, buffer }) => {
          position += bytesRead;
          if (bytesRead > 0) this.push(buffer.subarray(0, bytesRead));
          else this.destroy(new Error('The file became shorter while it was read'));
        },
        (error: Error) => this.destroy(error),
      );
    },
    destroy(error, done) {
      handle.close().then(() => done(error), done);
    },
  });
}
