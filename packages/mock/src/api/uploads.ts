import { createHash, randomUUID } from 'node:crypto';
import { type MockReply, ProblemError } from 'contract-first/mock';
import type { Library, OnConflict } from '../state/library.ts';
import { normal } from '../state/paths.ts';
import type { File } from '../state/resources.ts';
import { LARGEST_FILE } from './checks.ts';
import { bodyOf, principalOf, type Request, text } from './request.ts';

/** How long an upload lives after its last bytes, in milliseconds. */
const LIFE = 24 * 60 * 60 * 1000;

type NewUpload = {
  readonly path: string;
  readonly name: string;
  readonly size: number;
  readonly on_conflict: OnConflict;
  readonly sha256?: string;
};

/** An upload, and the bytes that have arrived. */
type Upload = NewUpload & {
  readonly upload_id: string;
  readonly owner: string;
  content: Buffer;
  expiresMs: number;
  file: File | undefined;
};

/** @param arrived called with each completed file */
export function uploadHandlers(library: Library, arrived: (file: File) => void) {
  const uploads = new Map<string, Upload>();

  /** @throws ProblemError `upload_not_found` */
  const find = (request: Request): Upload => {
    const id = text(request.params.upload_id);
    const upload = uploads.get(id);
    const isThere = upload?.owner === principalOf(request).userId && upload.expiresMs > Date.now();
    if (upload && isThere) return upload;
    throw new ProblemError('upload_not_found', `You have no upload with the ID ${id}`);
  };

  /** Stores the whole file. @throws ProblemError */
  const finish = (upload: Upload, onConflict: OnConflict): void => {
    const sha256 = createHash('sha256').update(upload.content).digest('hex');
    if (upload.sha256 !== undefined && upload.sha256 !== sha256) {
      uploads.delete(upload.upload_id);
      const detail =
        'The file does not match the `sha256` of its upload; nothing was stored. Upload it again';
      throw new ProblemError('digest_mismatch', detail);
    }
    try {
      const path = `${upload.path}/${upload.name}`;
      upload.file = library.put(path, upload.content, onConflict).file;
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      throw new ProblemError(error.code, error.message, {
        headers: { 'Upload-Offset': String(upload.size), 'Upload-Complete': '?1' },
      });
    }
    upload.content = Buffer.alloc(0);
    arrived(upload.file);
  };

  return {
    'uploads.create': (request: Request): MockReply => {
      const { path = '/', on_conflict = 'rename', ...wanted } = bodyOf<Partial<NewUpload>>(request);
      const { name = '', size = 0 } = wanted;
      const folder = normal(path);
      const place = normal(`${folder}/${name}`);
      if (library.at(folder)) {
        throw new ProblemError('not_a_folder', `"${folder}" is a file, not a folder`);
      }
      library.assertFree(place, on_conflict);
      const upload: Upload = {
        ...{ ...wanted, path: folder, name, size, on_conflict },
        upload_id: randomUUID(),
        owner: principalOf(request).userId,
        content: Buffer.alloc(0),
        expiresMs: Date.now() + LIFE,
        file: undefined,
      };
      uploads.set(upload.upload_id, upload);
      const { headers, body } = answer(upload);
      const Location = `/api/v1/uploads/${upload.upload_id}`;
      return { status: 201, headers: { ...headers, Location }, body };
    },

    'uploads.get': (request: Request): MockReply => answer(find(request)),

    'uploads.append': (request: Request): MockReply => {
      const upload = find(request);
      const { query, headers, isInterrupted } = request;
      const bytes = bodyOf<Buffer | undefined>(request) ?? Buffer.alloc(0);
      const offset = offsetOf(upload);
      if (Number(headers['upload-offset']) !== offset) {
        throw new ProblemError(
          'upload_offset_mismatch',
          `The upload continues at byte ${offset}, not at byte ${headers['upload-offset']}`,
          { headers: stateOf(upload) },
        );
      }
      const missing = upload.size - offset;
      const isLast = headers['upload-complete'];
      const isTooShort = isLast === '?1' && bytes.length < missing && !isInterrupted;
      if (bytes.length > missing || isTooShort) {
        throw new ProblemError(
          'inconsistent_upload_length',
          `The upload has ${upload.size} bytes, of which ${missing} are missing; the request has ${bytes.length}`,
        );
      }
      if (upload.file) return answer(upload);
      upload.content = Buffer.concat([upload.content, bytes]);
      if (bytes.length > 0) upload.expiresMs = Date.now() + LIFE;
      if (bytes.length === missing && isLast !== '?0' && !isInterrupted) {
        // The schema lists exactly these values.
        finish(upload, (query.on_conflict as OnConflict | undefined) ?? upload.on_conflict);
      }
      return answer(upload);
    },

    'uploads.cancel': (request: Request): MockReply => {
      uploads.delete(find(request).upload_id);
      return { status: 204 };
    },
  };
}

const offsetOf = ({ file, size, content }: Upload): number => (file ? size : content.length);

const stateOf = (upload: Upload) => ({
  'Upload-Offset': String(offsetOf(upload)),
  'Upload-Complete': upload.file ? '?1' : '?0',
});

function answer(upload: Upload) {
  const { upload_id, path, name, size, expiresMs, file } = upload;
  const seconds = Math.floor((expiresMs - Date.now()) / 1000);
  return {
    status: 200,
    headers: {
      ...stateOf(upload),
      'Upload-Length': String(size),
      'Upload-Limit': `max-size=${LARGEST_FILE}, max-age=${Math.max(0, seconds)}`,
    },
    body: {
      ...{ upload_id, path, name, size },
      offset: offsetOf(upload),
      complete: file !== undefined,
      expires_at: new Date(expiresMs).toISOString(),
      file: file ?? null,
    },
  };
}
