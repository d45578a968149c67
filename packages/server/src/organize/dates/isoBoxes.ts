import { type Bytes, exactly, partOf } from './fileBytes.ts';

/** A box: its four characters, and what is in it. */
export type Box = { readonly type: string; readonly data: Bytes };

/**
 * The boxes in some bytes. Only their headers are read. A box that says it is shorter than its own
 * header ends them.
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

/** The first box that is wanted among those in some bytes. */
export function findBox(bytes: Bytes, isWanted: (box: Box) => boolean, from = 0): Box | undefined {
  for (const box of boxesIn(bytes, from)) if (isWanted(box)) return box;
  return undefined;
}

/** What is in the first box of a type. */
export const inBox = (bytes: Bytes, type: string, from = 0): Bytes | undefined =>
  findBox(bytes, (box) => box.type === type, from)?.data;
