/**
 * Sends files to the library. `uploadFile` is the only place that knows how the bytes of a file travel; an upload
 * that resumes after a lost connection replaces it.
 *
 * @module
 */
import type { FileEntry, FileOrganizerClient } from '@file-organizer/client';

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
};

/**
 * @throws ConflictError if the name is taken and `onConflict` is `fail`
 * @throws AbortError after `signal`; nothing of the file is left on the server then
 */
export async function uploadFile(
  client: FileOrganizerClient,
  { source, folder, name, size }: Upload,
  { onConflict, signal, onProgress }: UploadFileOptions,
): Promise<FileEntry> {
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
