/** Boxes of ISO base media files (ISO/IEC 14496-12). */

import { type Bytes, exactly, partOf } from './fileBytes.ts';

/** A box: its type of four characters, and its content. */
export type Box = { readonly type: string; readonly data: Bytes };

/**
 * The boxes in some bytes. Only headers are read. Ends at a box that claims to be shorter than its
 * own header.
 */
export function* boxesIn(bytes: Bytes, from = 0): Generator<Box> {
  for (let place = from; ; ) {
    const header = exactly(bytes, place, 8);
    if (!header) return;
    const type = header.toString('latin1', 4);
    let size = header.readUInt32BE(0);
    let start = 8;
    if (size === 1) {
      const large = exactly(bytes, place + 8, 8);
      if (!large) return;
      size = Number(large.readBigUInt64BE(0));
      start = 16;
    } else if (size === 0) size = bytes.size - place;
    if (size < start) return;
    yield { type, data: partOf(bytes, place + start, size - start) };
    place += size;
  }
}

/** The first matching box in some bytes. */
export function findBox(bytes: Bytes, isWanted: (box: Box) => boolean, from = 0): Box | undefined {
  for (const box of boxesIn(bytes, from)) if (isWanted(box)) return box;
  return undefined;
}

/** The content of the first box of a type. */
export const inBox = (bytes: Bytes, type: string, from = 0): Bytes | undefined =>
  findBox(bytes, (box) => box.type === type, from)?.data;
