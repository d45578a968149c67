import FileOrganizerClient from '@file-organizer/client';

const client = new FileOrganizerClient();
const content = new Blob(['Buy milk.', ' And bread.']);

const { uploadId } = await client.uploads.create({
  path: '/documents',
  name: 'shopping.txt',
  size: content.size,
});
await client.uploads.append(uploadId, content.slice(0, 9), {}, { uploadOffset: 0 });

// After a lost connection, and also from another process: the bytes that have arrived stay.
const { offset, size } = await client.uploads.get(uploadId);
console.log(`${offset} of ${size} bytes`);

const finished = await client.uploads.append(
  uploadId,
  content.slice(offset),
  {},
  { uploadOffset: offset },
);
console.log(finished.file?.path);

const other = await client.uploads.create({ path: '/documents', name: 'other.txt', size: 5 });
await client.uploads.cancel(other.uploadId);
