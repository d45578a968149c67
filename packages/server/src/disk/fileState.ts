/**
 * What identifies a file and its content across moves and writes, and the ETag made from it.
 *
 * @module
 */
import { hash } from 'node:crypto';
import type { BigIntStats } from 'node:fs';
import { msOf, tickOf } from '../files/diskTime.ts';
import { isDenied } from '../problemError.ts';
import { isNotThere, statBeneath } from './heldFolder.ts';
import { type FileState, isTooLarge } from './spot.ts';

export type { FileState } from './spot.ts';

/** Converts an `lstat` made with `bigint: true`. */
export function stateOf(
  stat: Pick<BigIntStats, 'dev' | 'ino' | 'size' | 'mtimeNs' | 'ctimeNs' | 'birthtimeNs'>,
): FileState {
  // Includes the birth time, so that a new file on a reused inode has another identity.
  const identity = `${stat.dev}:${stat.ino}:${tickOf(stat.birthtimeNs)}`;
  const modifiedMs = msOf(stat.mtimeNs);
  const bornMs = msOf(stat.birthtimeNs);
  return {
    size: Number(stat.size),
    createdMs: bornMs > 0 ? bornMs : Math.min(modifiedMs, msOf(stat.ctimeNs)),
    modifiedMs,
    identity,
    version: `${identity}:${stat.size}:${tickOf(stat.mtimeNs)}`,
  };
}

/** The identity with which a version starts. */
export const identityIn = (version: string): string => version.split(':', 3).join(':');

/**
 * A strong validator of a file (RFC 9110, section 8.8.3), quotes included: it changes with the file's
 * content and with its path.
 */
export function etagOf({ version, path }: { readonly version: string; readonly path: string }) {
  return `"${hash('sha256', `${version} ${path}`, 'base64url').slice(0, 22)}"`;
}

/** The state of the file at a virtual path; undefined if there is none, or it is too large. */
export function stateAt(root: string, path: string): FileState | undefined {
  try {
    const stat = statBeneath(root, path);
    return stat.isFile() && !isTooLarge(stat) ? stateOf(stat) : undefined;
  } catch (error) {
    if (isNotThere(error)) return undefined;
    throw error;
  }
}

/** Whether the file of an index row is no longer at its path, or no longer accessible there. */
export function hasLeft(
  root: string,
  row: { readonly path: string; readonly identity: string },
): boolean {
  try {
    return stateAt(root, row.path)?.identity !== row.identity;
  } catch (error) {
    if (isDenied(error)) return true;
    throw error;
  }
}
