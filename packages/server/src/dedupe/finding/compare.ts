/** Byte-by-byte comparison of two files right before one of them is removed. */

import { closeSync, fstatSync } from 'node:fs';
import { stateOf } from '../../disk/fileState.ts';
import { holdRoot } from '../../disk/heldFolder.ts';
import { openQuietlyIn } from '../../disk/openFile.ts';
import { buffers, CHUNK, fill } from './buffers.ts';
import { codeOf } from './reading.ts';

/** A file, and its version in the plan. */
export type Expected = { readonly path: string; readonly version: string };

export type CompareTask = {
  readonly kind: 'compare';
  readonly root: string;
  readonly kept: Expected;
  readonly copy: Expected;
};

/**
 * `equal` in every byte, where both files had the expected version from the first byte to the last;
 * `different`; or which file cannot be relied on, and why.
 */
export type Comparison =
  | { readonly result: 'equal' | 'different' }
  | { readonly result: 'unusable'; readonly file: 'kept' | 'copy'; readonly code: string };

/** Compares two files byte by byte, as they are on the disk now. */
export function compare({ root, kept, copy }: CompareTask): Comparison {
  const opened: number[] = [];
  using top = holdRoot(root);
  try {
    for (const file of ['kept', 'copy'] as const) {
      try {
        opened.push(openQuietlyIn(top, file === 'kept' ? kept.path : copy.path));
      } catch (error) {
        return { result: 'unusable', file, code: codeOf(error) ?? 'unknown error' };
      }
    }
    const [one = -1, other = -1] = opened;
    const before = unexpected(one, kept, other, copy);
    if (before) return before;
    if (!sameBytes(one, other)) return { result: 'different' };
    return unexpected(one, kept, other, copy) ?? { result: 'equal' };
  } finally {
    for (const descriptor of opened) closeSync(descriptor);
  }
}

function unexpected(
  one: number,
  kept: Expected,
  other: number,
  copy: Expected,
): Comparison | undefined {
  if (versionOf(one) !== kept.version) return { result: 'unusable', file: 'kept', code: 'EBUSY' };
  if (versionOf(other) !== copy.version) return { result: 'unusable', file: 'copy', code: 'EBUSY' };
  return undefined;
}

const versionOf = (descriptor: number): string =>
  stateOf(fstatSync(descriptor, { bigint: true })).version;

function sameBytes(one: number, other: number): boolean {
  for (let at = 0; ; ) {
    const length = fill(one, buffers[0], CHUNK, at);
    if (length !== fill(other, buffers[1], CHUNK, at)) return false;
    if (length === 0) return true;
    if (buffers[0].compare(buffers[1], 0, length, 0, length) !== 0) return false;
    at += length;
  }
}
