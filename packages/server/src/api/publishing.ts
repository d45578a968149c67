/**
 * The last step of every upload.
 *
 * @module
 */
import type { IncomingMessage } from 'node:http';
import type { Principal } from '../auth/principal.ts';
import type { File } from '../contract.ts';
import type { Tree } from '../library/tree.ts';
import { ProblemError } from '../problemError.ts';
import type { ChangeBus } from '../storage/changeBus.ts';
import { toFile } from './file.ts';

/** Publishes an uploaded file for a user, with the arguments of {@link Tree.put}. */
export type Publish = (
  principal: Principal,
  ...args: Parameters<Tree['put']>
) => Promise<{ readonly body: File; readonly replaced: boolean }>;

/**
 * Publishes uploaded files: the only place where new files enter the library.
 *
 * @param changes receives each `upload`
 */
export const publisher =
  (tree: Pick<Tree, 'put'>, changes: ChangeBus): Publish =>
  async ({ userId }, ...args) => {
    const { row, replaced } = await tree.put(...args);
    const body = toFile(row);
    changes.emit('upload', userId, row, body);
    return { body, replaced };
  };

/** The error of a body that could not be read: a problem if the connection was closed in the middle. */
export function endedEarly(content: IncomingMessage, error: unknown): unknown {
  if (error instanceof ProblemError || content.complete || !content.destroyed) return error;
  return new ProblemError(
    'invalid_request',
    'The body ended early: the connection was closed before all of it had arrived',
    { cause: error },
  );
}
