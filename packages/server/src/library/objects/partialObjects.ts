/**
 * Uploads that arrive in several requests, perhaps at different servers. Bytes that are too few for a part of S3 are
 * an object of their own, the tail, until the next request continues with them.
 *
 * @module
 */
import { createHash, type Hash } from 'node:crypto';
import type { ProblemError } from '../../problemError.ts';
import { identityOf, type ObjectRepository } from '../../storage/objects/objectRepository.ts';
import type {
  ObjectUploadRepository,
  ObjectUploadRow,
} from '../../storage/objects/objectUploadRepository.ts';
import { type PartialBlob, type PartialBlobs, PartLost, type StagedBlob } from '../blobs.ts';
import { offsetMismatch, superseded } from '../writing/uploadProblems.ts';
import type { Bucket } from './bucket.ts';
import { keyOf, metadataOf } from './keys.ts';
import { beginParts } from './objectWriter.ts';
import { partSize } from './partSizes.ts';
import type { PartSpool, SpoolFolder } from './partSpool.ts';

/** How many unfinished hashes are kept, each of a few hundred bytes. */
const MOST_HASHES = 1_000;

/** A hash of the first bytes of a file. */
type Hashed = { readonly hash: Hash; readonly bytes: number };

export type PartialObjectDeps = {
  readonly bucket: Bucket;
  readonly objects: ObjectRepository;
  readonly uploads: ObjectUploadRepository;
  readonly spools: SpoolFolder;
};

/**
 * What has arrived of uploads. It is hashed on the way if one server receives all of it; otherwise the whole object
 * is read once.
 */
export class PartialObjects implements PartialBlobs {
  readonly #deps: PartialObjectDeps;
  /** By upload, least recently used first. */
  readonly #hashes = new Map<string, Hashed>();

  constructor(deps: PartialObjectDeps) {
    this.#deps = deps;
  }

  async open(
    uploadId: string,
    bytes: number,
    turn: () => Promise<void>,
    path: string,
  ): Promise<PartialObject> {
    const { bucket, uploads, spools } = this.#deps;
    const opened = await uploads.takeOver(uploadId);
    if (!opened) throw new PartLost('The upload was removed');
    const { row, received } = opened;
    // Another server has received more meanwhile.
    if (received !== bytes) throw offsetMismatch(bytes, received);
    const known = this.#hashes.get(uploadId);
    this.#hashes.delete(uploadId);
    const hash =
      known?.bytes === bytes ? known.hash : bytes === 0 ? createHash('sha256') : undefined;
    const tail = spools.begin();
    try {
      if (row.tail_id !== null) {
        const size = (await bucket.sizeOf(keyOf(row.tail_id))) ?? 0;
        if (size === 0) throw new PartLost('The bytes after the last part are gone');
        for await (const chunk of await bucket.read(keyOf(row.tail_id), 0, size)) {
          await turn();
          await tail.write(chunk as Buffer);
        }
      }
      const keep = (hashed: Hashed) => this.#keep(uploadId, hashed);
      return new PartialObject(this.#deps, { row, bytes, hash, tail, turn, path, keep });
    } catch (error) {
      await tail.close();
      throw error;
    }
  }

  async remove(uploadId: string): Promise<void> {
    this.#hashes.delete(uploadId);
    await this.#deps.uploads.remove(uploadId);
  }

  #keep(uploadId: string, hashed: Hashed): void {
    this.#hashes.delete(uploadId);
    this.#hashes.set(uploadId, hashed);
    for (const oldest of this.#hashes.keys()) {
      if (this.#hashes.size <= MOST_HASHES) break;
      this.#hashes.delete(oldest);
    }
  }
}

type Opened = {
  readonly row: ObjectUploadRow;
  readonly bytes: number;
  /** Of all bytes; undefined if another server has received some of them. */
  readonly hash: Hash | undefined;
  /** The bytes after the last part. */
  readonly tail: PartSpool;
  readonly turn: () => Promise<void>;
  readonly path: string;
  readonly keep: (hashed: Hashed) => void;
};

/** What has arrived of an upload, open for more. */
export class PartialObject implements PartialBlob {
  readonly #deps: PartialObjectDeps;
  readonly #opened: Opened;
  /** What is stored of the upload, apart from the part that is being uploaded. */
  #row: ObjectUploadRow;
  #tail: PartSpool;
  /** How many bytes of the tail are stored in an object of their own. */
  #tailStored: number;
  #number: number;
  #bytes: number;
  #isIntact = true;
  #uploading: Promise<void> = Promise.resolve();

  constructor(deps: PartialObjectDeps, opened: Opened) {
    this.#deps = deps;
    this.#opened = opened;
    this.#row = opened.row;
    this.#tail = opened.tail;
    this.#tailStored = opened.tail.size;
    this.#number = opened.row.next_part;
    this.#bytes = opened.bytes;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get isIntact(): boolean {
    return this.#isIntact;
  }

  /** @throws ProblemError `upload_superseded` if another server has taken over, BucketUnreachable */
  async write(chunk: Uint8Array): Promise<void> {
    this.#opened.hash?.update(chunk);
    this.#bytes += chunk.length;
    await this.#checked(async () => {
      await this.#tail.write(chunk);
      if (this.#tail.size >= partSize(this.#number)) await this.#cut();
    });
  }

