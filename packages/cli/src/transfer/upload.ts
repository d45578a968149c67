/**
 * Sends files to the library: small ones in one request, large ones in parts, which continue after a lost
 * connection or a restart of the server.
 *
 * @module
 */
import { openAsBlob } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import {
  ConnectionError,
  type FileEntry,
  type FileOrganizerClient,
  FileOrganizerError,
  type ResumableUpload,
} from '@file-organizer/client';

export type Upload = {
  /** The file on this machine. */
  readonly source: string;
  /** The folder of the library. */
  readonly folder: string;
  readonly name: string;
  /** In bytes. */
  readonly size: number;
};

export type UploadFileOptions = {
  readonly onConflict: 'rename' | 'fail' | 'replace';
  readonly signal: AbortSignal;
  /** @param sent bytes of the file that have been sent */
  readonly onProgress: (sent: number) => void;
  /** Called when the connection is lost while a file is sent in parts; it is tried again. */
  readonly onWaiting: () => void;
};

/** Files of this size are sent in parts, in bytes. */
const LARGE = 4 * 1024 * 1024;
/** Bytes of a part. */
const PART = 8 * 1024 * 1024;
/** Pauses after a lost connection, in milliseconds: some two minutes, then the upload has failed. */
const PAUSES = [500, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 60_000];

/**
 * @throws ConflictError if the name is taken and `onConflict` is `fail`
 * @throws ConnectionError if the connection is lost and does not return within two minutes
 * @throws AbortError after `signal`; nothing of the file is left on the server then
 */
export async function uploadFile(
  client: FileOrganizerClient,
  upload: Upload,
  options: UploadFileOptions,
): Promise<FileEntry> {
  if (upload.size >= LARGE) return inParts(client, upload, options);
  const { source, folder, name, size } = upload;
  const { onConflict, signal, onProgress } = options;
  return client.files.upload(
    source,
    folder,
    { onConflict },
    {
      ...{ signal, filename: name, timeout: Number.POSITIVE_INFINITY },
      // The form around the file adds some bytes.
      onProgress: ({ loaded }) => onProgress(Math.min(loaded, size)),
    },
  );
}

async function inParts(
  client: FileOrganizerClient,
  { source, folder, name, size }: Upload,
  { onConflict, signal, onProgress, onWaiting }: UploadFileOptions,
): Promise<FileEntry> {
  const content = await openAsBlob(source);
  let upload = await client.uploads.create({ path: folder, name, size, onConflict }, { signal });
  const { uploadId } = upload;
  let losses = 0;
  let isKnown = true;
  try {
    while (!upload.complete) {
      try {
        if (!isKnown) {
          const before = upload.offset;
          upload = await client.uploads.get(uploadId, { signal, maxRetries: 0 });
          isKnown = true;
          // A slow connection that is lost again and again still gets on.
          if (upload.offset > before) losses = 0;
        }
        onProgress(upload.offset);
        if (upload.complete) break;
        upload = await client.uploads.append(
          uploadId,
          content.slice(upload.offset, upload.offset + PART),
          { onConflict },
          { signal, uploadOffset: upload.offset, maxRetries: 0 },
        );
        losses = 0;
      } catch (error) {
        const pause = PAUSES[losses];
        if (!mayContinue(error) || pause === undefined) throw error;
        losses += 1;
        isKnown = false;
        onWaiting();
        await setTimeout(pause, undefined, { signal });
      }
    }
  } catch (error) {
    // It would expire by itself; the server may be gone.
    await client.uploads.cancel(uploadId, { maxRetries: 0, timeout: 5_000 }).catch(() => {});
    throw error;
  }
  onProgress(size);
  return fileOf(upload);
}

/** Whether an upload goes on after an error: the connection is lost, or the server is starting or busy. */
const mayContinue = (error: unknown): boolean =>
  error instanceof ConnectionError ||
  (error instanceof FileOrganizerError &&
    ((error.code ?? 0) >= 500 || error.code === 429 || error.slug === 'upload_offset_mismatch'));

function fileOf({ file, name }: ResumableUpload): FileEntry {
  if (!file) throw new Error(`${name} was deleted as soon as it was uploaded`);
  return file;
}
