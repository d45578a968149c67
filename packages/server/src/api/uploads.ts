/**
 * The operations on uploads that can be continued.
 *
 * @module
 */
import { bodyTurns } from '@contract-first/hono';
import type { ResumableUpload } from '../contract.ts';
import { timestampOf } from '../files/diskTime.ts';
import { normalPath } from '../files/path.ts';
import type { HandlersOf } from '../http/handlers.ts';
import type { Tree } from '../library/tree.ts';
import type { ResumableUploads } from '../library/writing/resumableUploads.ts';
import { UploadProblem, type UploadState } from '../library/writing/uploadProblems.ts';
import { ProblemError } from '../problemError.ts';
import type { ChangeBus } from '../storage/changeBus.ts';
import type { UploadRow } from '../storage/files/uploadRepository.ts';
import { toFile } from './file.ts';
import { endedEarly, publisher } from './publishing.ts';

type UploadHandlers = HandlersOf<
  'uploads.create' | 'uploads.get' | 'uploads.append' | 'uploads.cancel'
>;

/**
 * @param maxUploadBytes the largest file accepted
 * @param changes receives each completed `upload`
 */
export function uploadHandlers(
  tree: Tree,
  uploads: ResumableUploads,
  maxUploadBytes: number,
  changes: ChangeBus,
): UploadHandlers {
  const publish = publisher(tree, changes);
  return {
    'uploads.create': async ({ body, principal }) => {
      const { path, name, size, on_conflict, sha256 = null } = body;
      const folder = normalPath(path);
      const wanted = { folder, name, size, sha256, onConflict: on_conflict };
      const row = await uploads.create(principal.userId, wanted);
      const { headers, body: created } = await answer(row);
      const location = `/api/v1/uploads/${row.upload_id}`;
      return { status: 201, headers: { ...headers, Location: location }, body: created };
    },

    'uploads.get': async ({ params, principal }) => {
      return {
        status: 200,
        ...(await answer(await uploads.get(principal.userId, params.upload_id))),
      };
    },

    'uploads.append': async ({ params, query, headers, content, principal }) => {
      const complete = headers['upload-complete'];
      const announced = content.headers['content-length'];
      const part = {
        content,
        offset: headers['upload-offset'],
        length: announced === undefined ? undefined : Number(announced),
        isLast: complete && complete === '?1',
        onConflict: query.on_conflict,
        turn: () => bodyTurns.turn(),
      };
      try {
        const row = await uploads.append(
          principal.userId,
          params.upload_id,
          part,
          async (...put) => (await publish(principal, ...put)).body.file_id,
        );
        return { status: 200, ...(await answer(row)) };
      } catch (error) {
        throw withHeaders(endedEarly(content, error));
      }
    },

    'uploads.cancel': async ({ params, principal }) => {
      await uploads.cancel(principal.userId, params.upload_id);
      return { status: 204, body: undefined };
    },
  };

  async function answer(row: UploadRow) {
    const isComplete = row.file_id !== null;
    const body: ResumableUpload = {
      upload_id: row.upload_id,
      path: row.folder,
      name: row.name,
      size: row.size,
      offset: row.received,
      complete: isComplete,
      expires_at: timestampOf(row.expires_ms),
      file: row.file_id === null ? null : await fileOf(row.file_id),
    };
    const seconds = Math.max(0, Math.floor((row.expires_ms - Date.now()) / 1000));
    const headers = {
      ...stateHeaders({ offset: row.received, isComplete }),
      'Upload-Length': String(row.size),
      'Upload-Limit': `max-size=${maxUploadBytes}, max-age=${seconds}`,
    };
    return { headers, body };
  }

  /** @returns null if the file has been deleted since */
  async function fileOf(fileId: string) {
    try {
      return toFile(await tree.get(fileId));
    } catch (error) {
      if (error instanceof ProblemError && error.code === 'file_not_found') return null;
      throw error;
    }
  }
}

/** The header fields with an upload's state; booleans are written as in RFC 9651. */
const stateHeaders = ({
  offset,
  isComplete,
}: UploadState): { readonly 'Upload-Offset': string; readonly 'Upload-Complete': '?0' | '?1' } => ({
  'Upload-Offset': String(offset),
  'Upload-Complete': isComplete ? '?1' : '?0',
});

/** A problem of an upload, with its state in the header. */
function withHeaders(error: unknown): unknown {
  if (!(error instanceof UploadProblem)) return error;
  const { code, message, errors, headers, state } = error;
  return new ProblemError(code, message, {
    errors,
    headers: { ...headers, ...stateHeaders(state) },
    cause: error,
  });
}
