import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { openQuietly } from './quietly.ts';

/** The SHA-256 of a file's content, in hex, read as a stream without a trace in its time of access. */
export async function digestOf(place: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(place, { fd: openQuietly(place) }), hash);
  return hash.digest('hex');
}
