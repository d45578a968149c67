import { AbortError } from '@file-organizer/client';
import type { Context } from '../context.ts';

/** How the transfer of one file ended. */
export type Outcome = 'done' | 'skipped' | 'failed';

export type Transfers<Item> = {
  /** Such as `Uploading`. */
  readonly word: string;
  readonly items: readonly Item[];
  /** In bytes. */
  size(item: Item): number;
  transfer(item: Item, signal: AbortSignal, onProgress: (bytes: number) => void): Promise<Outcome>;
};

export type TransferCounts = {
  readonly done: number;
  readonly skipped: number;
  readonly failed: number;
  /** Whether a signal stopped it before all files were transferred. */
  readonly isStopped: boolean;
};

/**
 * Transfers files one after the other, with one bar for all bytes. A signal aborts the file that is being
 * transferred, of which nothing is left, and begins no other.
 */
export async function transferAll<Item>(
  { output, interrupt }: Pick<Context, 'output' | 'interrupt'>,
  { word, items, size, transfer }: Transfers<Item>,
): Promise<TransferCounts> {
  const counts = { done: 0, skipped: 0, failed: 0 };
  const total = items.reduce((sum, item) => sum + size(item), 0);
  const aborter = new AbortController();
  let before = 0;
  await interrupt.during(
    () => aborter.abort(),
    async () => {
      for (const item of items) {
        if (aborter.signal.aborted) break;
        output.progress(word, before, total, 'bytes');
        try {
          const outcome = await transfer(item, aborter.signal, (bytes) =>
            output.progress(word, before + bytes, total, 'bytes'),
          );
          counts[outcome]++;
        } catch (error) {
          if (aborter.signal.aborted || error instanceof AbortError) break;
          throw error;
        }
        before += size(item);
      }
    },
  );
  output.clearProgress();
  const isStopped =
    aborter.signal.aborted && counts.done + counts.skipped + counts.failed < items.length;
  return { ...counts, isStopped };
}
