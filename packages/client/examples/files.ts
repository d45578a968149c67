import FileOrganizerClient, {
  ConflictError,
  NotModifiedError,
  PreconditionError,
} from '@file-organizer/client';

const client = new FileOrganizerClient();

const file = await client.files.upload(
  Buffer.from('Buy milk.'),
  { path: '/documents', onConflict: 'fail' },
  {
    filename: 'notes.txt',
    onProgress: ({ loaded, total }) => console.log(`${loaded} of ${total}`),
  },
);
await client.files.putContent('/documents/raw.txt', new Blob(['Buy bread.']));

for await (const { path, size } of client.files.list('/', { recursive: true, sortBy: 'size' })) {
  console.log(`${path}: ${size} bytes`);
}
for await (const page of client.files.list('/documents', { limit: 1 }).pages()) {
  console.log(`${page.items.length} of ${page.total}`);
}

const { headers, body } = await client.files.content(file.fileId, { range: 'bytes=0-2' });
console.log(headers.get('content-range'), await new Response(body).text());

// Only if nobody else has changed it.
const renamed = await client.files.update(
  file.fileId,
  { name: 'list.txt' },
  { ifMatch: file.etag },
);
await client.files.get(file.fileId, { ifNoneMatch: renamed.etag }).catch((error: unknown) => {
  if (error instanceof NotModifiedError) console.log('still the same');
});
await client.files.delete(file.fileId, {}, { ifMatch: '"another"' }).catch((error: unknown) => {
  if (error instanceof PreconditionError) console.log('it has changed');
});
await client.files
  .upload(new File(['x'], 'list.txt'), { path: '/documents', onConflict: 'fail' })
  .catch((error: unknown) => {
    if (error instanceof ConflictError) console.log(error.slug);
  });

await client.files.delete(file.fileId);
const { total } = await client.files.listTrash();
console.log(`${total} in the trash`);
await client.files.restore(file.fileId);
