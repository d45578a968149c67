/**
 * Writes one object whose size is not known before: in one request if it is small, otherwise in parts, of which one
 * is uploaded while the next is collected.
 *
 * @module
 */
import type { Hash } from 'node:crypto';
import { ProblemError } from '../../problemError.ts';
import type { ObjectRepository } from '../../storage/objects/objectRepository.ts';
import type { Bucket, UploadedPart } from './bucket.ts';
import { keyOf, metadataOf } from './keys.ts';
import { partSize } from './partSizes.ts';
import type { PartSpool, SpoolFolder } from './partSpool.ts';

/** How often the row of an object says that its upload goes on, in milliseconds. */
const SIGN_OF_LIFE = 60_000;

/** What parts of a multipart upload need. */
type Parts = { readonly objectId: string; readonly multipartId: string };

export class ObjectWriter {
  readonly #bucket: Bucket;
  readonly #rows: ObjectRepository;
  readonly #spools: SpoolFolder;
  readonly #path: string | undefined;
  readonly #uploaded: UploadedPart[] = [];
  #spool: PartSpool;
  /** Of all bytes, from the second part on; before, it is that of the part. */
  #hash: Hash | undefined;
  #size = 0;
  #number = 1;
  #objectId: string | undefined;
  #parts: Parts | undefined;
  #uploading: Promise<void> = Promise.resolve();
  #lastSign = performance.now();

  /** @param path the path that the file shall get, if it is known */
  constructor(
    bucket: Bucket,
    rows: ObjectRepository,
    spools: SpoolFolder,
    path: string | undefined,
  ) {
    this.#bucket = bucket;
    this.#rows = rows;
    this.#spools = spools;
    this.#path = path;
    this.#spool = spools.begin();
  }

  /** How many bytes were written. */
  get size(): number {
    return this.#size;
  }

  /** Appends a chunk, which must not be changed afterwards. */
  async write(chunk: Uint8Array): Promise<void> {
    this.#size += chunk.length;
    this.#hash?.update(chunk);
    await this.#spool.write(chunk);
    if (this.#spool.size >= partSize(this.#number)) await this.#cut();
  }

  /** Completes the object, which is stored durably then. */
  async end(): Promise<{ readonly objectId: string; readonly sha256: string }> {
    if (!this.#hash) {
      const body = await this.#spool.body();
      const objectId = await this.#begin();
      await this.#bucket.put(keyOf(objectId), body, metadataOf(objectId, this.#path));
      return { objectId, sha256: body.sha256 };
    }
    if (this.#spool.size > 0) await this.#cut();
    await this.#uploading;
    const { objectId, multipartId } = await this.#beginParts();
    await this.#bucket.completeParts(keyOf(objectId), multipartId, this.#uploaded);
    return { objectId, sha256: this.#hash.digest('hex') };
  }

  /** Marks what was stored as garbage; it is removed later. */
  async abandon(): Promise<void> {
    await this.#uploading.catch(() => {});
    // If the database cannot be reached, garbage collection finds the object by its age.
    if (this.#objectId) await this.#rows.giveUp(this.#objectId).catch(() => {});
  }

  /** Releases resources. */
  async close(): Promise<void> {
    await this.#uploading.catch(() => {});
    await this.#spool.close();
  }

  /** Uploads the part that was collected, and begins the next. */
  async #cut(): Promise<void> {
    await this.#uploading;
    const part = this.#spool;
    const number = this.#number;
    this.#hash ??= part.hash();
    this.#spool = this.#spools.begin();
    this.#number += 1;
    this.#uploading = this.#upload(part, number);
    // The next caller that awaits it gets the error.
    this.#uploading.catch(() => {});
  }

  async #upload(part: PartSpool, number: number): Promise<void> {
    try {
      const { objectId, multipartId } = await this.#beginParts();
      await this.#showLife(objectId);
      this.#uploaded.push(
        await this.#bucket.putPart(keyOf(objectId), multipartId, number, await part.body()),
      );
    } finally {
      await part.close();
    }
  }

  async #begin(): Promise<string> {
    this.#objectId ??= await this.#rows.begin();
    return this.#objectId;
  }

  async #beginParts(): Promise<Parts> {
    this.#parts ??= await beginParts(this.#bucket, this.#rows, await this.#begin(), this.#path);
    return this.#parts;
  }

  async #showLife(objectId: string): Promise<void> {
    if (performance.now() - this.#lastSign < SIGN_OF_LIFE) return;
    this.#lastSign = performance.now();
    if (await this.#rows.progressed(objectId)) return;
    throw new ProblemError('storage_unavailable', 'The upload paused for too long; send it again');
  }
}

/** Begins the parts of an object, and records that before the first of them. */
export async function beginParts(
  bucket: Bucket,
  rows: ObjectRepository,
  objectId: string,
  path: string | undefined,
): Promise<Parts> {
  const multipartId = await bucket.beginParts(keyOf(objectId), metadataOf(objectId, path));
  await rows.beganParts(objectId, multipartId);
  return { objectId, multipartId };
}
