/**
 * Responses without a state that depend on the request, where the contract's example would describe
 * another file or user.
 *
 * @module
 */
import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import type { MockHandlers, MockReply } from 'contract-first/mock';
import type { Principal } from '../state/accounts.ts';
import { typeOf } from '../state/fileType.ts';
import { Library } from '../state/library.ts';
import { normal } from '../state/paths.ts';
import type { File } from '../state/resources.ts';
import * as seed from '../state/seed.ts';
import { checked, checks } from './checks.ts';
import { answerNewFolder } from './folders.ts';
import { bodyOf, type Request, text } from './request.ts';

/** Leaves the response to the example in the document. */
const byExample = (): undefined => undefined;

/** The handlers of the stateless mock. Without a handler, operations return their example. */
export function statelessHandlers(): MockHandlers<Principal> {
  return checked({
    ...Object.fromEntries(Object.keys(checks).map((id) => [id, byExample])),

    'files.upload': async (request: Request) => {
      const { file, path = '/' } = bodyOf<{ file: globalThis.File; path?: string }>(request);
      return answerNew(posix.join(path, file.name), Buffer.from(await file.arrayBuffer()));
    },

    'files.put_content': (request: Request) => {
      const { status, ...answer } = answerNew(text(request.query.path), bodyOf<Buffer>(request));
      return { ...answer, status };
    },

    'folders.create': (request: Request) => {
      const path = normal(bodyOf<{ path: string }>(request).path);
      return answerNewFolder({ path, parents: new Library().missingParents(path) });
    },

    'files.update': (request: Request) => {
      const { path, name } = bodyOf<{ path?: string; name?: string }>(request);
      const file = { ...seed.shownFile, file_id: text(request.params.file_id) };
      const folder = posix.dirname(path ?? file.path);
      const moved = normal(name === undefined ? (path ?? file.path) : posix.join(folder, name));
      const body = { ...file, path: moved, name: posix.basename(moved), ...typeOf(moved) };
      return { status: 200, headers: { ETag: body.etag }, body };
    },
  });
}

function answerNew(path: string, content: Buffer): MockReply {
  const file = seed.shownFile;
  const place = normal(path);
  const sha256 = createHash('sha256').update(content).digest('hex');
  const etag = sha256 === file.sha256 ? file.etag : `"${sha256.slice(0, 22)}"`;
  const body: File = {
    ...file,
    path: place,
    name: posix.basename(place),
    size: content.length,
    ...typeOf(place),
    sha256,
    etag,
  };
  const headers = { ETag: etag, Location: `/api/v1/files/${file.file_id}` };
  return { status: 201, headers, body };
}
