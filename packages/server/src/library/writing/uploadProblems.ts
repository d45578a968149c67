/**
 * The problems of resumable uploads. Where a client can continue, they have the upload's state
 * (draft-ietf-httpbis-resumable-upload-15, "Upload Append").
 *
 * @module
 */
import type { ProblemCode } from '../../contract.ts';
import { ProblemError } from '../../problemError.ts';
import type { UploadRow } from '../../storage/files/uploadRepository.ts';

/** How far an upload is. */
export type UploadState = {
  /** Where it continues, in bytes. */
  readonly offset: number;
  /** Whether all bytes have arrived. */
  readonly isComplete: boolean;
};

/** A problem of an upload that can continue. */
export class UploadProblem extends ProblemError {
  readonly state: UploadState;

  constructor(
    code: ProblemCode,
    detail: string,
    state: UploadState,
    options?: ConstructorParameters<typeof ProblemError>[2],
  ) {
    super(code, detail, options);
    this.state = state;
  }
}

/** Adds an upload's state to a problem; other errors stay as they are. */
export function withState(error: unknown, state: UploadState): unknown {
  if (!(error instanceof ProblemError)) return error;
  const { code, message, errors, headers } = error;
  return new UploadProblem(code, message, state, { errors, headers, cause: error });
}

export const notFound = (uploadId: string, options?: { readonly cause: unknown }): ProblemError =>
  new ProblemError('upload_not_found', `You have no upload with the ID ${uploadId}`, options);

/** @param offset that of the request */
export const mismatch = (offset: number, { received, file_id }: UploadRow): ProblemError =>
  offsetMismatch(offset, received, file_id !== null);

/**
 * @param offset that of the request
 * @param received where the upload continues
 */
export const offsetMismatch = (
  offset: number,
  received: number,
  isComplete = false,
): ProblemError =>
  new UploadProblem(
    'upload_offset_mismatch',
    `The upload continues at byte ${received}, not at byte ${offset}`,
    { offset: received, isComplete },
  );

/** @param offset where the other request continues */
export const superseded = (offset: number): ProblemError =>
  new UploadProblem('upload_superseded', 'Another request has continued this upload', {
    offset,
    isComplete: false,
  });

/** @param length that of the request in bytes, if it is known */
export const inconsistent = (
  { size, received }: Pick<UploadRow, 'size' | 'received'>,
  length: number | undefined,
): ProblemError =>
  new UploadProblem(
    'inconsistent_upload_length',
    `The upload has ${size} bytes, of which ${size - received} are missing; the request has ${length ?? 'more'}`,
    { offset: received, isComplete: false },
  );
