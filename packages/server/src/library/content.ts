import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';

/** How much is read at a time, in bytes. */
const CHUNK = 64 * 1024;

/**
 * The first bytes of an open file as a stream, which closes the file however it ends. A file that
 * has become shorter meanwhile is an error: a plain end would make a part look like the whole.
 *
 * @param size how many bytes; what was added to the file meanwhile is left out
 */
export function contentOf(handle: FileHandle, size: number): Readable {
  let position = 0;
  return new Readable({
    highWaterMark: CHUNK,
    read() {
      if (position === size) {
        this.push(null);
        return;
      }
      const length = Math.min(CHUNK, size - position);
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
