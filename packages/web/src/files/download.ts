import type { FileEntry, FileOrganizerClient } from '@file-organizer/client';

/**
 * Saves a file on the reader's disk. Where the browser can write to a file that the reader has chosen, it is never
 * in memory as a whole.
 *
 * @throws FileOrganizerError, or DOMException if the reader has chosen no place
 */
export async function download(client: FileOrganizerClient, file: FileEntry): Promise<void> {
  if (window.showSaveFilePicker) {
    const chosen = await window.showSaveFilePicker({ suggestedName: file.name });
    const response = await client.files.content(file.fileId, endless);
    await response.body?.pipeTo(await chosen.createWritable());
    return;
  }
  const response = await client.files.content(file.fileId, endless);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await response.blob());
  link.download = file.name;
  link.click();
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

const endless = { timeout: Number.POSITIVE_INFINITY };

declare global {
  interface Window {
    /** File System Access; only Chromium has it. */
    showSaveFilePicker?: (options: { suggestedName: string }) => Promise<FileSystemFileHandle>;
  }
}
