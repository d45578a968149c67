import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';

/** Bytes read at a time. */
const CHUNK = 256 * 1024;

/**
 * Bytes of an open file as a stream, which closes the file however it ends. A file that has become shorter
 * meanwhile causes an error: a normal end would make a part look like the whole.
 *
 * @param end the position after the last byte; what is appended meanwhile is left out
 * @param turn resolves when the next chunk may be read: otherwise hundreds of ready streams would be read
 *   and sent in one turn of the event loop, which accepts only one new connection
 */
export function contentOf(
  handle: FileHandle,
  start: number,
  end: number,
  turn: () => Promise<void> = async () => {},
): Readable {
  let position = start;
  const readChunk = async (stream: Readable): Promise<void> => {
    await turn();
    if (stream.destroyed) return;
    const length = Math.min(CHUNK, end - position);
    const { bytesRead, buffer } = await handle.read(
      Buffer.allocUnsafe(length),
      0,
      length,
      position,
    );
    position += bytesRead;
    if (bytesRead > 0) stream.push(buffer.subarray(0, bytesRead));
    else stream.destroy(new Error('The file became shorter while it was read'));
  };
  return new Readable({
    highWaterMark: CHUNK,
    read() {
      if (position === end) {
        this.push(null);
        return;
      }
      readChunk(this).catch((error: Error) => this.destroy(error));
    },
    destroy(error, done) {
      handle.close().then(() => done(error), done);
    },
  });
}
