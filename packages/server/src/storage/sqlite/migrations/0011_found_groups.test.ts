import { expect, it } from 'vitest';
import { DuplicateRepository } from '../../duplicates/duplicateRepository.ts';
import { migrated } from './testing/migrated.ts';

it('keeps the groups of earlier jobs', async () => {
  const { database, end } = await migrated('0011', (sqlite) =>
    sqlite.exec(`
      INSERT INTO jobs (job_id, kind, status, root, path, dry_run, processed_count, total_count,
        error_count, created_ms, updated_ms, phase_ms, user_id)
      VALUES ('job', 'dedupe', 'completed', '', '/', 0, 0, 0, 0, 0, 0, 0, '');
      INSERT INTO duplicate_groups (id, job_id, sha256, size, file_count)
      VALUES (7, 'job', 'abc', 3, 2);
      INSERT INTO duplicates (id, job_id, group_id, file_id, path, modified_ms, version, status,
        error_code, error_message)
      VALUES (3, 'job', 7, 'one', '/a', 1, 'v', 'kept', NULL, NULL),
             (9, 'job', 7, 'two', '/b', 2, 'w', 'removed', 'name_taken', 'Taken');
    `),
  );
  try {
    const duplicates = new DuplicateRepository(database);
    const [group] = await duplicates.groups('job', 0, 10);
    expect(group).toMatchObject({ id: 7, sha256: 'abc' });
    expect(await duplicates.filesOf([7])).toMatchObject([
      { id: 3, file_id: 'one', path: '/a', status: 'kept' },
      { id: 9, file_id: 'two', path: '/b', status: 'removed', error_message: 'Taken' },
    ]);
  } finally {
    await end();
  }
});
