import FileOrganizerClient, { ConflictError } from '@file-organizer/client';

const client = new FileOrganizerClient();

const { path, createdParents } = await client.folders.create('/documents/2026/tax');
console.log(`${path}, and ${createdParents.at(-1)} above it`);

const { folders } = await client.files.list('/documents/2026');
console.log(folders.join(' '));

await client.folders.create('/documents/2026').catch((error: unknown) => {
  if (error instanceof ConflictError) console.log(error.slug);
});
await client.folders.delete('/documents/2026').catch((error: unknown) => {
  if (error instanceof ConflictError) console.log(error.slug);
});
await client.folders.delete('/documents/2026/tax');
