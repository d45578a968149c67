import { setTimeout } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { File } from '../contract.ts';
import type { FileRow } from '../db/fileRow.ts';
import type { FileRows } from '../db/files.ts';
import type { JobRow } from '../db/jobs.ts';
import type { Deduper } from '../dedupe/deduper.ts';
import type { Events } from './events.ts';

/** How many groups of a scan are told one by one; its results have them all. */
const MOST_GROUPS = 100;
/** How long uploads are gathered to be looked for together, in milliseconds. */
const GATHER = 25;
/** How many duplicates one event names. */
const MOST_DUPLICATES = 100;
/** How many of the files that were named are kept in mind. */
const MOST_NAMED = 1_000;

type Parts = {
  readonly deduper: Deduper;
  readonly files: FileRows;
  readonly events: Pick<Events, 'publish'>;
  /** Shapes a file as the contract has it. */
  readonly toFile: (row: FileRow) => File;
  readonly log: Logger;
};

/** Makes known where files of equal content are found, while other work goes on. */
export class DuplicateEvents {
  readonly #parts: Parts;
  readonly #running = new Set<Promise<void>>();
  /** Whom events of uploads have named which files to as duplicates, the last ones at the end. */
  readonly #named = new Set<string>();
  #uploaded: { readonly userId: string; readonly row: FileRow }[] = [];

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Looks for files that equal one that has just come. */
  uploaded(userId: string, row: FileRow): void {
    this.#uploaded.push({ userId, row });
    if (this.#uploaded.length === 1) this.#run(() => this.#lookForUploaded());
  }

  /** Looks for all that has been gathered; most of what comes is like nothing that is there. */
  async #lookForUploaded(): Promise<void> {
    await setTimeout(GATHER);
    const uploaded = this.#uploaded;
    this.#uploaded = [];
    const { deduper, files } = this.#parts;
    const suspects = await files.mayHaveEquals(uploaded.map(({ row }) => row));
    // Of two that came together, the first was not there twice when it came.
    const later = new Set(uploaded.map(({ row }) => row.file_id));
    for (const { userId, row } of uploaded) {
      later.delete(row.file_id);
      // It was in the library already when one that came before it was looked for.
      const isNamed = this.#named.delete(`${userId} ${row.file_id}`);
      if (isNamed || !suspects.has(row.file_id)) continue;
      const equals = await deduper.duplicatesOf(row);
      const duplicates = equals.filter(({ file_id }) => !later.has(file_id));
      this.#tell(userId, null, [row, ...duplicates]);
      for (const { file_id } of duplicates) this.#named.add(`${userId} ${file_id}`);
      for (const oldest of this.#named) {
        if (this.#named.size <= MOST_NAMED) break;
        this.#named.delete(oldest);
      }
    }
  }

  /** Tells what a job has found, once its plan stands. */
  jobChanged(job: JobRow): void {
    if (job.kind !== 'dedupe' || job.status !== 'planned') return;
    this.#run(async () => {
      const { deduper, files } = this.#parts;
      const { groups } = await deduper.results(job, 0, MOST_GROUPS);
      for (const { files: members } of groups) {
        const found = members.slice(0, MOST_DUPLICATES + 1).map((each) => files.find(each.file_id));
        const rows = (await Promise.all(found)).filter((row) => row !== undefined);
        this.#tell(job.user_id, job.job_id, rows);
      }
    });
  }

  /** Waits for what is still looked for. */
  async settled(): Promise<void> {
    await Promise.all(this.#running);
  }

  #tell(userId: string, jobId: string | null, rows: readonly FileRow[]): void {
    const [file, ...duplicates] = rows.slice(0, MOST_DUPLICATES + 1).map(this.#parts.toFile);
    if (!file || duplicates.length === 0) return;
    this.#parts.events.publish(userId, 'duplicate_detected', { job_id: jobId, file, duplicates });
  }

  #run(work: () => Promise<void>): void {
    const running = work()
      .catch((error: unknown) => this.#parts.log.warn({ err: error }, 'duplicates not looked for'))
      .finally(() => this.#running.delete(running));
    this.#running.add(running);
  }
}
