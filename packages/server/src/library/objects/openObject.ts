import { Readable } from 'node:stream';
import type { FileRow } from '../../storage/files/fileRow.ts';
import { objectIdOf } from '../../storage/objects/objectRepository.ts';
import type { OpenBlob } from '../blobs.ts';
import { notFound } from '../index/indexedFiles.ts';
import type { Bucket } from './bucket.ts';
import { BucketRefusal } from './bucketErrors.ts';
import { keyOf } from './keys.ts';

/** The bytes of a file; nothing is requested before they are needed. */
export function openObject(bucket: Bucket, row: FileRow): OpenBlob {
  const key = keyOf(objectIdOf(row));
  return {
    async stream(start, end, turn) {
      if (start >= end) return Readable.from([]);
      try {
        return await bucket.read(key, start, end, turn);
      } catch (error) {
        // Deleted for good since the row was read, long ago.
        if (error instanceof BucketRefusal && error.code === 'NoSuchKey')
          throw notFound(row.file_id);
        throw error;
      }
    },
    async close() {},
  };
}
