import { statSync } from 'node:fs';
import { ProblemError } from '../problemError.ts';
import { stateAt } from './fileState.ts';

/** The folder of real files as the disk has it, without what is known of it. */
export class LibraryFolder {
  /** The folder's place on the disk. */
  readonly root: string;
  /** Which folder on the disk it is, whatever its path: inode and time of birth. */
  readonly identity: string;

  /**
   * @param root the folder's place on the disk, links followed
   * @param identity which folder it was when it was first seen; by itself, now
   */
  constructor(root: string, identity = identityOf(root)) {
    this.root = root;
    this.identity = identity;
  }

  /**
   * Makes sure that the folder is the one that the server started on. An unmounted disk leaves
   * an empty folder in its place, which must not be taken for a library whose files are all gone.
   *
   * @throws ProblemError `library_unavailable`
   */
  assertAvailable(): void {
    let identity: string;
    try {
      identity = identityOf(this.root);
    } catch (error) {
      throw new ProblemError(
        'library_unavailable',
        'The library folder does not exist; mount or restore it',
        {
          cause: error,
        },
      );
    }
    if (identity !== this.identity) {
      throw new ProblemError(
        'library_unavailable',
        'Another folder has replaced the library folder; restore it, or restart the server',
      );
    }
  }

  /** The version of the file at a path; undefined where there is none. */
  versionAt(path: string): string | undefined {
    return stateAt(this.root, path)?.version;
  }
}

function identityOf(root: string): string {
  const stat = statSync(root, { bigint: true });
  if (!stat.isDirectory())
    throw new ProblemError(
      'library_unavailable',
      'The library is no longer a folder; restore the folder',
    );
  // Without the device's number, which may be another one after the system has started anew.
  return `${stat.ino}:${stat.birthtimeNs}`;
}
