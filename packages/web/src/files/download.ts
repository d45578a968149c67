import type { FileEntry, FileOrganizerClient } from '@file-organizer/client';

/**
 * Has the browser download a file of any size by a link: to the disk, with its own progress.
 *
 * @throws FileOrganizerError if there is no link
 */
export async function download(client: FileOrganizerClient, file: FileEntry): Promise<void> {
  const { url } = await client.files.link(file.fileId, { disposition: 'attachment' });
  const link = document.createElement('a');
  link.href = url;
  // The name is that of the response. Without this attribute, a refusal would replace the page.
  link.download = '';
  link.click();
}
