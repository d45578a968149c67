import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { defaultScanOptions } from '../../contract.ts';
import { LibraryFolder } from '../../disk/libraryFolder.ts';
import type { Database } from '../../storage/database.ts';
import { FileRepository } from '../../storage/files/fileRepository.ts';
import { GivenNumberRepository } from '../../storage/jobs/givenNumberRepository.ts';
import { JobRepository } from '../../storage/jobs/jobRepository.ts';
import { PlanRepository } from '../../storage/jobs/planRepository.ts';
import { openDatabase } from '../../storage/sqlite/database.ts';
import { methodologies } from '../methodologies/methodologies.ts';
import { lyingAt } from '../moving/onDisk.ts';
import { scan } from './scan.ts';

let root: string;
let database: Database;
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'file-organizer-scan-'));
  mkdirSync(join(root, 'library'));
  database = await openDatabase(root);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await database.destroy();
  rmSync(root, { recursive: true });
});

it('plans one move for a bundle and none for its files', async () => {
  const library = new LibraryFolder(join(root, 'library'));
  for (const path of ['code/site/package.json', 'code/site/src/index.ts', 'notes.txt']) {
    mkdirSync(join(library.root, path, '..'), { recursive: true });
    writeFileSync(join(library.root, path), path);
  }
  vi.spyOn(methodologies.type, 'rules').mockReturnValue(({ kind, name }) => {
    const folder = kind === 'bundle' ? '1 Projects' : '3 Resources';
    return { folder, reason: `${name} is a ${kind}`, confidence: 0.75, needsReview: false };
  });
  const files = new FileRepository(database);
  const jobs = new JobRepository(database);
  const plans = new PlanRepository(database);
  const job = await jobs.create(
    {
      ...{ user_id: '', kind: 'organize', root: library.identity, path: '/' },
      ...{ methodology: 'type', dry_run: 0, options: '{}' },
    },
    0,
  );
  await scan(
    { ...job, methodology: 'type' },
    {
      library,
      listings: {
        reconcile: (extent, found) => files.reconcile(extent, found, () => false),
        noteContentTypes: (seen) => files.noteContentTypes(seen),
      },
      plans,
      numbers: new GivenNumberRepository(database),
      defaults: defaultScanOptions,
    },
    async () => {},
    new AbortController().signal,
  );
  expect(await plans.changes(job.job_id, 0, 10)).toMatchObject([
    { action: 'move', from_path: '/notes.txt', to_path: '/3 Resources/notes.txt' },
    {
      ...{ action: 'move_folder', file_id: '', confidence: 0.75, reason: 'site is a bundle' },
      ...{ from_path: '/code/site', to_path: '/1 Projects/site' },
      version: lyingAt(library.root, '/code/site')?.version,
    },
  ]);
  expect(await plans.kept(job.job_id)).toEqual([]);
});
