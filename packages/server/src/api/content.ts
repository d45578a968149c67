/**
 * The contents of files, and links to them.
 *
 * @module
 */
import { contentDisposition, rangeOf } from '@contract-first/hono';
import { FairTurns } from '@contract-first/hono/node';
import type { FileLinks } from '../auth/fileLinks.ts';
import type { Disposition } from '../auth/principal.ts';
import { etagOf } from '../disk/fileState.ts';
import { clampMs } from '../files/diskTime.ts';
import { nameOf } from '../files/path.ts';
import type { HandlersOf } from '../http/handlers.ts';
import type { Tree } from '../library/tree.ts';
import { isUnchanged } from './preconditions.ts';

export function contentHandlers(
  tree: Tree,
  links: FileLinks,
): HandlersOf<'files.content' | 'files.link'> {
  const reads = new FairTurns({ most: 1 });
  return {
    'files.link': async ({ params, body, principal }) => {
      const fileId = params.file_id;
      const { mime_type } = await tree.get(fileId);
      const wanted = body?.disposition ?? 'attachment';
      const disposition = dispositionOf(mime_type, wanted);
      const { ticket, expiresMs } = await links.issue(principal, { fileId, disposition: wanted });
      return {
        status: 201,
        body: {
          url: `/api/v1/files/${fileId}/content?ticket=${ticket}`,
          disposition,
          expires_at: new Date(expiresMs).toISOString(),
        },
      };
    },

    'files.content': async ({ params, headers, principal, isHead }) => {
      const { blob, row } = await tree.openBlob(params.file_id);
      try {
        const etag = etagOf(row);
        if (isUnchanged(headers, row)) {
          await blob.close();
          return { status: 304, headers: { ETag: etag }, body: undefined };
        }
        // Ranges apply to GET only (RFC 9110, section 14.2).
        const range = isHead
          ? undefined
          : rangeOf(headers.range, headers['if-range'], { size: row.size, etag }, 'file');
        const { first, last } = range ?? { first: 0, last: row.size - 1 };
        // The kind of a file may have changed since the link was created.
        const disposition = dispositionOf(row.mime_type, principal.link?.disposition);
        const described = {
          ETag: etag,
          'Last-Modified': new Date(clampMs(row.modified_ms)).toUTCString(),
          'Accept-Ranges': 'bytes',
          'Content-Disposition': contentDisposition(nameOf(row.path), disposition),
          'Content-Length': String(last - first + 1),
          'Content-Type': row.mime_type,
          // A user's file must never run as a page of this server.
          'X-Content-Type-Options': 'nosniff',
          'Content-Security-Policy': policyOf(row.mime_type, disposition),
          // The URL may have a ticket.
          'Referrer-Policy': 'no-referrer',
        };
        const end = isHead ? first : last + 1;
        const body = await blob.stream(first, end, () => reads.turn());
        if (!range) return { status: 200, headers: described, body };
        const contentRange = `bytes ${first}-${last}/${row.size}`;
        return { status: 206, headers: { ...described, 'Content-Range': contentRange }, body };
      } catch (error) {
        await blob.close();
        throw error;
      }
    },
  };
}

/** The file whose content a URL is, `…/files/{file_id}/content`. */
export const contentFileIn = (url: string): string | undefined =>
  /\/files\/([^/]+)\/content$/.exec(new URL(url).pathname)?.[1];

/**
 * What browsers may do with a file. Only kinds in which no script can run are shown: XML, such as SVG,
 * and HTML would be pages of this server.
 */
const dispositionOf = (
  mediaType: string,
  wanted: Disposition | undefined = 'attachment',
): Disposition => (isPassive(mediaType) ? wanted : 'attachment');

const isPassive = (mediaType: string): boolean =>
  (/^(image|audio|video)\//.test(mediaType) && !/[/+]xml$/.test(mediaType)) ||
  mediaType === 'text/plain' ||
  mediaType === PDF;

const PDF = 'application/pdf';

/**
 * The policy of a content as a page. In a sandbox it has no origin and runs no scripts. Viewers of PDF do not
 * start in a sandbox. They do not run as pages of this server, so it is enough that no other page can frame
 * them.
 */
const policyOf = (mediaType: string, disposition: Disposition): string =>
  mediaType === PDF && disposition === 'inline' ? "frame-ancestors 'self'" : 'sandbox';
