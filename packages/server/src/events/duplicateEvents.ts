import { setTimeout } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { File } from '../contract.ts';
import type { Deduper } from '../dedupe/deduper.ts';
import type { FileRepository } from '../storage/files/fileRepository.ts';
import type { FileRow } from '../storage/files/fileRow.ts';
import type { JobRow } from '../storage/jobs/jobRepository.ts';
import type { EventBus } from './eventBus.ts';

/** How many groups of a scan are reported individually; its results contain all. */
const MOST_GROUPS = 100;
/** How long uploads are collected to be checked together, in milliseconds. */
const GATHER = 25;
/** The most duplicates in one event. */
const MOST_DUPLICATES = 100;
/** How many of the latest uploads are remembered. */
const MOST_COME = 1_000;
/**
 * Uploads that arrive within this time of each other count as simultaneous, in milliseconds: a file is in
 * the index one flush before it is reported here.
 */
const TOGETHER = 100;

type Upload = { readonly userId: string; readonly row: FileRow; readonly cameMs: number };

type Deps = {
  readonly deduper: Pick<Deduper, 'duplicatesOf' | 'results'>;
  readonly files: FileRepository;
  readonly events: Pick<EventBus, 'publish'>;
  /** Converts a row to a file as in the contract. */
  readonly toFile: (row: FileRow) => File;
  readonly log: Logger;
};

/** Publishes events when files of equal content are found, without delaying other work. */
export class DuplicateEvents {
  readonly #deps: Deps;
  readonly #running = new Set<Promise<void>>();
  /** Ids of the latest uploads. */
  readonly #come = new Set<string>();
  /** Uploads that are still to be checked. */
  #uploaded: Upload[] = [];

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Looks for duplicates of a file that was just uploaded. */
  uploaded(userId: string, row: FileRow): void {
    this.#come.add(row.file_id);
    const [oldest = ''] = this.#come;
    if (this.#come.size > MOST_COME) this.#come.delete(oldest);
    this.#uploaded.push({ userId, row, cameMs: Date.now() });
    if (this.#uploaded.length === 1) this.#run(() => this.#lookForUploaded());
  }

  /** Checks all collected uploads; most have no duplicates. */
  async #lookForUploaded(): Promise<void> {
    await setTimeout(GATHER);
    const uploaded = this.#uploaded;
    this.#uploaded = [];
    const { deduper, files } = this.#deps;
    const suspects = await files.mayHaveEquals(uploaded.map(({ row }) => row));
    for (const [at, { userId, row, cameMs }] of uploaded.entries()) {
      if (!suspects.has(row.file_id)) continue;
      const equals = await deduper.duplicatesOf(row);
      // The first of two simultaneous duplicates was unique when it arrived.
      const behind = [...uploaded.slice(at + 1), ...this.#uploaded];
      const isLater = ({ file_id, created_ms }: FileRow) =>
        behind.some((other) => other.row.file_id === file_id) ||
        (!this.#come.has(file_id) && created_ms > cameMs - TOGETHER);
      this.#tell(userId, null, [row, ...equals.filter((each) => !isLater(each))]);
    }
  }

  /** Reports what a job has found, once its plan is complete. */
  jobChanged(job: JobRow): void {
    if (job.kind !== 'dedupe' || job.status !== 'planned') return;
    this.#run(async () => {
      const { deduper, files } = this.#deps;
      const { groups } = await deduper.results(job, 0, MOST_GROUPS);
      for (const { files: members } of groups) {
        const found = members.slice(0, MOST_DUPLICATES + 1).map((each) => files.find(each.file_id));
        const rows = (await Promise.all(found)).filter((row) => row !== undefined);
        this.#tell(job.user_id, job.job_id, rows);
      }
    });
  }

  /** Waits for running checks. */
  async settled(): Promise<void> {
    await Promise.all(this.#running);
  }

  #tell(userId: string, jobId: string | null, rows: readonly FileRow[]): void {
    const [file, ...duplicates] = rows.slice(0, MOST_DUPLICATES + 1).map(this.#deps.toFile);
    if (!file || duplicates.length === 0) return;
    this.#deps.events.publish(userId, 'duplicate_detected', { job_id: jobId, file, duplicates });
  }

  #run(work: () => Promise<void>): void {
    const running = work()
      .catch((error: unknown) =>
        this.#deps.log.warn({ err: error }, 'could not check an upload for duplicates'),
      )
      .finally(() => this.#running.delete(running));
    this.#running.add(running);
  }
}
