/**
 * Starts processes that run jobs together, and kills them.
 *
 * @module
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { JobRow } from '../../packages/server/src/storage/jobs/jobRepository.ts';
import type { Reply, Request, Settings } from './replica.ts';

const program = fileURLToPath(new URL('./replica.ts', import.meta.url));

/** The library of all replicas of a test. */
export const LIBRARY = 'library';

/** How long a lease is usually valid, in milliseconds. */
export const LEASE = 1_000;
/** Longer than any test waits. */
export const LONG_LEASE = 600_000;

/** A problem that a replica has answered with. */
export class Refused extends Error {
  readonly code: string | undefined;

  constructor(code: string | undefined, message: string) {
    super(message);
    this.code = code;
  }
}

/** A replica in a process of its own. */
export class Replica {
  readonly #child: ChildProcess;
  readonly #data: string;
  readonly #waiting = new Map<number, (reply: Reply) => void>();
  #next = 1;

  private constructor(child: ChildProcess, data: string) {
    this.#child = child;
    this.#data = data;
    child.on('message', (reply: Reply) => {
      this.#waiting.get(reply.id)?.(reply);
      this.#waiting.delete(reply.id);
    });
  }

  /**
   * @param url of the database
   * @param leaseMs how long its leases are valid, in milliseconds
   */
  static async start(url: string, leaseMs = LEASE): Promise<Replica> {
    const data = await mkdtemp(join(tmpdir(), 'file-organizer-replica-'));
    // A transaction of a process that stands still ends soon.
    const settings: Settings = {
      ...{ data, leaseMs, url: `${url}?idle_in_transaction_session_timeout=${LEASE / 2}` },
    };
    const child = fork(program, [JSON.stringify(settings)], { execArgv: ['--no-warnings'] });
    const replica = new Replica(child, data);
    const { promise, resolve } = Promise.withResolvers<Reply>();
    replica.#waiting.set(0, resolve);
    await Promise.race([
      promise,
      once(child, 'exit').then(() => {
        throw new Error('The replica did not start');
      }),
    ]);
    return replica;
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  start(job: object): Promise<JobRow> {
    return this.#ask('start', job);
  }

  execute(jobId: string): Promise<JobRow> {
    return this.#ask('execute', 'organize', jobId);
  }

  cancel(jobId: string): Promise<JobRow> {
    return this.#ask('cancel', jobId);
  }

  rollBack(jobId: string): Promise<JobRow> {
    return this.#ask('rollBack', jobId);
  }

  job(jobId: string): Promise<JobRow> {
    return this.#ask('job', jobId);
  }

  /** Stands still; nothing in the process goes on. */
  sleep(): void {
    this.#child.kill('SIGSTOP');
  }

  wake(): void {
    this.#child.kill('SIGCONT');
  }

  /** Ends at once, as if the machine had lost its power. */
  async kill(): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      const exit = once(this.#child, 'exit');
      this.#child.kill('SIGKILL');
      await exit;
    }
    await rm(this.#data, { recursive: true, force: true });
  }

  /** Stops as a server does that is asked to. */
  async stop(): Promise<void> {
    const exit = once(this.#child, 'exit');
    await this.#ask('stop');
    await exit;
  }

  async #ask(operation: Request['operation'], ...args: readonly unknown[]): Promise<JobRow> {
    const id = this.#next++;
    const { promise, resolve } = Promise.withResolvers<Reply>();
    this.#waiting.set(id, resolve);
    this.#child.send({ id, operation, args } satisfies Request);
    const reply = await promise;
    if ('result' in reply) return reply.result as JobRow;
    throw new Refused(reply.code, reply.message);
  }
}
