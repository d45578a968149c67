import { statSync } from 'node:fs';
import { ProblemError } from '../problemError.ts';
import { stateAt } from './fileState.ts';

/** The library's folder on the disk, without the index. */
export class LibraryFolder {
  /** Its disk path. */
  readonly root: string;
  /** Identifies the folder on the disk whatever its path: inode and birth time. */
  readonly identity: string;

  /**
   * @param root its disk path, with symbolic links resolved
   * @param identity of the folder when it was first seen; by default, its current one
   */
  constructor(root: string, identity = identityOf(root)) {
    this.root = root;
    this.identity = identity;
  }

  /**
   * Checks that the folder is the one that the server started with. An unmounted disk leaves an empty
   * folder in its place, which must not be treated as a library whose files are all gone.
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

  /** The version of the file at a path; undefined if there is none. */
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
  // Without the device number, which may change at a reboot.
  return `${stat.ino}:${stat.birthtimeNs}`;
}
