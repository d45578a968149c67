/** Dates in RIFF files: WebP pictures and AVI videos. */

import type { DateClaim } from './dateClaim.ts';
import { hasDay } from './day.ts';
import { type Bytes, exactly, partOf } from './fileBytes.ts';
import { recordDates } from './pictures.ts';

type Chunk = { readonly id: string; readonly data: Bytes };

/** The chunks from an offset on. Each has at least a header, so the loop ends. */
function* chunksIn(bytes: Bytes, from: number): Generator<Chunk> {
  for (let place = from; ; ) {
    const header = exactly(bytes, place, 8);
    if (!header) return;
    const length = header.readUInt32LE(4);
    yield { id: header.toString('latin1', 0, 4), data: partOf(bytes, place + 8, length) };
    place += 8 + length + (length % 2);
  }
}

/** WebP: the chunk `EXIF`. */
export function webp(file: Bytes): DateClaim[] | undefined {
  for (const { id, data } of chunksIn(file, 12)) if (id === 'EXIF') return recordDates(data);
  return undefined;
}

/** The lists that may contain the date of an AVI. */
const lists: ReadonlySet<string> = new Set(['hdrl', 'INFO', 'ncdt']);
const dates: ReadonlySet<string> = new Set(['IDIT', 'ICRD']);

/** AVI: `IDIT`, which digital cameras write, or `ICRD`, which programs write. */
export function avi(file: Bytes): DateClaim[] {
  const claims: DateClaim[] = [];
  for (const { id, data } of chunksIn(file, 12)) {
    if (id !== 'LIST' || !lists.has(data.at(0, 4).toString('latin1'))) continue;
    for (const chunk of chunksIn(data, 4)) {
      if (!dates.has(chunk.id)) continue;
      const text = chunk.data.at(0, 32).toString('latin1');
      if (chunk.id === 'IDIT' || hasDay(text)) claims.push({ source: 'filmed', text });
    }
  }
  return claims;
}
