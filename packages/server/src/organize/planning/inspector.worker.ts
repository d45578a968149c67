/** Inspects files in a worker thread that may be ended at any time (`endableThread.ts`). */
import { parentPort } from 'node:worker_threads';
import { errnoOf } from '../../problemError.ts';
import { READY } from '../../process/endableThread.ts';
import { inspect, newHead } from './inspect.ts';
import type { Inspection, InspectorMessage, InspectRequest } from './inspector.ts';
import { inspectPieces } from './inspectPieces.ts';

const say = (message: InspectorMessage) => parentPort?.postMessage(message);

/** Buffers for the beginnings of files that are inspected at the same time. */
const heads: Buffer[] = [];

parentPort?.on('message', async ({ files, needs }: InspectRequest) => {
  const inspected = await Promise.allSettled(
    files.map(async (file, n): Promise<Inspection> => {
      if ('pieces' in file) return inspectPieces(file, needs);
      heads[n] ??= newHead();
      return { content: await inspect(file, needs, heads[n]) };
    }),
  );
  say({
    inspected: inspected.map(
      (each): Inspection =>
        each.status === 'fulfilled'
          ? each.value
          : { failure: errnoOf(each.reason) ?? 'unknown error' },
    ),
  });
});
say(READY);
