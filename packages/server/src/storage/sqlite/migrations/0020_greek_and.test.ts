import { expect, it } from 'vitest';
import { sortKeyOf } from '../../../files/sortKey.ts';
import { migrated } from './testing/migrated.ts';

it('updates only the sort keys of names with the symbol', async () => {
  const names = ['ϗ.txt', 'aϏ', 'other'];
  const { database, end } = await migrated('0020', (sqlite) => {
    const insert = sqlite.prepare(`
      INSERT INTO files (file_id, path, folder, name, mime_type, type, size, created_ms, modified_ms,
        identity, version, present, sort_key)
      VALUES (?, '/' || ?, '/', ?, 'text/plain', 'document', 1, 1, 1, '1', '1', 1, 'old')`);
    for (const name of names) insert.run(name, name, name);
  });
  try {
    const rows = await database.selectFrom('files').select(['name', 'sort_key']).execute();
    expect(new Map(rows.map((row) => [row.name, row.sort_key]))).toEqual(
      new Map([
        ['ϗ.txt', sortKeyOf('ϗ.txt')],
        ['aϏ', sortKeyOf('aϏ')],
        ['other', 'old'],
      ]),
    );
  } finally {
    await end();
  }
});
