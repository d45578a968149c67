/**
 * The problems of resumable uploads. Where a client can continue, they say at which byte
 * (draft-ietf-httpbis-resumable-upload-15, "Upload Append").
 *
 * @module
 */
import { ProblemError } from '../../problemError.ts';
import type { UploadRow } from '../../storage/files/uploadRepository.ts';

/** The header fields with an upload's state; booleans are written as in RFC 9651. */
export const stateHeaders = (
  offset: number,
  isComplete: boolean,
): { readonly 'Upload-Offset': string; readonly 'Upload-Complete': '?0' | '?1' } => ({
  'Upload-Offset': String(offset),
  'Upload-Complete': isComplete ? '?1' : '?0',
});

/** Adds an upload's state to a problem; other errors stay as they are. */
export function withState(error: unknown, offset: number, isComplete: boolean): unknown {
  if (!(error instanceof ProblemError)) return error;
  return new ProblemError(error.code, error.message, {
    errors: error.errors,
    headers: { ...error.headers, ...stateHeaders(offset, isComplete) },
    cause: error,
  });
}

export const notFound = (uploadId: string, options?: { readonly cause: unknown }): ProblemError =>
  new ProblemError('upload_not_found', `You have no upload with the ID ${uploadId}`, options);

/** @param offset that of the request */
export const mismatch = (offset: number, { received, file_id }: UploadRow): ProblemError =>
  new ProblemError(
    'upload_offset_mismatch',
    `The upload continues at byte ${received}, not at byte ${offset}`,
    { headers: stateHeaders(received, file_id !== null) },
  );

/** @param offset where the other request continues */
export const superseded = (offset: number): ProblemError =>
  new ProblemError('upload_superseded', 'Another request has continued this upload', {
    headers: stateHeaders(offset, false),
  });

/** @param length that of the request in bytes, if it is known */
export const inconsistent = (
  { size, received }: Pick<UploadRow, 'size' | 'received'>,
  length: number | undefined,
): ProblemError =>
  new ProblemError(
    'inconsistent_upload_length',
    `The upload has ${size} bytes, of which ${size - received} are missing; the request has ${length ?? 'more'}`,
    { headers: stateHeaders(received, false) },
  );
