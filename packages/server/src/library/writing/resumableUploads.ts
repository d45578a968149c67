/**
 * Uploads that continue after a lost connection or a restart of the server.
 *
 * @module
 */
import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { childOf } from '../../files/path.ts';
import { ProblemError } from '../../problemError.ts';
import type { UploadRepository, UploadRow } from '../../storage/files/uploadRepository.ts';
import { type PartialBlob, type PartialBlobs, PartLost, type StagedBlob } from '../blobs.ts';
import type { Tree } from '../tree.ts';
import { Appending } from './appending.ts';
import type { OnConflict } from './claimName.ts';
import { KeyedMutex } from './keyedMutex.ts';
import { inconsistent, mismatch, notFound, superseded, withState } from './uploadProblems.ts';
import { refuseLarger } from './uploadStaging.ts';

/** How long an upload lives after its last bytes, in milliseconds. */
export const UPLOAD_LIFE = 24 * 60 * 60 * 1000;
/** The most unfinished uploads of a user. */
const MOST_UPLOADS = 1_000;
/** How often expired uploads are removed, in milliseconds. */
const SWEEP_EVERY = 60 * 60 * 1000;

/** An upload to begin. */
export type WantedUpload = Pick<UploadRow, 'folder' | 'name' | 'size' | 'sha256'> & {
  readonly onConflict: OnConflict;
};

/** Bytes to append to an upload. */
export type Part = {
  /** Where the sender believes that the upload continues, in bytes. */
  readonly offset: number;
  readonly content: Readable;
  /** The length of the content in bytes, if it is announced. */
  readonly length: number | undefined;
  /** Whether the sender says that the upload is complete with it. */
  readonly isLast: boolean | undefined;
  /** Overrides that of the upload. */
  readonly onConflict: OnConflict | undefined;
  /** Resolves when the next chunk may be read. */
  readonly turn: () => Promise<void>;
};

/** Gives a whole file its name in the library. @returns its id */
export type Publish = (
  blob: StagedBlob,
  folder: string,
  name: string,
  onConflict: OnConflict,
) => Promise<string>;

/**
 * Receives files in parts. What has arrived of a part stays if the connection breaks; it is flushed before
 * the offset in the database says so. One request at a time appends to an upload.
 */
export class ResumableUploads {
  readonly #rows: UploadRepository;
  readonly #files: PartialBlobs;
  readonly #tree: Pick<Tree, 'assertFree' | 'published'>;
  readonly #mostBytes: number;
  readonly #appending = new Map<string, Appending>();
  /** By upload: who decides which request appends. */
  readonly #turns = new KeyedMutex();
  readonly #sweeping: ReturnType<typeof setInterval>;

  /** @param mostBytes the largest file */
  constructor(
    rows: UploadRepository,
    files: PartialBlobs,
    tree: Pick<Tree, 'assertFree' | 'published'>,
    mostBytes: number,
  ) {
    this.#rows = rows;
    this.#files = files;
    this.#tree = tree;
    this.#mostBytes = mostBytes;
    // Expired uploads are not found in any case, so a failure can wait for the next sweep.
    this.#sweeping = setInterval(() => void this.removeExpired().catch(() => {}), SWEEP_EVERY);
    this.#sweeping.unref();
  }

  /**
   * Begins an upload.
   *
   * @throws ProblemError `payload_too_large`, `too_many_uploads`, or as {@link Tree.assertFree}
   */
  async create(userId: string, { onConflict, ...wanted }: WantedUpload): Promise<UploadRow> {
    await this.#tree.assertFree(wanted.folder, wanted.name, onConflict);
    refuseLarger(wanted.size, this.#mostBytes);
    await this.removeExpired();
    const now = Date.now();
    if ((await this.#rows.countOf(userId, now)) >= MOST_UPLOADS) {
      throw new ProblemError(
        'too_many_uploads',
        `You have ${MOST_UPLOADS} unfinished uploads; complete or cancel some of them`,
      );
    }
    const row: UploadRow = {
      ...wanted,
      upload_id: randomUUID(),
      user_id: userId,
      on_conflict: onConflict,
      received: 0,
      identity: null,
      file_id: null,
      expires_ms: now + UPLOAD_LIFE,
    };
    await this.#rows.add(row);
    return row;
  }

  /**
   * An upload, as far as it is flushed.
   *
   * @throws ProblemError `upload_not_found`
   */
  async get(userId: string, uploadId: string): Promise<UploadRow> {
    await this.#find(userId, uploadId);
    await this.#appending.get(uploadId)?.flushed();
    return this.#recovered(await this.#find(userId, uploadId));
  }

  /**
   * Appends a part, and publishes the file if it is whole.
   *
   * @throws ProblemError `upload_not_found`, `upload_offset_mismatch`, `upload_superseded`,
   *   `inconsistent_upload_length`, `digest_mismatch`, or any of publishing, after which the bytes stay
   */
  async append(userId: string, uploadId: string, part: Part, publish: Publish): Promise<UploadRow> {
    const appending = await this.#turns.take(uploadId, () => this.#admit(userId, uploadId, part));
    if (!appending) return this.#find(userId, uploadId);
    try {
      await this.#receive(appending, part, publish);
    } finally {
      this.#appending.delete(uploadId);
      appending.end();
    }
    return this.#find(userId, uploadId);
  }

  /** Ends an upload and removes its bytes. @throws ProblemError `upload_not_found` */
  async cancel(userId: string, uploadId: string): Promise<void> {
    await this.#turns.take(uploadId, async () => {
      await this.#find(userId, uploadId);
      await this.#appending.get(uploadId)?.stop(notFound(uploadId));
      await this.#remove(uploadId);
    });
  }

