/**
 * Reloads what is shown after changes, but not more often than the server and the window can bear.
 *
 * @module
 */
import type { FilesChangedMessage } from '@file-organizer/client';
import type { Query, QueryClient } from '@tanstack/react-query';
import { isWithin } from '../words/paths.ts';

/** The longest pause between two reloads, in milliseconds; otherwise as long as the last one took. */
const MOST_PAUSE = 5_000;

type Change = Pick<FilesChangedMessage, 'folders' | 'trash'>;

/** Reloads the lists that changes concern. Changes during a reload are handled together after it. */
export class Refresher {
  readonly #queries: QueryClient;
  #waiting: Change | undefined;
  #isRunning = false;

  constructor(queries: QueryClient) {
    this.#queries = queries;
  }

  filesChanged(change: Change): void {
    const { folders, trash } = this.#waiting ?? { folders: [], trash: false };
    this.#waiting = {
      folders: folders && change.folders && [...folders, ...change.folders],
      trash: trash || change.trash,
    };
    if (!this.#isRunning) void this.#run();
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    for (let change = this.#take(); change; change = this.#take()) {
      const started = performance.now();
      const concerned = change;
      await this.#queries.invalidateQueries({
        predicate: (query) => isConcerned(query, concerned),
      });
      const pause = Math.min(MOST_PAUSE, performance.now() - started);
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
    this.#isRunning = false;
  }

  #take(): Change | undefined {
    const change = this.#waiting;
    this.#waiting = undefined;
    return change;
  }
}

function isConcerned({ queryKey: [kind, path] }: Query, { folders, trash }: Change): boolean {
  if (kind === 'trash') return trash;
  if (kind === 'search') return folders === null || folders.length > 0;
  if (kind !== 'files') return false;
  // A folder is gone if one above it was moved.
  return folders?.some((folder) => isWithin(folder, String(path))) ?? true;
}
