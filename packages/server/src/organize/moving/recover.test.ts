import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { LibraryFolder } from '../../disk/libraryFolder.ts';
import type { Database } from '../../storage/database.ts';
import { JobRepository } from '../../storage/jobs/jobRepository.ts';
import { type ChangeRow, PlanRepository } from '../../storage/jobs/planRepository.ts';
import { openDatabase } from '../../storage/sqlite/database.ts';
import { recover } from './recover.ts';
import { TouchedFolders } from './touchedFolders.ts';

const NAMES = ['a', 'b', 'c', 'd'] as const;

let data: string;
let root: string;
let library: LibraryFolder;
let database: Database;
let plans: PlanRepository;
let jobId: string;

beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), 'file-organizer-recover-'));
  root = join(data, 'library');
  mkdirSync(join(root, 'to'), { recursive: true });
  library = new LibraryFolder(root);
  database = await openDatabase(data);
  plans = new PlanRepository(database);
  const job = await new JobRepository(database).create(
    {
      ...{ user_id: '', kind: 'organize', root: library.identity, path: '/' },
      ...{ methodology: 'type', dry_run: 0, options: '{}' },
    },
    0,
  );
  jobId = job.job_id;
  for (const name of NAMES) writeFileSync(join(root, name), name);
  await plans.addChanges(
    jobId,
    NAMES.map((name) => ({
      ...{ file_id: name, action: 'move', from_path: `/${name}`, to_path: `/to/${name}` },
      ...{
        reason: '',
        confidence: 1,
        needs_review: 0,
        version: library.versionAt(`/${name}`) ?? '',
      },
    })),
  );
});
afterEach(async () => {
  await database.destroy();
  rmSync(data, { recursive: true });
});

const changes = () => plans.changes(jobId, 0, 10);

async function become(states: readonly ChangeRow['status'][]): Promise<void> {
  const statuses = (await changes()).map(({ id }, at) => ({ id, status: states[at] ?? 'planned' }));
  await plans.record(jobId, { statuses });
}

async function recovered(): Promise<string[]> {
  const touched = await TouchedFolders.of(jobId, root, plans);
  await recover(jobId, { library, plans, touched });
  return (await changes()).map(({ status }) => status);
}

it('finds the moves that the intent of a later change covers, and no others', async () => {
  await become(['planned', 'planned', 'moving', 'planned']);
  for (const name of ['a', 'd']) renameSync(join(root, name), join(root, 'to', name));
  expect(await recovered()).toEqual(['done', 'planned', 'planned', 'planned']);
});

it('finds the undone moves that the intent of an earlier change covers, and no others', async () => {
  for (const name of NAMES.slice(1)) renameSync(join(root, name), join(root, 'to', name));
  await become(['done', 'undoing', 'done', 'done']);
  renameSync(join(root, 'to/d'), join(root, 'd'));
  expect(await recovered()).toEqual(['done', 'done', 'done', 'undone']);
});

it('leaves changes alone that are settled', async () => {
  await become(['failed', 'excluded', 'moving', 'planned']);
  expect(await recovered()).toEqual(['failed', 'excluded', 'planned', 'planned']);
});
