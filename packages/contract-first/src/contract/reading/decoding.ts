/**
 * Removes the content codings of bodies (RFC 9110, section 8.4).
 *
 * @module
 */
import type { Transform } from 'node:stream';
import zlib from 'node:zlib';

/** What bytes are without their codings, up to a limit. */
export type Decoded = { readonly bytes: Buffer; readonly isCut: boolean };

type Decoder = () => Transform;

/** Of a body that was cut, the beginning can be decoded all the same. */
const partial = { finishFlush: zlib.constants.Z_SYNC_FLUSH };
const decoders: Readonly<Record<string, Decoder>> = {
  gzip: () => zlib.createGunzip(partial),
  'x-gzip': () => zlib.createGunzip(partial),
  deflate: () => zlib.createInflate(partial),
  br: () => zlib.createBrotliDecompress({ finishFlush: zlib.constants.BROTLI_OPERATION_FLUSH }),
  zstd: () => zlib.createZstdDecompress({ finishFlush: zlib.constants.ZSTD_e_flush }),
};

/**
 * @param codings the value of `Content-Encoding`
 * @param limit in bytes; a small body may become a very large one
 * @returns undefined if a coding is unknown, or the bytes are not coded so
 */
export async function decoded(
  bytes: Buffer,
  codings: string | undefined,
  limit: number,
): Promise<Decoded | undefined> {
  const names = (codings ?? '')
    .split(',')
    .map((each) => each.trim().toLowerCase())
    .filter((each) => each !== '' && each !== 'identity');
  let result: Decoded = { bytes, isCut: false };
  for (const name of names.reverse()) {
    const decoder = Object.hasOwn(decoders, name) ? decoders[name] : undefined;
    if (!decoder) return undefined;
    if (result.bytes.length === 0) return result;
    const next = await through(decoder(), result.bytes, limit);
    if (!next) return undefined;
    result = { bytes: next.bytes, isCut: next.isCut || result.isCut };
  }
  return result;
}

function through(decoder: Transform, bytes: Buffer, limit: number): Promise<Decoded | undefined> {
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    let size = 0;
    const done = (isCut: boolean) =>
      resolve({ bytes: Buffer.concat(parts).subarray(0, limit), isCut });
    decoder.on('data', (part: Buffer) => {
      parts.push(part);
      size += part.length;
      if (size <= limit) return;
      done(true);
      decoder.destroy();
    });
    decoder.on('end', () => done(false));
    decoder.on('error', () => resolve(undefined));
    decoder.end(bytes);
  });
}
