/**
 * The operations on files and the trash.
 *
 * @module
 */
import type { IncomingMessage } from 'node:http';
import { bodyTurns, isPositionByAge, PagedList, refusePart, sha256In } from '@contract-first/hono';
import type { File, FileList, TrashedFile } from '../contract.ts';
import { etagOf } from '../disk/fileState.ts';
import { timestampOf } from '../files/diskTime.ts';
import { folderOf, nameOf, normalPath } from '../files/path.ts';
import type { HandlersOf } from '../http/handlers.ts';
import type { Blobs, StagedBlob } from '../library/blobs.ts';
import type { FilePage } from '../library/index/freshFolders.ts';
import type { Tree } from '../library/tree.ts';
import { refuseLarger } from '../library/writing/uploadStaging.ts';
import { invalidFields, ProblemError } from '../problemError.ts';
import type { ChangeBus } from '../storage/changeBus.ts';
import type { FileOrder, FilePosition } from '../storage/files/fileQuery.ts';
import type { FileRow } from '../storage/files/fileRow.ts';
import type { Trashed } from '../storage/files/trashRepository.ts';
import { toFile } from './file.ts';
import { expectationOf, isUnchanged } from './preconditions.ts';
import { endedEarly, publisher } from './publishing.ts';

type FileHandlers = HandlersOf<
  | 'files.list'
  | 'files.upload'
  | 'files.put_content'
  | 'files.get'
  | 'files.update'
  | 'files.delete'
  | 'files.list_trash'
  | 'files.restore'
>;

/**
 * @param maxUploadBytes the largest file accepted
 * @param changes receives each `upload`
 */
