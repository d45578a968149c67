import type { Tree } from '../../library/tree.ts';
import type { RangeReader } from './rowContents.ts';

/** Reads parts of the files of a tree. */
export const rangesOf = (tree: Pick<Tree, 'openBlob'>): RangeReader => ({
  async read(fileId, start, end) {
    const { blob } = await tree.openBlob(fileId);
    const chunks: Uint8Array[] = [];
    for await (const chunk of await blob.stream(start, end)) chunks.push(chunk);
    return Buffer.concat(chunks);
  },
});
