import { createHash } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import FileOrganizerClient, { ConnectionError } from '@file-organizer/client';

const client = new FileOrganizerClient();
await writeFile('document.pdf', '%PDF-1.7');
await writeFile('notes.txt', 'Buy milk.');
await writeFile('video.mp4', new Uint8Array(100_000));

// #region upload
const file = await client.files.upload('document.pdf', '/documents');
console.log(file.fileId, file.path, file.size);
// #endregion

// #region form
const form = new FormData();
form.append('file', new File(['Buy bread.'], 'list.txt')); // in a page: input.files[0]
const list = await client.files.upload(form, '/documents');
// #endregion
console.log(list.path);

// #region conflict
const second = await client.files.upload('document.pdf', {
  path: '/documents',
  onConflict: 'rename', // or 'fail', or 'replace'
});
console.log(second.name);
// #endregion

// #region put
const bytes = Buffer.from('Buy milk.');
const digest = createHash('sha256').update(bytes).digest('base64');
await client.files.putContent(
  '/notes/notes.txt',
  bytes,
  {},
  { contentDigest: `sha-256=:${digest}:` },
);
// #endregion

// #region resume
const video = await openAsBlob('video.mp4');
let upload = await client.uploads.create({
  name: 'video.mp4',
  path: '/videos',
  size: video.size,
});
while (!upload.complete) {
  const { uploadId, offset } = upload;
  try {
    const part = video.slice(offset, offset + 8 * 1024 * 1024);
    upload = await client.uploads.append(uploadId, part, {}, { uploadOffset: offset });
  } catch (error) {
    if (!(error instanceof ConnectionError)) throw error;
    upload = await client.uploads.get(uploadId, { maxRetries: 10 });
  }
}
console.log(upload.file?.path);
// #endregion

// #region list
const page = await client.files.list('/');
console.log(page.total, page.folders.join(' '));

for await (const { path, size } of client.files.list('/', { recursive: true, sortBy: 'size' })) {
  console.log(`${path}: ${size} bytes`);
}
// #endregion

// #region get
const found = await client.files.get(file.fileId);
console.log(found.mimeType, found.sha256);
// #endregion

// #region download
const download = await client.files.content(file.fileId);
await writeFile('copy.pdf', download.body ?? '');
// #endregion

// #region range
const part = await client.files.content(file.fileId, { range: 'bytes=0-3' });
console.log(await part.text());
// #endregion

// #region link
const link = await client.files.link(file.fileId, { disposition: 'inline' });
const url = new URL(link.url, 'http://localhost:8000'); // in a page of the server: link.url
const beginning = await fetch(url, { headers: { Range: 'bytes=0-3' } });
console.log(beginning.status, link.expiresAt);
// #endregion

// #region move
const moved = await client.files.update(
  file.fileId,
  { path: '/archive/report.pdf' },
  { ifMatch: file.etag },
);
console.log(moved.path);
// #endregion

// #region folders
const folder = await client.folders.create('/taxes/2026');
console.log(folder.path, folder.createdParents);
await client.folders.delete(folder.path);
// #endregion

// #region delete
await client.files.delete(file.fileId);
for await (const { originalPath, deletedAt } of client.files.listTrash()) {
  console.log(originalPath, deletedAt);
}
await client.files.restore(file.fileId);
// #endregion

// #region restore
await client.files.delete(file.fileId);
const restored = await client.files.restore(file.fileId, { path: '/restored/report.pdf' });
console.log(restored.path);
// #endregion

// #region permanent
await client.files.delete(file.fileId, { permanent: true });
// #endregion