  async flush(): Promise<void> {
    await this.#checked(async () => {
      await this.#uploading;
      if (this.#tail.size === this.#tailStored) return;
      const { bucket, objects, uploads } = this.#deps;
      const [body, received] = [await this.#tail.body(), this.#bytes];
      const tailId = await objects.begin();
      await bucket.put(keyOf(tailId), body, metadataOf(tailId, this.#opened.path));
      const isOurs = await uploads.setTail(this.#row, { tail_id: tailId, received });
      if (!isOurs) throw await this.#lost(tailId);
      this.#row = { ...this.#row, tail_id: tailId };
      this.#tailStored = body.size;
    });
  }

  /** @throws ProblemError `upload_superseded` if another server has taken over, BucketUnreachable */
  async whole(): Promise<StagedBlob & { readonly identity: string }> {
    await this.flush();
    const { objects, uploads } = this.#deps;
    if (this.#row.whole_sha256 === null) {
      const objectId = await this.#complete();
      const sha256 = this.#opened.hash?.copy().digest('hex') ?? (await this.#digestOf(objectId));
      const whole = { object_id: objectId, whole_sha256: sha256 };
      if (!(await uploads.setWhole(this.#row, whole))) throw superseded(this.#bytes);
      this.#row = { ...this.#row, ...whole, tail_id: null };
    }
    const { object_id: place, whole_sha256: sha256 } = this.#row;
    if (place === null || sha256 === null) throw new TypeError('The upload has no object');
    // The upload may have waited for a decision about its name.
    if (!(await objects.progressed(place))) {
      // Published, as far as another server is concerned; its caller finds out.
      const row = await objects.find(place);
      if (row?.state !== 'stored') throw new PartLost('The object of the upload was removed');
    }
    return { place, sha256, size: this.#bytes, identity: identityOf(place) };
  }

  async close(): Promise<void> {
    await this.#checked(() => this.#uploading).catch(() => {});
    await this.#tail.close();
    // After a failure, a part may still be on its way, and the hash may be of more bytes than are stored.
    if (!this.#isIntact) return;
    const { hash, keep } = this.#opened;
    if (hash) keep({ hash, bytes: this.#bytes });
    // If the database cannot be reached, only a number of a part is lost.
    await this.#deps.uploads.release(this.#row).catch(() => {});
  }

  /** Makes one object of everything. @returns its id */
  async #complete(): Promise<string> {
    const { bucket, objects, uploads } = this.#deps;
    const { object_id: objectId, tail_id: tailId, upload_id: uploadId } = this.#row;
    if (objectId === null) {
      if (tailId !== null) return tailId;
      const emptyId = await objects.begin();
      const body = await this.#tail.body();
      await bucket.put(keyOf(emptyId), body, metadataOf(emptyId, this.#opened.path));
      return emptyId;
    }
    if (this.#tail.size > 0) {
      await this.#cut();
      await this.#uploading;
    }
    const multipartId = (await objects.find(objectId))?.multipart_id;
    if (!multipartId) throw new PartLost('The parts of the upload were removed');
    await bucket.completeParts(keyOf(objectId), multipartId, await uploads.parts(uploadId));
    return objectId;
  }

  async #digestOf(objectId: string): Promise<string> {
    const hash = createHash('sha256');
    if (this.#bytes === 0) return hash.digest('hex');
    for await (const chunk of await this.#deps.bucket.read(keyOf(objectId), 0, this.#bytes)) {
      await this.#opened.turn();
      hash.update(chunk as Buffer);
    }
    return hash.digest('hex');
  }

  /** Uploads the tail as a part, and begins another. */
  async #cut(): Promise<void> {
    await this.#uploading;
    const part = this.#tail;
    const [number, received] = [this.#number, this.#bytes];
    this.#tail = this.#deps.spools.begin();
    this.#tailStored = 0;
    this.#number += 1;
    this.#uploading = this.#upload(part, number, received);
    // The next caller that awaits it gets the error.
    this.#uploading.catch(() => {});
  }

  async #upload(part: PartSpool, number: number, received: number): Promise<void> {
    const { bucket, objects, uploads } = this.#deps;
    try {
      const { object_id: known } = this.#row;
      const objectId = known ?? (await objects.begin());
      const multipartId =
        known === null
          ? (await beginParts(bucket, objects, objectId, this.#opened.path)).multipartId
          : (await objects.find(objectId))?.multipart_id;
      if (!multipartId) throw new PartLost('The parts of the upload were removed');
      const body = await part.body();
      const { etag } = await bucket.putPart(keyOf(objectId), multipartId, number, body);
      const added = { object_id: objectId, number, etag, received };
      if (!(await uploads.addPart(this.#row, added))) {
        throw known === null ? await this.#lost(objectId) : superseded(received);
      }
      this.#row = { ...this.#row, object_id: objectId, tail_id: null, next_part: number + 1 };
    } finally {
      await part.close();
    }
  }

  /** The problem if another server has taken over; an object of this request is garbage then. */
  async #lost(objectId: string): Promise<ProblemError> {
    await this.#deps.objects.giveUp(objectId);
    return superseded(this.#opened.bytes);
  }

  async #checked(storing: () => Promise<void>): Promise<void> {
    try {
      await storing();
    } catch (error) {
      this.#isIntact = false;
      throw error;
    }
  }
}
