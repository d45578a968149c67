import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { defaultScanOptions } from '../contract.ts';
import { openDatabase } from '../db/database.ts';
import { FileRows } from '../db/files.ts';
import { GivenNumberRows } from '../db/givenNumbers.ts';
import { JobRows } from '../db/jobs.ts';
import { LibraryFolder } from '../library/libraryFolder.ts';
import { Organizer } from './organizer.ts';
import { OrganizerThread } from './organizerThread.ts';

it('goes on where it cannot be written how far it is', async () => {
  const data = mkdtempSync(join(tmpdir(), 'file-organizer-thread-'));
  const root = join(data, 'library');
  mkdirSync(root);
  writeFileSync(join(root, 'notes.txt'), 'notes');
  const database = await openDatabase(data);
  const library = new LibraryFolder(root);
  const jobs = new JobRows(database);
  const files = new FileRows(database);
  const listings: ConstructorParameters<typeof Organizer>[0]['listings'] = {
    reconcile: (extent, found) => files.reconcile(extent, found, () => false),
    noteContentTypes: (seen) => files.noteContentTypes(seen),
  };
  const thread = new OrganizerThread(
    { data, root, identity: library.identity, defaults: defaultScanOptions },
    new Organizer({
      ...{ library, listings, jobs, numbers: new GivenNumberRows(database) },
      defaults: defaultScanOptions,
    }),
  );
  const job = await jobs.create(
    {
      ...{ user_id: '', kind: 'organize', root: library.identity, path: '/' },
      ...{ methodology: 'type', dry_run: 0, options: '{}' },
    },
    0,
  );
  let refused = 0;
  // Long before the scan is over: nobody waits for the report then.
  const report = async () => {
    refused += 1;
    throw new Error('database is locked');
  };
  await thread.scan(job, { report, signal: new AbortController().signal });
  expect(refused).toBeGreaterThan(0);
  expect(await jobs.countChanges(job.job_id)).toBe(1);
  // What goes wrong there is told with the place where it did.
  rmSync(root, { recursive: true });
  await expect(
    thread.execute(job, { report, signal: new AbortController().signal }),
  ).rejects.toMatchObject({
    code: 'library_unavailable',
    stack: expect.stringContaining('libraryFolder.ts'),
  });
  await thread.close();
  await database.destroy();
  rmSync(data, { recursive: true });
});
