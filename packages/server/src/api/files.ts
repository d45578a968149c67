import type { File, FileList } from '../contract.ts';
import type { FileOrder, FilePosition, FileRow } from '../db/files.ts';
import type { HandlersOf } from '../http/mount.ts';
import type { Arrivals } from '../library/arrival.ts';
import { contentOf } from '../library/content.ts';
import type { FilePage, Library } from '../library/library.ts';
import { nameOf } from '../library/path.ts';
import { etagOf } from '../library/stat.ts';
import { contentDisposition } from './contentDisposition.ts';
import { decodeCursor, encodeCursor, nextLink } from './paging.ts';

type FileHandlers = HandlersOf<
  'files.list' | 'files.upload' | 'files.get' | 'files.content' | 'files.delete'
>;

/** @param maxUploadBytes the largest file that is taken */
export function fileHandlers(
  library: Library,
  arrivals: Arrivals,
  maxUploadBytes: number,
): FileHandlers {
  const bodies = new WeakMap<FilePage, FileList>();
  return {
    'files.list': async ({ query }) => {
      const order = { by: query.sort_by, direction: query.sort_order };
      const page = await library.list({
        folder: query.path,
        recursive: query.recursive,
        includeHidden: query.include_hidden,
        type: query.type,
        order,
        after: query.cursor === undefined ? undefined : positionOf(query.cursor, order),
        // One more than is asked for shows whether there is a next page.
        limit: query.limit + 1,
      });
      const known = bodies.get(page);
      const body = known ?? listBody(page, query.limit, order, query.cursor === undefined);
      // The library gives the same page again while nothing has changed.
      if (!known) bodies.set(page, body);
      return {
        status: 200,
        headers: { Link: nextLink('/api/v1/files', query, body.next_cursor) },
        body,
      };
    },

    'files.upload': async ({ form, once }) => {
      const discard = (arrived: { readonly place: string; readonly sha256: string }) =>
        arrivals.discard(arrived);
      const { file, filename, fields } = await form.receive(
        (stream) => arrivals.receive(stream, maxUploadBytes),
        discard,
      );
      try {
        return await once([file.sha256, filename, fields], async () => {
          const row = await library.put(file, fields.path, filename, fields.on_conflict);
          return {
            status: 201,
            headers: { ETag: etagOf(row.version), Location: `/api/v1/files/${row.file_id}` },
            body: toFile(row),
          };
        });
      } finally {
        await discard(file);
      }
    },

    'files.get': async ({ params }) => {
      const row = await library.get(params.file_id);
      return { status: 200, headers: { ETag: etagOf(row.version) }, body: toFile(row) };
    },

    'files.content': async ({ params }) => {
      const { handle, row } = await library.open(params.file_id);
      return {
        status: 200,
        headers: {
          ETag: etagOf(row.version),
          'Content-Disposition': contentDisposition(nameOf(row.path)),
          'Content-Length': String(row.size),
          'Content-Type': row.mime_type,
          // A file of the user's own must never run as a page of this server.
          'X-Content-Type-Options': 'nosniff',
          'Content-Security-Policy': 'sandbox',
        },
        body: contentOf(handle, row.size),
      };
    },

    'files.delete': async ({ params, query }) => {
      await library.delete(params.file_id, query.permanent);
      return { status: 204, body: undefined };
    },
  };
}

/** @param page with one more file than the limit where there is a next page */
function listBody(
  { items, total, folders }: FilePage,
  limit: number,
  order: FileOrder,
  isFirst: boolean,
): FileList {
  const shown = items.slice(0, limit);
  const last = items.length > limit ? shown.at(-1) : undefined;
  return Object.freeze({
    items: shown.map(toFile),
    total,
    next_cursor: last ? encodeCursor(cursorAt(last, order)) : null,
    folders: isFirst ? [...folders] : [],
  });
}

/** A file as the contract has it. */
export function toFile(row: FileRow): File {
  return {
    file_id: row.file_id,
    path: row.path,
    name: row.name,
    size: row.size,
    mime_type: row.mime_type,
    type: row.type,
    sha256: row.sha256,
    created_at: new Date(row.created_ms).toISOString(),
    modified_at: new Date(row.modified_ms).toISOString(),
    etag: etagOf(row.version),
  };
}

/** What a list's cursor holds: its order, since a position means nothing in another, and the position. */
type FileCursor = readonly [FileOrder['by'], FileOrder['direction'], ...FilePosition];

function cursorAt(row: FileRow, { by, direction }: FileOrder): FileCursor {
  const value = {
    name: row.name,
    size: row.size,
    created: row.created_ms,
    modified: row.modified_ms,
  };
  return [by, direction, value[by], row.path];
}

function positionOf(cursor: string, order: FileOrder): FilePosition {
  const [, , value, path] = decodeCursor(cursor, (decoded): decoded is FileCursor => {
    if (!Array.isArray(decoded) || decoded.length !== 4) return false;
    const [by, direction, value, path] = decoded;
    const isValue = typeof value === (order.by === 'name' ? 'string' : 'number');
    return by === order.by && direction === order.direction && isValue && typeof path === 'string';
  });
  return [value, path];
}
