/** `search`: finds files by words in their names and contents. */
import { setTimeout } from 'node:timers/promises';
import { type Connected, type ConnectOptions, connect, shownPath } from '../connect.ts';
import { EXIT } from '../failure.ts';
import { counted, out, outJson, progress } from '../output.ts';

type SearchOptions = ConnectOptions & { readonly json?: boolean; readonly limit: number };

/** How often the index is looked at, in milliseconds. */
const PAUSE = 200;

/** @returns the exit code: 1 if nothing was found, as `grep` does */
export async function search(words: readonly string[], options: SearchOptions): Promise<number> {
  const connected = await connect(options);
  try {
    if (connected.root !== undefined) await indexed(connected);
    const { items, total } = await connected.client.search.query(words.join(' '), {
      limit: options.limit,
    });
    if (options.json) outJson({ items, total });
    else for (const { file } of items) out(shownPath(connected, file.path));
    return items.length > 0 ? EXIT.ok : EXIT.partial;
  } finally {
    await connected.close();
  }
}

/** Waits until all files are in the index: a server that has just started does not know new ones yet. */
async function indexed({ client }: Connected): Promise<void> {
  await client.files.list({ path: '/', recursive: true, limit: 1 });
  for (;;) {
    const { indexedCount, queuedCount } = (await client.system.stats()).search;
    if (queuedCount === 0) return;
    progress(indexedCount, indexedCount + queuedCount, `Reading ${counted(queuedCount, 'file')} …`);
    await setTimeout(PAUSE);
  }
}
