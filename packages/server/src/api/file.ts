import type { File } from '../contract.ts';
import { etagOf } from '../disk/fileState.ts';
import { timestampOf } from '../files/diskTime.ts';
import type { FileRow } from '../storage/files/fileRow.ts';

/** A file as in the contract. */
export function toFile(row: FileRow): File {
  return {
    file_id: row.file_id,
    path: row.path,
    name: row.name,
    size: row.size,
    mime_type: row.mime_type,
    type: row.type,
    sha256: row.sha256,
    created_at: timestampOf(row.created_ms),
    modified_at: timestampOf(row.modified_ms),
    etag: etagOf(row),
  };
}
