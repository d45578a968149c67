/** Jobs of the kind `organize` in a folder on the disk. */

import type { ScanOptions } from '../contract.ts';
import type { LibraryFolder } from '../disk/libraryFolder.ts';
import type { Progress, Run } from '../jobs/jobKind.ts';
import type { JobRow } from '../storage/jobs/jobRepository.ts';
import { execute } from './moving/execute.ts';
import type { JournalDeps } from './moving/journal.ts';
import { recover } from './moving/recover.ts';
import { rollBack } from './moving/rollBack.ts';
import { TouchedFolders } from './moving/touchedFolders.ts';
import { DiskTree, type SeenByPlanning } from './planning/diskTree.ts';
import { PlanningOrganizer, type PlanParts } from './planningOrganizer.ts';

type Deps = Omit<PlanParts, 'source'> & {
  readonly library: LibraryFolder;
  readonly listings: SeenByPlanning;
  /** See `PlanningOrganizer`. */
  readonly defaults: ScanOptions;
};

/** Runs the phases of jobs that organize. The caller decides in which thread. */
export class Organizer extends PlanningOrganizer {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    const { library, listings, plans, numbers, defaults } = deps;
    const source = new DiskTree(library, listings);
    // There is one server, and so no fence.
    super({ parts: () => ({ source, plans, numbers }), defaults });
    this.#deps = deps;
  }

  async execute(job: JobRow, run: Run): Promise<Progress> {
    const { job_id: id } = job;
    const deps = await this.#recovered(id);
    await execute(job, deps, await this.counting(id, run), run.signal);
    return this.executed(id);
  }

  async rollBack({ job_id: id }: JobRow, run: Run): Promise<Progress> {
    return rollBack(id, await this.#recovered(id), run);
  }

  /** What is needed to write the journal, after the journal was reconciled with the disk. */
  async #recovered(jobId: string): Promise<JournalDeps> {
    const { library, plans } = this.#deps;
    const touched = await TouchedFolders.of(jobId, library.root, plans);
    const deps = { library, plans, touched };
    await recover(jobId, deps);
    return deps;
  }
}
