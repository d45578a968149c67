/** A reader thread, which keeps reading files out of the thread that serves requests. */
import { parentPort } from 'node:worker_threads';
import { systemCalls } from '../../disk/systemCalls.ts';
import { READY } from '../../process/endableThread.ts';
import { type CompareTask, compare } from './compare.ts';
import { type CompanionTask, findCompanions } from './folderCompanions.ts';
import { type ListTask, list } from './listing.ts';
import { type MatchTask, match } from './matching.ts';
import { type ReadTask, read } from './reading.ts';

export type Task = ListTask | MatchTask | ReadTask | CompareTask | CompanionTask;

function perform(task: Task): { answer: unknown; moved: ArrayBuffer[] } {
  switch (task.kind) {
    case 'list': {
      const answer = list(task);
      const { ends, stamps, sizes, linked } = answer;
      return { answer, moved: [ends.buffer, stamps.buffer, sizes.buffer, linked.buffer] };
    }
    case 'match': {
      const answer = match(task);
      return { answer, moved: [answer.digests.buffer, answer.told.buffer] };
    }
    case 'read': {
      const answer = read(task);
      return { answer, moved: [answer.digests.buffer, answer.told.buffer] };
    }
    case 'companions':
      return { answer: findCompanions(task), moved: [] };
    case 'compare':
      return { answer: compare(task), moved: [] };
  }
}

parentPort?.on('message', (task: Task) => {
  const { answer, moved } = perform(task);
  parentPort?.postMessage(answer, moved);
});
// Loaded now, since from here on the thread may be ended at any time.
systemCalls();
parentPort?.postMessage(READY);
