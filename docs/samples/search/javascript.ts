import { setTimeout } from 'node:timers/promises';
import FileOrganizerClient from '@file-organizer/client';

const client = new FileOrganizerClient();
await client.files.upload(new File(['Buy milk and bread.'], 'groceries.txt'), '/notes');
while ((await client.search.query('groceries')).indexing) await setTimeout(50);

// #region search
for await (const { file, score, passage } of client.search.query('milk', { type: 'document' })) {
  console.log(file.path, score);
  // Positions count characters, not UTF-16 code units.
  const characters = [...(passage?.text ?? '')];
  for (const { start, end } of passage?.matches ?? []) {
    console.log(characters.slice(start, end).join(''), 'in:', passage?.text);
  }
}
// #endregion
