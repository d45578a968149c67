/** Reads folders in a thread of its own, so that a large one does not hold up the server. */
import { parentPort, workerData } from 'node:worker_threads';
import { READY } from '../endableThread.ts';
import type { Question } from './folderReader.ts';
import { survey } from './survey.ts';
import { systemCalls } from './systemCalls.ts';
import { readIfThere } from './walk.ts';

const { root } = workerData as { readonly root: string };

parentPort?.on('message', (question: Question) => {
  const answer =
    'read' in question
      ? question.read.map((path) => readIfThere(root, path))
      : survey(root, question.survey);
  parentPort?.postMessage(answer);
});
// Loaded now, since the thread may be ended at any time from then on.
systemCalls();
parentPort?.postMessage(READY);
