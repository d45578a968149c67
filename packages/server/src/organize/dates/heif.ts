import { type Bytes, exactly, partOf } from './fileBytes.ts';
import { boxesIn, inBox } from './isoBoxes.ts';

/** How many items a picture may have: one that is cut into tiles has hundreds. */
const MOST_ITEMS = 10_000;

/**
 * Finds the EXIF record of a HEIC or AVIF picture (ISO/IEC 23008-12, A.2.1).
 *
 * @param meta the box of that name
 */
export function heifRecord(meta: Bytes, file: Bytes): Bytes | undefined {
  const infos = inBox(meta, 'iinf', 4);
  const locations = inBox(meta, 'iloc', 4);
  const item = infos && exifItem(infos);
  if (item === undefined || !locations) return undefined;
  const extent = extentOf(item, locations);
  if (!extent) return undefined;
  const within = extent.method === 0 ? file : inBox(meta, 'idat', 4);
  // A length of 0 means everything that follows.
  return within && partOf(within, extent.offset, extent.length || undefined);
}

/** The number of the item of type `Exif`. */
function exifItem(infos: Bytes): number | undefined {
  const isLong = (infos.at(0, 1)[0] ?? 0) > 0;
  for (const { type, data } of boxesIn(infos, isLong ? 8 : 6)) {
    if (type !== 'infe') continue;
    const version = data.at(0, 1)[0];
    if (version !== 2 && version !== 3) continue;
    const size = version === 2 ? 2 : 4;
    const entry = exactly(data, 4, size + 6);
    if (entry?.toString('latin1', size + 2) === 'Exif') return entry.readUIntBE(0, size);
  }
  return undefined;
}

type Extent = { readonly method: number; readonly offset: number; readonly length: number };

/** The position of an item's first part, by the box `iloc`; a record has one part. */
function extentOf(item: number, locations: Bytes): Extent | undefined {
  const header = exactly(locations, 0, 6);
  if (!header) return undefined;
  const version = header.readUInt8(0);
  const sizes = header.readUInt16BE(4);
  const sizeAt = (shift: number) => (sizes >> shift) & 15;
  const offsetSize = sizeAt(12);
  const lengthSize = sizeAt(8);
  const baseSize = sizeAt(4);
  const indexSize = sizeAt(0);
  const reader = new Reader(locations, 6);
  const count = reader.number(version < 2 ? 2 : 4);
  for (let at = 0; at < Math.min(count, MOST_ITEMS) && !reader.hasEnded; at++) {
    const id = reader.number(version < 2 ? 2 : 4);
    const method = version > 0 ? reader.number(2) & 15 : 0;
    reader.skip(2);
    const base = reader.number(baseSize);
    const extents = reader.number(2);
    const size = (version > 0 ? indexSize : 0) + offsetSize + lengthSize;
    if (id !== item) {
      reader.skip(extents * size);
      continue;
    }
    if (version > 0) reader.skip(indexSize);
    const offset = base + reader.number(offsetSize);
    const length = reader.number(lengthSize);
    return extents === 0 || reader.hasEnded ? undefined : { method, offset, length };
  }
  return undefined;
}

/** Reads numbers one after the other. */
class Reader {
  hasEnded = false;
  readonly #bytes: Bytes;
  #place: number;

  constructor(bytes: Bytes, place: number) {
    this.#bytes = bytes;
    this.#place = place;
  }

  /** @param size in bytes; with size 0 the number is 0 */
  number(size: number): number {
    const found = exactly(this.#bytes, this.#place, size);
    this.#place += size;
    if (size === 0) return 0;
    if (!found) {
      this.hasEnded = true;
      return 0;
    }
    return size === 8 ? Number(found.readBigUInt64BE(0)) : found.readUIntBE(0, Math.min(size, 6));
  }

  skip(size: number): void {
    this.#place += size;
  }
}
