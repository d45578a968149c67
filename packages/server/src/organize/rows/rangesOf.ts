import { setTimeout as sleep } from 'node:timers/promises';
import type { Tree } from '../../library/tree.ts';
import { ProblemError } from '../../problemError.ts';
import type { RangeReader } from './rowContents.ts';

/** For how long a store that fails is tried, in milliseconds: a scan of hours must not fail for a minute of that. */
const PATIENCE = 60_000;
/** Pause before it is tried again, in milliseconds. */
const PAUSE = 1_000;

/** Reads parts of the files of a tree. */
export function rangesOf(tree: Pick<Tree, 'openBlob'>): RangeReader {
  const read = async (fileId: string, start: number, end: number) => {
    const { blob } = await tree.openBlob(fileId);
    const chunks: Uint8Array[] = [];
    for await (const chunk of await blob.stream(start, end)) chunks.push(chunk);
    return Buffer.concat(chunks);
  };
  return {
    async read(fileId, start, end) {
      for (const began = performance.now(); ; await sleep(PAUSE, undefined, { ref: false })) {
        try {
          return await read(fileId, start, end);
        } catch (error) {
          const isOfFile = error instanceof ProblemError;
          if (isOfFile || performance.now() - began > PATIENCE) throw error;
        }
      }
    },
  };
}
