import { expect, it } from 'vitest';
import { SearchIndex } from '../../search/searchIndex.ts';
import { migrated } from './testing/migrated.ts';

it('has the texts of indexed files read again', async () => {
  const { database, end } = await migrated('0022', (sqlite) =>
    sqlite.exec(`
      INSERT INTO files (file_id, path, folder, name, mime_type, type, size, created_ms, modified_ms,
        identity, version, present)
      VALUES ('one', '/a.txt', '/', 'a.txt', 'text/plain', 'document', 1, 1, 1, '1', '1', 1);
      DELETE FROM search_queue;
      INSERT INTO search_documents (file_id, name, folded_name, version, reader)
      VALUES ('one', 'a.txt', 'a.txt', '1', 'text');
    `),
  );
  try {
    const waiting = await new SearchIndex(database).pendingTexts('text', 10);
    expect(waiting.map(({ path }) => path)).toEqual(['/a.txt']);
  } finally {
    await end();
  }
});
