/**
 * Removes objects that no file has: those of uploads that were given up, and of files that were deleted for good.
 * They are found by their rows; the bucket is never listed.
 *
 * @module
 */
import type { Logger } from 'pino';
import type { ObjectRepository, ObjectRow } from '../../storage/objects/objectRepository.ts';
import type { ObjectUploadRepository } from '../../storage/objects/objectUploadRepository.ts';
import type { Bucket } from './bucket.ts';
import { keyOf } from './keys.ts';

/** When garbage is removed, in milliseconds. */
export type GarbageTimes = {
  /** How long an upload may pause before its object is given up. */
  readonly uploading: number;
  /** How long an object stays that no file has: downloads may still read it. */
  readonly condemned: number;
  readonly every: number;
};

const usualTimes: GarbageTimes = {
  uploading: 24 * 60 * 60_000,
  condemned: 60 * 60_000,
  every: 10 * 60_000,
};

/** How many objects are removed at a time. */
const BATCH = 100;

type Deps = {
  readonly bucket: Bucket;
  readonly objects: ObjectRepository;
  readonly uploads: ObjectUploadRepository;
  /** Runs work unless another server does so now. */
  readonly alone: (work: () => Promise<void>) => Promise<void>;
  readonly log: Logger;
};

/** Collects garbage from time to time, on one server at a time. */
export class Garbage {
  readonly #deps: Deps;
  readonly #times: GarbageTimes;
  readonly #stop = new AbortController();
  readonly #timer: NodeJS.Timeout;
  #running: Promise<void> = Promise.resolve();

  constructor(deps: Deps, times: Partial<GarbageTimes> = {}) {
    this.#deps = deps;
    this.#times = { ...usualTimes, ...times };
    this.#timer = setInterval(() => void this.collect(), this.#times.every).unref();
  }

  /** Removes what can be removed now. Errors are logged; the next round tries again. */
  collect(): Promise<void> {
    this.#running = this.#running.then(() =>
      this.#deps
        .alone(() => this.#collect())
        .catch((err: unknown) => {
          if (this.#stop.signal.aborted) return;
          this.#deps.log.warn({ err }, 'could not remove deleted objects; will try again');
        }),
    );
    return this.#running;
  }

  /** Stops after the current object. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    this.#stop.abort();
    await this.#running;
  }

  async #collect(): Promise<void> {
    const { objects, uploads, log } = this.#deps;
    for (const uploadId of await uploads.orphans()) await uploads.remove(uploadId);
    await objects.giveUpOlder(this.#times.uploading);
    for (let hasMore = true; hasMore && !this.#stop.signal.aborted; ) {
      const { free, used } = await objects.removable(this.#times.condemned, BATCH);
      for (const { object_id } of used)
        log.error({ object_id }, 'an object is condemned although a file has it; it stays');
      for (const object of free) await this.#remove(object);
      hasMore = free.length + used.length === BATCH && free.length > 0;
    }
  }

  async #remove({ object_id: objectId, multipart_id: multipartId }: ObjectRow): Promise<void> {
    if (this.#stop.signal.aborted) return;
    const { bucket, objects } = this.#deps;
    if (multipartId !== null) await bucket.abortParts(keyOf(objectId), multipartId);
    await bucket.remove(keyOf(objectId));
    await objects.removed([objectId]);
  }
}
