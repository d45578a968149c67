/** Inspects files in a worker thread that may be ended at any time (`endableThread.ts`). */
import { parentPort } from 'node:worker_threads';
import { errnoOf } from '../../problemError.ts';
import { READY } from '../../process/endableThread.ts';
import { inspect, newHead } from './inspect.ts';
import type { InspectedFile, InspectorMessage, InspectRequest } from './inspector.ts';

const say = (message: InspectorMessage) => parentPort?.postMessage(message);

/** Buffers for the beginnings of files that are inspected at the same time. */
const heads: Buffer[] = [];

parentPort?.on('message', async ({ files, needs }: InspectRequest) => {
  const inspected = await Promise.allSettled(
    files.map(async (file, n) => {
      heads[n] ??= newHead();
      return inspect(file, needs, heads[n]);
    }),
  );
  say({
    inspected: inspected.map(
      (each): InspectedFile =>
        each.status === 'fulfilled'
          ? { content: each.value }
          : { failure: errnoOf(each.reason) ?? 'unknown error' },
    ),
  });
});
say(READY);
