import { posix } from 'node:path';
import type { MockReply } from 'contract-first/mock';
import type { Library } from '../state/library.ts';
import { bodyOf, type Request, text } from './request.ts';

export function folderHandlers(library: Library) {
  return {
    'folders.create': (request: Request): MockReply =>
      answerNewFolder(library.createFolder(bodyOf<{ readonly path: string }>(request).path)),

    'folders.delete': ({ query }: Request): MockReply => {
      library.deleteFolder(text(query.path));
      return { status: 204 };
    },
  };
}

/** @param created a folder, and the folders above it that were created with it */
export function answerNewFolder({ path, parents }: ReturnType<Library['createFolder']>): MockReply {
  return {
    status: 201,
    headers: { Location: `/api/v1/files?path=${encodeURIComponent(path)}` },
    body: { path, name: posix.basename(path), created_parents: parents },
  };
}
