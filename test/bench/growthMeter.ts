/** Measures a server from outside while it works: time, processor time, memory and how soon it answers. */
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { memoryOf, type Serving } from './process.ts';

/** What one kind of work took. */
export type Spent = {
  /** In seconds. */
  readonly seconds: number;
  /** Processor time of the server and its processes, in seconds; undefined where the system does not say. */
  readonly processor: number | undefined;
  /** The most memory of the server meanwhile, in MiB. */
  readonly peak: number | undefined;
  /** The slowest answer to a request that needs nothing, meanwhile, in seconds. */
  readonly slowest: number;
};

/** Between two requests that need nothing, in milliseconds. */
const PAUSE = 50;
/** A server that uses less of a processor than this for so long, in milliseconds, is at rest. */
const AT_REST = 0.05;
const LOOK = 2_000;
/** How often is looked until then. */
const MOST_LOOKS = 150;
/** Ticks of a processor's clock in a second; the same on all Linux systems of Node.js. */
const TICKS = 100;

export class Meter {
  readonly #server: Serving;
  readonly #log: string;

  /** @param log of the database, whose size tells if it is written back */
  constructor(server: Serving, log: string) {
    this.#server = server;
    this.#log = log;
  }

  /** Measures work, which may count only a part of its time. */
  async of(work: () => Promise<number | undefined>): Promise<Spent> {
    this.#forgetPeak();
    let slowest = 0;
    let isDone = false;
    const asking = (async () => {
      while (!isDone) {
        const sent = performance.now();
        await fetch(`${this.#server.url}/health`).then((response) => response.arrayBuffer());
        slowest = Math.max(slowest, (performance.now() - sent) / 1000);
        await setTimeout(PAUSE);
      }
    })();
    const before = this.#processor();
    const began = performance.now();
    try {
      const told = await work();
      const seconds = told ?? (performance.now() - began) / 1000;
      const after = this.#processor();
      const processor = before === undefined || after === undefined ? undefined : after - before;
      const { peak } = memoryOf(this.#server.process.pid) ?? {};
      return { seconds, processor, peak, slowest };
    } finally {
      isDone = true;
      await asking;
    }
  }

  /** Waits until the server has nothing left to do, but not forever. */
  async rest(): Promise<void> {
    for (let look = 0; look < MOST_LOOKS; look++) {
      const before = this.#processor();
      await setTimeout(LOOK);
      const after = this.#processor();
      if (before === undefined || after === undefined) return;
      if ((after - before) / (LOOK / 1000) < AT_REST) return;
    }
  }

  /** The size of the database's log, in bytes. */
  log(): number {
    return statSync(this.#log, { throwIfNoEntry: false })?.size ?? 0;
  }

  /** See proc(5): fields 14 to 17, own and of processes that have ended. */
  #processor(): number | undefined {
    try {
      const stat = readFileSync(`/proc/${this.#server.process.pid}/stat`, 'utf8');
      const [user, system] = stat
        .slice(stat.lastIndexOf(')') + 2)
        .split(' ')
        .slice(11, 13);
      return (Number(user) + Number(system)) / TICKS;
    } catch {
      // Not Linux.
      return undefined;
    }
  }

  #forgetPeak(): void {
    try {
      // See proc(5), clear_refs.
      writeFileSync(`/proc/${this.#server.process.pid}/clear_refs`, '5');
    } catch {
      // Not Linux, or not allowed: the peak is that since the start.
    }
  }
}
