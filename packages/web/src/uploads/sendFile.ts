/**
 * Sends one file, and continues after each lost connection.
 *
 * @module
 */
import {
  type FileOrganizerClient,
  FileOrganizerError,
  type ResumableUpload,
} from '@file-organizer/client';
import { isLost, type ServerWait } from './serverWait.ts';

export type OnConflict = 'rename' | 'fail' | 'replace';

/** A file to send, and what is known of earlier attempts. */
export type Sending = {
  readonly file: File;
  /** The folder in the library. */
  readonly folder: string;
  readonly onConflict: OnConflict;
  /** Whether it is sent in parts, which continue where they were. */
  readonly isResumable: boolean;
  /** The upload of an earlier attempt. */
  readonly uploadId: string | undefined;
};

/** Callbacks while a file is sent. */
export type Telling = {
  /** How many bytes have arrived. */
  readonly sent: (bytes: number) => void;
  /** Whether the server cannot be reached at the moment. */
  readonly lost: (isLost: boolean) => void;
  /** The upload that has begun; undefined if it does not exist any more. */
  readonly begun: (uploadId: string | undefined) => void;
};

/** Bytes of a part: the first one, the least and the most. */
const [FIRST, LEAST, MOST] = [1024 * 1024, 128 * 1024, 32 * 1024 * 1024];
/** How long a part should take, in milliseconds, so that progress is seen. */
const PART_TIME = 1_000;
/** After this time a request counts as lost, in milliseconds; what has arrived of it stays. */
const TIMEOUT = 60_000;

/** How often an upload that is gone, such as an expired one, begins from the start. */
const MOST_RESTARTS = 2;

/** Problems after which an upload continues, since another window has sent a part. */
const elsewhere: ReadonlySet<string> = new Set(['upload_offset_mismatch', 'upload_superseded']);

/** The problem's name. */
export const slugOf = (error: unknown): string =>
  error instanceof FileOrganizerError ? (error.slug ?? '') : '';

/**
 * Sends a file until it is in the library.
 *
 * @throws FileOrganizerError for what the server refuses, DOMException if it is aborted or the file cannot be
 *   read any more
 */
export async function sendFile(
  client: FileOrganizerClient,
  server: ServerWait,
  sending: Sending,
  telling: Telling,
  signal: AbortSignal,
): Promise<void> {
  const { file, folder, onConflict } = sending;
  const options = { signal, maxRetries: 0, timeout: TIMEOUT };
  let failures = 0;

  /** Tries something until it succeeds or the server refuses it. */
  async function persist<T>(act: () => PromiseLike<T>): Promise<T> {
    for (;;) {
      try {
        const result = await act();
        failures = 0;
        telling.lost(false);
        return result;
      } catch (error) {
        await waitAfter(error);
      }
    }
  }

  /** Returns when another attempt makes sense, and throws the error if none does. */
  async function waitAfter(error: unknown): Promise<void> {
    signal.throwIfAborted();
    // Browsers report a file that cannot be read like a lost connection.
    await file.slice(0, 1).arrayBuffer();
    failures += 1;
    telling.lost(isLost(error));
    if (!(await server.isWorthRetry(error, failures, signal))) {
      telling.lost(false);
      throw error;
    }
  }

  if (!sending.isResumable) {
    // The same key, so that a retry after a lost response stores no second file.
    const once = { ...options, idempotencyKey: crypto.randomUUID() };
    await persist(() => client.files.upload(file, folder, { onConflict }, once));
    telling.sent(file.size);
    return;
  }

  const begin = () => {
    const once = { ...options, idempotencyKey: crypto.randomUUID() };
    const wanted = { path: folder, name: file.name, size: file.size, onConflict };
    return persist(() => client.uploads.create(wanted, once));
  };
  const current = async (uploadId: string | undefined): Promise<ResumableUpload> => {
    try {
      if (uploadId !== undefined) return await persist(() => client.uploads.get(uploadId, options));
    } catch (error) {
      if (slugOf(error) !== 'upload_not_found') throw error;
    }
    return begin();
  };

  let upload = await current(sending.uploadId);
  let length = FIRST;
  let restarts = 0;
  while (!upload.complete) {
    telling.begun(upload.uploadId);
    telling.sent(upload.offset);
    const part = file.slice(upload.offset, upload.offset + length);
    const from = performance.now();
    try {
      upload = await client.uploads.append(
        upload.uploadId,
        part,
        { onConflict },
        { ...options, uploadOffset: upload.offset },
      );
      failures = 0;
      telling.lost(false);
      const wish = (part.size * PART_TIME) / Math.max(1, performance.now() - from);
      length = Math.round(Math.min(MOST, 2 * length, Math.max(LEAST, wish, length / 2)));
    } catch (error) {
      if (slugOf(error) === 'upload_not_found' && restarts < MOST_RESTARTS) {
        restarts += 1;
        telling.begun(undefined);
      } else if (!elsewhere.has(slugOf(error))) {
        await waitAfter(error);
        length = LEAST;
      }
      upload = await current(upload.uploadId);
    }
  }
  telling.sent(file.size);
}
