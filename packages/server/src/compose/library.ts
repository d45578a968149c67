/**
 * Creates the objects for the library and its index.
 *
 * @module
 */
import { join } from 'node:path';
import { CachedNames } from '../library/index/cachedNames.ts';
import { FolderReader } from '../library/index/folderReader.ts';
import { FreshFolders } from '../library/index/freshFolders.ts';
import { Listings } from '../library/index/listings.ts';
import { Library } from '../library/library.ts';
import { Follower } from '../library/watching/follow.ts';
import { FolderWatch } from '../library/watching/watch.ts';
import { PartialFiles } from '../library/writing/partialFiles.ts';
import { ResumableUploads } from '../library/writing/resumableUploads.ts';
import { UploadStaging } from '../library/writing/uploadStaging.ts';
import { FileRepository } from '../storage/files/fileRepository.ts';
import { TrashRepository } from '../storage/files/trashRepository.ts';
import { UploadRepository } from '../storage/files/uploadRepository.ts';
import type { ServerContext } from './context.ts';

/** A library in a folder, and the index that follows it. */
export type FolderParts = {
  readonly files: FileRepository;
  readonly trash: TrashRepository;
  readonly library: Library;
  readonly listings: Listings;
  readonly staging: UploadStaging;
  readonly resumable: ResumableUploads;
  readonly fresh: FreshFolders;
  readonly watch: FolderWatch;
  readonly reader: FolderReader;
};

/** What these parts need of the server. */
export type LibraryContext = Pick<ServerContext, 'writes' | 'changes'> & {
  readonly storage: Pick<ServerContext['storage'], 'database'>;
  readonly folders: Pick<ServerContext['folders'], 'root' | 'data'>;
  readonly config: Pick<ServerContext['config'], 'maxUploadBytes'>;
  readonly log: Pick<ServerContext['log'], 'log'>;
};

export async function composeLibrary(context: LibraryContext): Promise<FolderParts> {
  const { folders, storage, writes, changes, log } = context;
  const { database } = storage;
  const { root } = folders;
  const files = new FileRepository(database);
  const trash = new TrashRepository(database);
  const incoming = join(folders.data, 'incoming');
  const uploads = new UploadRepository(database);
  const staging = await UploadStaging.open(incoming, new Set(await uploads.unfinished()));
  const fresh = new FreshFolders();
  const reader = new FolderReader(root);
  const watch = new FolderWatch(root, log.log, changes);
  const names = new CachedNames(root, watch);
  const listings = new Listings(root, { rows: files, watch, fresh, reader, writes });
  const rows = { files, trash };
  const library = new Library(root, join(folders.data, 'trash'), rows, listings, names);
  changes
    .on('fileRow', (folder) => fresh.changed(folder))
    .on('name', (folder, name) => names.changed(folder, name))
    .on('folder', (folder) => fresh.changed(folder))
    .on('eventsLost', () => {
      names.clear();
      fresh.changedBelow('/');
    });
  const resumable = new ResumableUploads(
    uploads,
    new PartialFiles(incoming),
    library,
    context.config.maxUploadBytes,
  );
  await resumable.removeExpired();
  return { files, trash, library, listings, staging, resumable, fresh, watch, reader };
}

/** Keeps the index in line with the disk. */
export function composeFollower(
  { changes, log }: Pick<LibraryContext, 'changes' | 'log'>,
  { library, listings, files, watch, fresh, reader }: FolderParts,
  isAtWork: () => boolean,
): Follower {
  const follower = new Follower({
    ...{ library, listings, files, watch, fresh, reader },
    ...{ log: log.log, isAtWork },
  });
  changes
    // A folder whose rows someone else has written, such as by a move out of it, is read again. Otherwise lists of
    // all files would be made from the disk until the folder itself changes or is listed.
    .on('fileRow', (folder) => {
      if (fresh.takeLost(folder)) follower.changed(folder, null);
    })
    .on('folder', (folder, name) => follower.changed(folder, name))
    .on('eventsLost', () => follower.everything());
  return follower;
}
