import { expect, it } from 'vitest';
import { SearchIndex } from '../../search/searchIndex.ts';
import { migrated } from './testing/migrated.ts';

it('queues all indexed files again', async () => {
  const { database, end } = await migrated('0016', (sqlite) =>
    sqlite.exec(`
      INSERT INTO files (file_id, path, folder, name, mime_type, type, size, created_ms, modified_ms,
        identity, version, present)
      VALUES ('one', '/ł.txt', '/', 'ł.txt', 'text/plain', 'document', 1, 1, 1, '1', '1', 1);
      DELETE FROM search_queue;
      INSERT INTO search_documents (file_id, name, folded_name, version, reader)
      VALUES ('one', 'ł.txt', 'ł.txt', '1', 'text');
      INSERT INTO search_name_words (rowid, text) VALUES (1, 'ł.txt');
    `),
  );
  try {
    const index = new SearchIndex(database);
    expect(await index.counts()).toEqual({ indexed: 0, queued: 1 });
    await index.takeNames();
    const names = await database.selectFrom('search_documents').select('folded_name').execute();
    expect(names).toEqual([{ folded_name: 'l.txt' }]);
  } finally {
    await end();
  }
});
