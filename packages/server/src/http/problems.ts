/**
 * The contract's problems, and the errors of disk and database that map to them.
 *
 * @module
 */
import { catalogueOf, operationsOf, Problems } from '@contract-first/hono';
import { problems as entries } from '../contract.ts';
import * as api from '../generated/routes.gen.ts';
import { BucketRefusal, BucketUnreachable } from '../library/objects/bucketErrors.ts';
import { errnoOf, isDenied, ProblemError } from '../problemError.ts';
import { DatabaseUnreachable, isBusy, isDiskFull } from '../storage/database.ts';
import { withoutSecrets } from './secrets.ts';

/** The path is only logged, because the client cannot change anything there. */
const DENIED =
  'The operating system does not let the server read or write there; the administrator must change the permissions';

/** Details for errors of the disk, by their codes. */
const storageFaults: Readonly<Record<string, string>> = {
  ENOSPC: 'The disk is full; free some space',
  EDQUOT: 'The disk quota is used up; free some space, or raise it',
  EFBIG: 'The file is larger than the disk that it would be copied to can store',
  EROFS: 'The disk is read-only; mount it for writing',
  EIO: 'The disk failed to read or write; check the disk',
  EBUSY: 'The file is in use by another program; try again later',
  EMFILE: 'The server has too many files open; try again in a moment',
  ENFILE: 'The system has too many files open; try again in a moment',
};

/** The problem for an error of the disk or the database; undefined for any other. */
function explain(error: unknown): ProblemError | undefined {
  if (isBusy(error)) {
    const detail =
      error instanceof DatabaseUnreachable
        ? 'The server cannot reach its database; try again in a few seconds'
        : 'Another program has locked the database; try again in a few seconds';
    return new ProblemError('database_busy', detail, { cause: error });
  }
  if (error instanceof BucketUnreachable || error instanceof BucketRefusal) {
    const detail = 'The server cannot reach its object storage; try again in a few seconds';
    return new ProblemError('storage_unavailable', detail, { cause: error });
  }
  if (isDenied(error)) return new ProblemError('permission_denied', DENIED, { cause: error });
  const fault = isDiskFull(error) ? storageFaults.ENOSPC : storageFaults[errnoOf(error) ?? ''];
  return fault ? new ProblemError('storage_unavailable', fault, { cause: error }) : undefined;
}

/** The problems of the API. */
export const problems = new Problems(
  catalogueOf(
    operationsOf(api).values(),
    [...entries.values()].map(({ code, status, title }) => ({
      ...{ code, status, title },
      isServerFault: code === 'permission_denied',
    })),
  ),
  {
    typeOf: (code) => `/docs/problems/${code}`,
    realm: 'file-organizer',
    redact: withoutSecrets,
    explain,
  },
);
