/** `search`: finds files by words in their names and contents. */
import { type ConnectOptions, connect, shownPath } from '../connect.ts';
import { EXIT } from '../failure.ts';
import { out, outJson } from '../output.ts';

type SearchOptions = ConnectOptions & { readonly json?: boolean; readonly limit: number };

/** @returns the exit code: 1 if nothing was found, as `grep` does */
export async function search(words: readonly string[], options: SearchOptions): Promise<number> {
  const connected = await connect(options);
  try {
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
