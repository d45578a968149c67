import { setTimeout } from 'node:timers/promises';
import FileOrganizerClient from '@file-organizer/client';

const client = new FileOrganizerClient();
await client.files.upload(new File(['Buy milk and bread.'], 'groceries.txt'));

// New files are indexed a moment after the upload.
while ((await client.search.query('groceries')).indexing) await setTimeout(50);

for await (const { file, score, matched } of client.search.query('groceries', {
  type: 'document',
})) {
  console.log(`${file.path} ${score.toFixed(2)} (${matched.join(', ')})`);
}
