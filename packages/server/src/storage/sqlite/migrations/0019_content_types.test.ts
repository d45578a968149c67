import { expect, it } from 'vitest';
import { migrated } from './testing/migrated.ts';

it('detects the kinds of indexed files again', async () => {
  const { database, end } = await migrated('0019', (sqlite) =>
    sqlite.exec(`
      INSERT INTO files (file_id, path, folder, name, mime_type, type, size, created_ms, modified_ms,
        identity, version, present)
      VALUES ('one', '/a.html', '/', 'a.html', 'text/html', 'code', 1, 1, 1, '1', '1', 1),
        ('two', '/1.MTS', '/', '1.MTS', 'text/plain', 'code', 1, 1, 1, '2', '2', 1),
        ('three', '/a.txt', '/', 'a.txt', 'text/plain', 'document', 1, 1, 1, '3', '3', 1);
    `),
  );
  try {
    const rows = await database
      .selectFrom('files')
      .select(['name', 'mime_type', 'type', 'content_type'])
      .orderBy('name')
      .execute();
    expect(rows).toEqual([
      { name: '1.MTS', mime_type: 'video/mp2t', type: 'video', content_type: null },
      { name: 'a.html', mime_type: 'text/html', type: 'document', content_type: null },
      { name: 'a.txt', mime_type: 'text/plain', type: 'document', content_type: null },
    ]);
  } finally {
    await end();
  }
});
