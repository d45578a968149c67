/**
 * The checks behind `/api/v1/ready`.
 *
 * @module
 */
import { constants } from 'node:fs';
import { access, statfs } from 'node:fs/promises';
import type { LibraryFolder } from '../disk/libraryFolder.ts';
import { ProblemError } from '../problemError.ts';
import type { Database } from '../storage/database.ts';
import { DatabaseUnreachable, probe } from '../storage/database.ts';

/** Minimum free space on a disk, in bytes. */
const FLOOR = 64 * 1024 * 1024;

const UNREACHABLE = 'PostgreSQL cannot be reached, or is read-only; check that it is running';

export type Check = {
  readonly name: 'library' | 'database' | 'disk';
  /** The fault, without confidential details; undefined if there is none. */
  readonly fault: string | undefined;
};

/** How the library is checked. */
export type LibraryCheck = {
  /** What is reported if the check fails with an error that has no detail of its own. */
  readonly fault: string;
  /** Disk paths that need free space, and what they are. */
  readonly disks: readonly (readonly [path: string, what: string])[];
  /** @throws Error if the library cannot be read and written */
  check(): Promise<void>;
};

/** The check of a library in a folder. */
export const folderCheck = (
  library: Pick<LibraryFolder, 'assertAvailable' | 'root'>,
): LibraryCheck => ({
  fault: 'The library folder is not readable and writable; check its permissions',
  disks: [[library.root, 'the library']],
  async check() {
    library.assertAvailable();
    await access(library.root, constants.R_OK | constants.W_OK | constants.X_OK);
  },
});

/** Checks whether everything the server needs is available. */
export class Readiness {
  readonly #library: LibraryCheck;
  readonly #database: Database;
  readonly #data: string;
  readonly #floor: number;
  #underWay: Promise<Check[]> | undefined;

  /**
   * @param data the data folder
   * @param floor minimum free space on the disks, in bytes
   */
  constructor(library: LibraryCheck, database: Database, data: string, floor = FLOOR) {
    this.#library = library;
    this.#database = database;
    this.#data = data;
    this.#floor = floor;
  }

  /** Checks everything now; concurrent calls share the result. */
  check(): Promise<Check[]> {
    this.#underWay ??= this.#look().finally(() => {
      this.#underWay = undefined;
    });
    return this.#underWay;
  }

  #look(): Promise<Check[]> {
    return Promise.all([
      check('library', this.#library.fault, () => this.#library.check()),
      check(
        'database',
        'The database is not writable; check the permissions of the data folder',
        async () => {
          await access(this.#data, constants.R_OK | constants.W_OK | constants.X_OK);
          await probe(this.#database);
        },
      ),
      check('disk', 'Cannot determine the free space on the disks', async () => {
        for (const [path, what] of this.#library.disks) await this.#requireRoom(path, what);
        await this.#requireRoom(this.#data, 'the data folder');
      }),
    ]);
  }

  async #requireRoom(place: string, what: string): Promise<void> {
    const { bavail, bsize } = await statfs(place);
    if (bavail * bsize >= this.#floor) return;
    throw new ProblemError(
      'storage_unavailable',
      `Less than ${Math.ceil(this.#floor / 1024 ** 2)} MiB is free on the disk of ${what}; free some space`,
    );
  }
}

async function check(
  name: Check['name'],
  fault: string,
  look: () => Promise<void>,
): Promise<Check> {
  try {
    await look();
    return { name, fault: undefined };
  } catch (error) {
    if (error instanceof DatabaseUnreachable) return { name, fault: UNREACHABLE };
    return { name, fault: error instanceof ProblemError ? error.message : fault };
  }
}
