/**
 * Creates the objects for a library in object storage, whose paths are rows of PostgreSQL.
 *
 * @module
 */
import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Bucket } from '../library/objects/bucket.ts';
import type { BucketSettings } from '../library/objects/bucketRequests.ts';
import { claimBucket } from '../library/objects/claimBucket.ts';
import { Garbage } from '../library/objects/garbage.ts';
import { MARKER } from '../library/objects/keys.ts';
import { ObjectBlobs } from '../library/objects/objectBlobs.ts';
import { ObjectTree } from '../library/objects/objectTree.ts';
import { PartialObjects } from '../library/objects/partialObjects.ts';
import { SpoolFolder } from '../library/objects/partSpool.ts';
import { ResumableUploads } from '../library/writing/resumableUploads.ts';
import { within } from '../process/within.ts';
import { ObjectTexts } from '../search/objectTexts.ts';
import type { LibraryCheck } from '../start/readiness.ts';
import { CredentialRepository } from '../storage/accounts/credentialRepository.ts';
import { FileRepository } from '../storage/files/fileRepository.ts';
import { TrashRepository } from '../storage/files/trashRepository.ts';
import { UploadRepository } from '../storage/files/uploadRepository.ts';
import { requireObjects } from '../storage/objects/modeOfDatabase.ts';
import { ObjectRepository } from '../storage/objects/objectRepository.ts';
import { ObjectUploadRepository } from '../storage/objects/objectUploadRepository.ts';
import { GARBAGE_LOCK, unlessOther } from '../storage/postgres/exclusively.ts';
import type { ServerContext } from './context.ts';
import type { Mode } from './mode.ts';
import { composeSharedJobs } from './sharedJobs.ts';

/**
 * @param patience how long work may take to stop, in milliseconds
 * @throws WrongMode if the database has a library in a folder
 * @throws PrefixClaimed, BucketUnreachable or BucketRefusal if the bucket cannot be used
 */
export async function objectMode(
  context: ServerContext,
  settings: BucketSettings,
  patience: number,
): Promise<Mode> {
  const { storage, folders, writes, config } = context;
  const { log } = context.log;
  const { database } = storage;
  await requireObjects(database);
  const bucket = new Bucket(settings, context.bucketLimits);
  const identity = await new CredentialRepository(database, writes).secret('library', randomUUID);
  await claimBucket(bucket, identity);
  const files = new FileRepository(database);
  const trash = new TrashRepository(database);
  const objects = new ObjectRepository(database);
  const uploads = new ObjectUploadRepository(database);
  const spools = await SpoolFolder.open(join(folders.data, 'incoming'));
  const tree = new ObjectTree({ identity, database, files, trash, bucket });
  const blobs = new ObjectBlobs(bucket, objects, spools);
  const partial = new PartialObjects({ bucket, objects, uploads, spools });
  const resumable = new ResumableUploads(
    new UploadRepository(database),
    partial,
    tree,
    config.maxUploadBytes,
  );
  await resumable.removeExpired();
  const texts = new ObjectTexts(tree, join(folders.data, 'texts'));
  await texts.prepare();
  const scratch = join(folders.data, 'scratch');
  // What a crash has left.
  await rm(scratch, { recursive: true, force: true });
  await mkdir(scratch, { recursive: true });
  const alone = (work: () => Promise<void>) =>
    unlessOther(config.databaseUrl ?? '', GARBAGE_LOCK, work);
  const garbage = new Garbage({ bucket, objects, uploads, log, alone }, context.garbageTimes);
  return {
    ...{ tree, blobs, resumable, texts },
    check: bucketCheck(bucket),
    isUploading: () => false,
    isCaughtUp: async () => true,
    // The threads of jobs report to other servers only.
    isPartlyUnseen: () => true,
    jobs: (events) => composeSharedJobs(context, { tree, files, scratch }, events),
    // Every change is one transaction, so a crash leaves nothing to complete.
    recover: async () => {},
    start: () => void garbage.collect(),
    prepare: () => {},
    stop: () => within(patience, garbage.close()),
    closeUploads: () => within(patience, resumable.close()),
    close: async () => bucket.close(),
  };
}

const bucketCheck = (bucket: Bucket): LibraryCheck => ({
  fault:
    'The object storage cannot be reached, or refuses requests; check that it is running, and its credentials',
  disks: [],
  check: () => bucket.check(MARKER),
});