export function fileHandlers(
  tree: Tree,
  blobs: Blobs,
  maxUploadBytes: number,
  changes: ChangeBus,
): FileHandlers {
  const publish = publisher(tree, changes);
  const bodies = new WeakMap<FilePage, FileList>();
  return {
    'files.list': async ({ query }) => {
      const order = { by: query.sort_by, direction: query.sort_order };
      const folder = normalPath(query.path);
      const list = new PagedList('/api/v1/files', { ...query, path: folder });
      const page = await tree.list({
        folder,
        recursive: query.recursive,
        includeHidden: query.include_hidden,
        type: query.type,
        order,
        after: list.after(isPositionBy(order.by)),
        // One more than requested shows whether there is a next page.
        limit: query.limit + 1,
      });
      const known = bodies.get(page);
      const body = known ?? listBody(page, list, order.by, query.cursor === undefined);
      // The library returns the same page object while nothing has changed.
      if (!known) bodies.set(page, body);
      return {
        status: 200,
        headers: { Link: list.linkTo(body.next_cursor) },
        body,
      };
    },

    'files.upload': async ({ form, principal, idempotently }) => {
      const discard = (blob: StagedBlob) => blobs.discard(blob);
      const { file, filename, fields } = await form.receive({
        admit: (least) => refuseLarger(least, maxUploadBytes),
        save: (stream) => blobs.receive(stream, maxUploadBytes),
        discard,
      });
      let isPublished = false;
      try {
        return await idempotently([file.sha256, filename, fields], async () => {
          const { body } = await publish(
            principal,
            file,
            fields.path,
            filename,
            fields.on_conflict,
          );
          isPublished = true;
          return { status: 201, headers: headersOfNew(body), body };
        });
      } finally {
        if (!isPublished) await discard(file);
      }
    },

    'files.put_content': async ({ query, headers, content, principal, idempotently }) => {
      if (query.path.endsWith('/')) {
        throw new ProblemError('invalid_path', 'The path must end with a file name, not with "/"');
      }
      const path = normalPath(query.path);
      refusePart(content.headers['content-range'], 'file');
      const expected = sha256In(headers['content-digest']);
      const file = await receiveBody(content, path);
      let isPublished = false;
      try {
        if (expected !== undefined && expected !== file.sha256) {
          const detail =
            'The body does not match Content-Digest; nothing was stored. Send it again';
          throw new ProblemError('digest_mismatch', detail);
        }
        const { 'if-match': ifMatch, 'if-none-match': ifNoneMatch } = headers;
        return await idempotently([file.sha256, ifMatch, ifNoneMatch], async () => {
          const { body, replaced } = await publish(
            principal,
            file,
            folderOf(path),
            nameOf(path),
            query.on_conflict,
            expectationOf(headers),
          );
          isPublished = true;
          return replaced
            ? { status: 200, headers: { ETag: body.etag }, body }
            : { status: 201, headers: headersOfNew(body), body };
        });
      } finally {
        if (!isPublished) await blobs.discard(file);
      }
    },

    'files.get': async ({ params, headers }) => {
      const row = await tree.get(params.file_id);
      const etag = etagOf(row);
      if (isUnchanged(headers, row)) {
        return { status: 304, headers: { ETag: etag }, body: undefined };
      }
      return { status: 200, headers: { ETag: etag }, body: toFile(row) };
    },

    'files.update': async ({ params, headers, body }) => {
      const { path, name, on_conflict } = body;
      if (path === undefined && name === undefined) {
        throw invalidFields([{ pointer: '#/body', message: 'Must have a path, a name or both' }]);
      }
      const expect = expectationOf(headers);
      const row = await tree.move(params.file_id, { path, name }, on_conflict, expect);
      return { status: 200, headers: { ETag: etagOf(row) }, body: toFile(row) };
    },

    'files.delete': async ({ params, query, headers }) => {
      await tree.delete(params.file_id, query.permanent, expectationOf(headers));
      return { status: 204, body: undefined };
    },

    'files.list_trash': async ({ query }) => {
      const list = new PagedList('/api/v1/files/trash', query);
      // One more than requested shows whether there is a next page.
      const { items, total } = await tree.listTrash(list.after(isPositionByAge), query.limit + 1);
      const page = list.pageOf(items, ({ deletedMs, row }) => [deletedMs, row.file_id]);
      return {
        status: 200,
        headers: { Link: page.link },
        body: { items: page.rows.map(toTrashedFile), total, next_cursor: page.cursor },
      };
    },

    'files.restore': async ({ params, query, body }) => {
      const row = await tree.restore(params.file_id, query.on_conflict, body?.path);
      return { status: 200, headers: { ETag: etagOf(row) }, body: toFile(row) };
    },
  };

  /** Receives a whole body as a file. */
  async function receiveBody(content: IncomingMessage, path: string): Promise<StagedBlob> {
    try {
      refuseLarger(Number(content.headers['content-length'] ?? 0), maxUploadBytes);
      return await blobs.receive(content, maxUploadBytes, () => bodyTurns.turn(), path);
    } catch (error) {
      throw endedEarly(content, error);
    }
  }
}

const headersOfNew = (file: File) => ({
  ETag: file.etag,
  Location: `/api/v1/files/${file.file_id}`,
});

/** @param page with one more file than the limit if there is a next page */
function listBody(
  { items, total, folders }: FilePage,
  list: PagedList,
  by: FileOrder['by'],
  isFirst: boolean,
): FileList {
  const page = list.pageOf(items, positionBy(by));
  return Object.freeze({
    items: page.rows.map(toFile),
    total,
    next_cursor: page.cursor,
    folders: isFirst ? [...folders] : [],
  });
}

const toTrashedFile = ({ row, deletedMs }: Trashed): TrashedFile => ({
  file: toFile(row),
  original_path: row.path,
  deleted_at: timestampOf(deletedMs),
});

/** The position of a file in a list with the given order. */
const positionBy =
  (by: FileOrder['by']) =>
  (row: FileRow): FilePosition => {
    const value = {
      name: row.name,
      size: row.size,
      created: row.created_ms,
      modified: row.modified_ms,
    };
    return [value[by], row.path];
  };

const isPositionBy =
  (by: FileOrder['by']) =>
  (value: unknown): value is FilePosition =>
    Array.isArray(value) &&
    value.length === 2 &&
    typeof value[0] === (by === 'name' ? 'string' : 'number') &&
    typeof value[1] === 'string';