  /** Removes uploads whose time is over, except while bytes arrive. */
  async removeExpired(): Promise<void> {
    const expired = await this.#rows.removeExpired(Date.now(), [...this.#appending.keys()]);
    await Promise.all(expired.map((uploadId) => this.#files.remove(uploadId)));
  }

  /** Resolves when nothing is being received any more; call it once no connection is left. */
  async close(): Promise<void> {
    clearInterval(this.#sweeping);
    await Promise.all([...this.#appending.values()].map(({ done }) => done));
  }

  /**
   * Decides whether a part can be appended now.
   *
   * @returns undefined if the upload is complete, and the sender only missed that
   */
  async #admit(userId: string, uploadId: string, part: Part): Promise<Appending | undefined> {
    let row: UploadRow;
    do {
      await this.#find(userId, uploadId);
      const active = this.#appending.get(uploadId);
      // At the same position, the new request is the one of a client that has lost its connection.
      if (active?.position === part.offset) await active.stop(superseded(part.offset));
      else await active?.flushed();
      row = await this.#recovered(await this.#find(userId, uploadId));
      if (part.offset !== row.received) throw mismatch(part.offset, row);
    } while (this.#appending.has(uploadId));
    if (row.file_id !== null) {
      if (part.length !== 0) throw inconsistent(row, part.length);
      return undefined;
    }
    const missing = row.size - row.received;
    const isTooLong = part.length !== undefined && part.length > missing;
    const isTooShort = part.isLast === true && part.length !== undefined && part.length < missing;
    if (isTooLong || isTooShort) throw inconsistent(row, part.length);
    const appending = new Appending(row);
    this.#appending.set(uploadId, appending);
    return appending;
  }

  async #receive(appending: Appending, part: Part, publish: Publish): Promise<void> {
    const { row } = appending;
    const { upload_id: uploadId } = row;
    let file: PartialBlob;
    try {
      const path = childOf(row.folder, row.name);
      file = await this.#files.open(uploadId, row.received, part.turn, path);
    } catch (error) {
      if (!(error instanceof PartLost)) throw error;
      await this.#remove(uploadId);
      throw notFound(uploadId, { cause: error });
    }
    try {
      await appending.receive(part, file, async (received) => {
        await this.#rows.received(uploadId, received, Date.now() + UPLOAD_LIFE);
      });
      const isWhole = file.bytes === row.size;
      if (part.isLast === true && !isWhole) {
        throw inconsistent({ ...row, received: file.bytes }, 0);
      }
      if (isWhole && part.isLast !== false) {
        appending.isFinishing = true;
        await this.#finish(row, file, part.onConflict ?? row.on_conflict, publish);
      }
    } finally {
      await file.close();
      // The sender has more bytes than it announced, so its file has changed.
      if (appending.position > row.size) await this.#remove(uploadId);
    }
  }

  async #finish(
    row: UploadRow,
    file: PartialBlob,
    onConflict: OnConflict,
    publish: Publish,
  ): Promise<void> {
    const { upload_id: uploadId, folder, name } = row;
    try {
      const { identity, ...blob } = await file.whole();
      if (row.sha256 !== null && row.sha256 !== blob.sha256) {
        await this.#remove(uploadId);
        throw new ProblemError(
          'digest_mismatch',
          'The file does not match the `sha256` of its upload; nothing was stored. Upload it again',
        );
      }
      // After a crash, this shows whether the file got its name.
      await this.#rows.change(uploadId, { identity });
      const fileId = await publish(blob, folder, name, onConflict);
      await this.#rows.change(uploadId, { file_id: fileId, expires_ms: Date.now() + UPLOAD_LIFE });
    } catch (error) {
      throw withState(error, { offset: row.size, isComplete: true });
    }
  }

  /** @throws ProblemError `upload_not_found` */
  async #find(userId: string, uploadId: string): Promise<UploadRow> {
    const row = await this.#rows.find(uploadId, Date.now());
    if (row?.user_id !== userId) throw notFound(uploadId);
    return row;
  }

  /** Completes an upload whose file got its name right before a crash. */
  async #recovered(row: UploadRow): Promise<UploadRow> {
    if (row.file_id !== null || row.identity === null) return row;
    const file = await this.#tree.published(childOf(row.folder, row.name), row.identity);
    if (!file) return row;
    await this.#rows.change(row.upload_id, { file_id: file.file_id });
    return { ...row, file_id: file.file_id };
  }

  async #remove(uploadId: string): Promise<void> {
    await this.#rows.remove(uploadId);
    await this.#files.remove(uploadId);
  }
}
