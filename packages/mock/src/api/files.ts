import { posix } from 'node:path';
import type { MockReply } from 'contract-first/mock';
import { type Accounts, type FileLink, linkRefused } from '../state/accounts.ts';
import type { Library, OnConflict } from '../state/library.ts';
import { byName, byPath } from '../state/naturalOrder.ts';
import { normal } from '../state/paths.ts';
import type { File } from '../state/resources.ts';
import { checkConditions, isUnchanged, rangeOf } from './conditions.ts';
import { pageOf } from './paging.ts';
import { bodyOf, principalOf, type Request, text } from './request.ts';

/**
 * @param accounts issues the tickets of links
 * @param arrived called with each uploaded file
 */
export function fileHandlers(library: Library, accounts: Accounts, arrived: (file: File) => void) {
  const answerNew = (file: File): MockReply => {
    arrived(file);
    const headers = { ETag: file.etag, Location: `/api/v1/files/${file.file_id}` };
    return { status: 201, headers, body: file };
  };
  const answer = (file: File): MockReply => ({
    status: 200,
    headers: { ETag: file.etag },
    body: file,
  });

  return {
    'files.list': (request: Request) => {
      const { query } = request;
      const path = normal(text(query.path));
      const { files, folders } = library.under(path);
      const isShown = (entry: string) =>
        query.include_hidden === true || !entry.slice(path.length).includes('/.');
      const shown = files
        .filter((file) => query.recursive === true || posix.dirname(file.path) === path)
        .filter((file) => query.type === undefined || file.type === query.type)
        .filter((file) => isShown(path === '/' ? `/${file.path}` : file.path))
        .sort(orderOf(text(query.sort_by), text(query.sort_order)));
      return pageOf(request, shown, (isFirst) => ({
        folders: isFirst
          ? folders.filter((folder) => isShown(path === '/' ? `/${folder}` : folder))
          : [],
      }));
    },

    'files.upload': async (request: Request) => {
      const { file, path = '/', on_conflict = 'rename' } = bodyOf<Upload>(request);
      const content = Buffer.from(await file.arrayBuffer());
      const name = file.name.slice(file.name.lastIndexOf('/') + 1);
      return answerNew(library.put(`${path}/${name}`, content, on_conflict).file);
    },

    'files.put_content': (request: Request) => {
      const { query } = request;
      const content = bodyOf<Buffer>(request);
      const path = text(query.path);
      checkConditions(request, library.at(normal(path)));
      // The schema lists exactly these values.
      const conflict = query.on_conflict as OnConflict;
      const { file, replaced } = library.put(path, content, conflict);
      const reply = answerNew(file);
      return replaced ? answer(file) : reply;
    },

    'files.get': (request: Request) => {
      const file = library.get(text(request.params.file_id));
      if (isUnchanged(request, file)) return { status: 304, headers: { ETag: file.etag } };
      return answer(file);
    },

    'files.content': (request: Request) => {
      const fileId = text(request.params.file_id);
      const { link } = principalOf(request);
      if (link && link.fileId !== fileId) throw linkRefused();
      const file = library.get(fileId);
      if (isUnchanged(request, file)) return { status: 304, headers: { ETag: file.etag } };
      const range = rangeOf(request, file);
      const all = library.content(file.file_id);
      const body = range ? all.subarray(range.first, range.last + 1) : all;
      const disposition = dispositionOf(file, link?.disposition);
      return {
        status: range ? 206 : 200,
        mediaType: file.mime_type,
        headers: {
          ETag: file.etag,
          'Last-Modified': new Date(file.modified_at).toUTCString(),
          'Accept-Ranges': 'bytes',
          'Content-Disposition': `${disposition}; ${nameIn(file.name)}`,
          'X-Content-Type-Options': 'nosniff',
          'Content-Security-Policy': policyOf(file, disposition),
          'Referrer-Policy': 'no-referrer',
          ...(range && { 'Content-Range': `bytes ${range.first}-${range.last}/${file.size}` }),
        },
        body,
      };
    },

    'files.link': (request: Request) => {
      const file = library.get(text(request.params.file_id));
      const fileId = file.file_id;
      const { disposition = 'attachment' } =
        bodyOf<{ readonly disposition?: Disposition } | undefined>(request) ?? {};
      const { ticket, expires_at } = accounts.addLink(principalOf(request), {
        fileId,
        disposition,
      });
      const url = `/api/v1/files/${fileId}/content?ticket=${ticket}`;
      return {
        status: 201,
        body: { url, disposition: dispositionOf(file, disposition), expires_at },
      };
    },

    'files.update': (request: Request) => {
      const file = library.get(text(request.params.file_id));
      const { path, name, on_conflict = 'fail' } = bodyOf<Update>(request);
      checkConditions(request, file);
      const folder = posix.dirname(path ?? file.path);
      const wanted = name === undefined ? (path ?? file.path) : posix.join(folder, name);
      return answer(library.move(file.file_id, wanted, on_conflict));
    },

    'files.delete': (request: Request) => {
      const fileId = text(request.params.file_id);
      const isForGood = request.query.permanent === true;
      const trashed = library.trash.find(({ file }) => file.file_id === fileId)?.file;
      checkConditions(request, isForGood && trashed ? trashed : library.get(fileId));
      library.delete(fileId, isForGood);
      return { status: 204 };
    },

    'files.list_trash': (request: Request) => pageOf(request, library.trash),

    'files.restore': (request: Request) => {
      const { params, query } = request;
      const conflict = query.on_conflict === 'fail' ? 'fail' : 'rename';
      const { path } = bodyOf<{ readonly path?: string } | undefined>(request) ?? {};
      return answer(library.restore(text(params.file_id), conflict, path));
    },
  };
}

/** A body that `checks` has accepted. */
type Upload = {
  readonly file: globalThis.File;
  readonly path?: string;
  readonly on_conflict?: OnConflict;
};
type Update = {
  readonly path?: string;
  readonly name?: string;
  readonly on_conflict?: 'fail' | 'rename';
};

/** By name, or by size or time and then by path. */
function orderOf(by: string, order: string): (a: File, b: File) => number {
  const value = (file: File) =>
    by === 'size' ? file.size : by === 'created' ? file.created_at : file.modified_at;
  const sign = order === 'desc' ? -1 : 1;
  return (a, b) => {
    if (by !== 'name' && value(a) !== value(b)) return value(a) < value(b) ? -sign : sign;
    return sign * (by === 'name' ? byName(a, b) : byPath(a, b));
  };
}

type Disposition = FileLink['disposition'];

/** What browsers do with a file: only kinds in which no script can run are shown. */
function dispositionOf(
  { mime_type }: File,
  wanted: Disposition | undefined = 'attachment',
): Disposition {
  const isMedia = /^(image|audio|video)\//.test(mime_type) && !/[/+]xml$/.test(mime_type);
  const isShown = isMedia || mime_type === 'text/plain' || mime_type === PDF;
  return isShown ? wanted : 'attachment';
}

const PDF = 'application/pdf';

/** The policy of a content as a page: no scripts. Viewers of PDF do not start in a sandbox. */
const policyOf = ({ mime_type }: File, disposition: Disposition): string =>
  mime_type === PDF && disposition === 'inline' ? "frame-ancestors 'self'" : 'sandbox';

/** RFC 6266, section 4. */
function nameIn(name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]/g, '_').replace(/["\\]/g, '\\$&');
  const exact = encodeURIComponent(name).replace(/['()*]/g, (character) => {
    return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  });
  return `filename="${ascii}"; filename*=UTF-8''${exact}`;
}
