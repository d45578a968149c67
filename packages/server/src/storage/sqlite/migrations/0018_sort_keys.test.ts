import { expect, it } from 'vitest';
import type { FilePosition, FileQuery } from '../../files/fileQuery.ts';
import { FileRepository } from '../../files/fileRepository.ts';
import { migrated } from './testing/migrated.ts';

/** A database of the previous version with these names in one folder. */
const withNames = (names: readonly string[]) =>
  migrated('0018', (sqlite) => {
    const insert = sqlite.prepare(`
      INSERT INTO files (file_id, path, folder, name, mime_type, type, size, created_ms, modified_ms,
        identity, version, present)
      VALUES (?, '/' || ?, '/', ?, 'text/plain', 'document', 1, 1, 1, '1', '1', 1)`);
    sqlite.transaction(() => {
      for (const name of names) insert.run(name, name, name);
    })();
    sqlite.exec('DELETE FROM search_queue');
  });

const query = (after?: FilePosition): FileQuery => ({
  ...{ folder: '/', recursive: false, includeHidden: false, type: undefined },
  ...{ order: { by: 'name', direction: 'asc' }, after, limit: 20_000 },
});

const names = ['file10', 'file2', 'Äpfel', 'zebra'];

it('sorts indexed files in natural order', async () => {
  const { database, end } = await withNames(names);
  try {
    const page = await new FileRepository(database).page(query());
    expect(page.map(({ name }) => name)).toEqual(['Äpfel', 'file2', 'file10', 'zebra']);
  } finally {
    await end();
  }
});

it('gives every file of a large index a sort key', async () => {
  const many = Array.from({ length: 10_500 }, (_, n) => `file ${n}.txt`);
  const { database, end } = await withNames(many.toReversed());
  try {
    const page = await new FileRepository(database).page(query());
    expect(page.map(({ name }) => name)).toEqual(many);
  } finally {
    await end();
  }
});

it('continues after a cursor of the previous version', async () => {
  const { database, end } = await withNames(names);
  try {
    const page = await new FileRepository(database).page(query(['file2', '/file2']));
    expect(page.map(({ name }) => name)).toEqual(['file10', 'zebra']);
  } finally {
    await end();
  }
});

it('does not queue files for search again', async () => {
  const { database, end } = await withNames(names);
  try {
    expect(await database.selectFrom('search_queue').selectAll().execute()).toEqual([]);
  } finally {
    await end();
  }
});
