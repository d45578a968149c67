/**
 * A process that runs jobs on a library of rows with others, as a server in object mode does. It is told what to do by
 * messages: `replicas.ts`.
 *
 * @module
 */
import { Readable } from 'node:stream';
import { composeSharedJobs } from '../../packages/server/src/compose/sharedJobs.ts';
import type { EventBus } from '../../packages/server/src/events/eventBus.ts';
import type { JobService } from '../../packages/server/src/jobs/jobService.ts';
import type { Tree } from '../../packages/server/src/library/tree.ts';
import { ProblemError } from '../../packages/server/src/problemError.ts';
import { openLog } from '../../packages/server/src/process/log.ts';
import { FileRepository } from '../../packages/server/src/storage/files/fileRepository.ts';
import { openPostgresStorage } from '../../packages/server/src/storage/postgres/storage.ts';
import { Writes } from '../../packages/server/src/storage/writes.ts';
import { LIBRARY } from './replicas.ts';

/** How a replica is started. */
export type Settings = {
  readonly url: string;
  /** Disk path of a folder of its own. */
  readonly data: string;
  readonly leaseMs: number;
};

type Operation = 'start' | 'execute' | 'cancel' | 'rollBack' | 'job';

/** What a replica is asked: to call its `JobService`, or to stop as a server does that is asked to. */
export type Request = {
  readonly id: number;
  readonly operation: Operation | 'stop';
  readonly args: readonly unknown[];
};

export type Reply = { readonly id: number } & (
  | { readonly result: unknown }
  | { readonly code: string | undefined; readonly message: string }
);

const settings = JSON.parse(process.argv[2] ?? '{}') as Settings;
const { url, data, leaseMs } = settings;
const { log } = await openLog('silent', false);
const writes = new Writes();
const storage = await openPostgresStorage({ url, data, writes, log, hasOthers: true });
const files = new FileRepository(storage.database);
// Of the tree, jobs use nothing else.
const tree = {
  identity: LIBRARY,
  assertReadable: async () => {},
  async openBlob(fileId: string) {
    const row = await files.find(fileId);
    if (!row) throw new ProblemError('file_not_found', fileId);
    const stream = async (start: number, end: number) =>
      Readable.from([Buffer.alloc(end - start, 'x')]);
    return { row, blob: { stream, close: async () => {} } };
  },
} as unknown as Tree;
const events = { publish: () => {}, settled: async () => {} } as unknown as EventBus;
const { service, queue, organizing } = composeSharedJobs(
  {
    ...{ storage, changes: writes.changes, log: { log } },
    jobTimes: { leaseMs, pollMs: leaseMs / 5 },
  },
  { tree, files, scratch: data },
  events,
);
await service.resume();

async function answer({ id, operation, args }: Request): Promise<Reply> {
  try {
    if (operation === 'stop') {
      await queue.stop();
      await organizing.close();
      await storage.close();
      return { id, result: null };
    }
    // The arguments are those of the operation: `Replica` sends nothing else.
    const call = service[operation] as (...all: unknown[]) => ReturnType<JobService['job']>;
    return { id, result: await call.apply(service, [...args]) };
  } catch (error) {
    const code = error instanceof ProblemError ? error.code : undefined;
    return { id, code, message: String(error) };
  }
}

process.on('message', (request: Request) => {
  void answer(request).then((reply) => {
    process.send?.(reply);
    if (request.operation === 'stop') process.disconnect();
  });
});
process.on('disconnect', () => process.exit());
process.send?.({ id: 0, result: process.pid } satisfies Reply);
