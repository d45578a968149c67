/** `search`: finds files by words in their names and contents. */
import { setTimeout } from 'node:timers/promises';
import type { FileType, SearchResult } from '@file-organizer/client';
import { type Connected, connect, libraryPath, shownPath } from '../connection/connect.ts';
import type { Context } from '../context.ts';
import { EXIT } from '../failure.ts';
import { counted } from '../terminal/amounts.ts';

export type SearchOptions = {
  readonly limit: number;
  readonly in?: string;
  readonly type?: FileType;
  readonly hidden?: boolean;
};

/** How often the index is looked at, in milliseconds. */
const PAUSE = 200;
const PAGE = 100;

/** @returns the exit code: 1 if nothing was found, as `grep` does */
export async function search(
  context: Context,
  words: readonly string[],
  options: SearchOptions,
): Promise<number> {
  const { output } = context;
  const { in: folder, limit, type, hidden } = options;
  const connected = await connect(context, { withinFolder: folder });
  // A server that has just started does not know new files yet.
  if (connected.root !== undefined) await indexed(context, connected);
  const path = folder === undefined ? undefined : await libraryPath(connected, folder);
  const found = connected.client.search.query(words.join(' '), {
    limit: Math.min(limit, PAGE),
    ...{ path, type, includeHidden: hidden },
  });
  const { total } = await found;
  const items: SearchResult[] = [];
  for await (const item of found) {
    if (items.length >= limit || output.isClosed) break;
    items.push(item);
    if (output.isJson) continue;
    output.line(shownPath(connected, item.file.path));
    if (item.passage) output.passage(item.passage.text, item.passage.matches);
  }
  if (output.isJson) output.json({ items, total });
  else if (items.length === 0) output.note('Nothing was found.');
  else if (total > items.length)
    output.note(`${counted(total - items.length, 'more file')}; --limit shows more.`);
  return items.length > 0 ? EXIT.ok : EXIT.partial;
}

/** Waits until all files are in the index. */
async function indexed({ output }: Context, { client }: Connected): Promise<void> {
  await client.files.list({ path: '/', recursive: true, limit: 1 });
  for (;;) {
    const { indexedCount, queuedCount } = (await client.system.stats()).search;
    if (queuedCount === 0) break;
    output.progress('Reading', indexedCount, indexedCount + queuedCount);
    await setTimeout(PAUSE);
  }
  output.clearProgress();
}
