/** Reads folders in a thread of its own, so that a large folder does not block the server. */
import { parentPort, workerData } from 'node:worker_threads';
import { systemCalls } from '../../disk/systemCalls.ts';
import { type Folder, readIfThere } from '../../disk/walk.ts';
import { READY } from '../../process/endableThread.ts';
import type { Question } from './folderReader.ts';
import { pageByName } from './pageByName.ts';

const { root } = workerData as { readonly root: string };

/** How many files are read at once, about 1 KB each, unless a folder alone has more. */
const ENOUGH = 2_000;

function readSome(paths: readonly string[]): (Folder | undefined)[] {
  const folders: (Folder | undefined)[] = [];
  let files = 0;
  for (const path of paths) {
    const folder = readIfThere(root, path);
    folders.push(folder);
    files += folder?.files.length ?? 0;
    if (files >= ENOUGH) break;
  }
  return folders;
}

parentPort?.on('message', (question: Question) => {
  const answer =
    'read' in question ? readSome(question.read) : pageByName(root, question.pageByName);
  parentPort?.postMessage(answer);
});
// Loaded before READY is posted: from then on the thread may be ended at any time.
systemCalls();
parentPort?.postMessage(READY);
