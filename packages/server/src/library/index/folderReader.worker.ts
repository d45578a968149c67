/** Reads folders in a thread of its own, so that a large folder does not block the server. */
import { parentPort, workerData } from 'node:worker_threads';
import { systemCalls } from '../../disk/systemCalls.ts';
import { readIfThere } from '../../disk/walk.ts';
import { READY } from '../../process/endableThread.ts';
import type { Question } from './folderReader.ts';
import { pageByName } from './pageByName.ts';

const { root } = workerData as { readonly root: string };

parentPort?.on('message', (question: Question) => {
  const answer =
    'read' in question
      ? question.read.map((path) => readIfThere(root, path))
      : pageByName(root, question.pageByName);
  parentPort?.postMessage(answer);
});
// Loaded before READY is posted: from then on the thread may be ended at any time.
systemCalls();
parentPort?.postMessage(READY);
