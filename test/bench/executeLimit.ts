/** The least that executing a plan must do, in C: see `executePlan.c`. */
import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { PeerMissing } from './bench.ts';
import { compiler } from './putLimit.ts';

const run = promisify(execFile);

/**
 * Executes a plan by the program in C, on a copy of the database, and moves everything back.
 *
 * @param job.root disk path of a tree like the one that was planned
 * @param job.database of the server that has planned it
 * @param job.folder for the program and the copy
 * @param isWatched whether all folders are watched meanwhile
 * @returns how long it took, in seconds
 * @throws PeerMissing if the compiler or a library is not installed
 */
export async function executeInC(
  job: {
    readonly root: string;
    readonly database: string;
    readonly jobId: string;
    readonly folder: string;
  },
  isWatched: boolean,
): Promise<number> {
  const program = join(job.folder, 'executePlan');
  const source = join(import.meta.dirname, 'executePlan.c');
  const libraries = ['-lsqlite3', '-lpthread'];
  await run('cc', ['-O2', '-o', program, source, ...libraries]).catch((error: unknown) => {
    throw new PeerMissing(`Install ${compiler.debian}: ${error}`);
  });
  const copy = join(job.folder, 'executePlan.sqlite');
  const database = new DatabaseSync(job.database, { readOnly: true });
  await backup(database, copy);
  database.close();
  try {
    const args = [job.root, copy, job.jobId, ...(isWatched ? ['watched'] : [])];
    const { stdout } = await run(program, args);
    return Number(stdout);
  } finally {
    for (const ending of ['', '-wal', '-shm']) rmSync(`${copy}${ending}`, { force: true });
  }
}
