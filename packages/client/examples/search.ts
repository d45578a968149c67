import { setTimeout } from 'node:timers/promises';
import FileOrganizerClient from '@file-organizer/client';

const client = new FileOrganizerClient();
await client.files.upload(new File(['Buy milk and bread.'], 'groceries.txt'));

// What has just arrived can be found a moment later.
while ((await client.search.query('groceries')).indexing) await setTimeout(50);

for await (const { file, score, matched } of client.search.query('groceries', {
  type: 'document',
})) {
  console.log(`${file.path} ${score.toFixed(2)} by its ${matched.join(' and ')}`);
}
