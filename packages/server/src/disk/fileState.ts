import { hash } from 'node:crypto';
import type { BigIntStats } from 'node:fs';
import { msOf, tickOf } from '../files/diskTime.ts';
import { isDenied } from '../problemError.ts';
import { isNotThere, statBeneath } from './heldFolder.ts';

/** What the index keeps of a file's state on the disk. Times are milliseconds since 1970. */
export type FileState = {
  readonly size: number;
  readonly createdMs: number;
  readonly modifiedMs: number;
  readonly identity: string;
  readonly version: string;
};

/** Reads the state from a `lstat` with `bigint: true`. */
export function stateOf(
  stat: Pick<BigIntStats, 'dev' | 'ino' | 'size' | 'mtimeNs' | 'ctimeNs' | 'birthtimeNs'>,
): FileState {
  // With its time of birth, so that a new file on a freed inode is not taken for the old one.
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

/** The identity that a version begins with. */
export const identityIn = (version: string): string => version.split(':', 3).join(':');

/**
 * A strong validator of a file (RFC 9110, section 8.8.3), quotes included: another one as soon as the
 * file has other content, or another place.
 */
export function etagOf({ version, path }: { readonly version: string; readonly path: string }) {
  return `"${hash('sha256', `${version} ${path}`, 'base64url').slice(0, 22)}"`;
}

/** The state of the file at a virtual path; undefined where there is none. */
export function stateAt(root: string, path: string): FileState | undefined {
  try {
    const stat = statBeneath(root, path);
    return stat.isFile() ? stateOf(stat) : undefined;
  } catch (error) {
    if (isNotThere(error)) return undefined;
    throw error;
  }
}

/** Whether the file of a row of the index is no more where the row has it, or no more to be seen there. */
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
