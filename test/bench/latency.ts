/** How long a client waits for a list while a job works in another folder. */
import { setTimeout } from 'node:timers/promises';
import type { Rounds } from './bench.ts';
import { type Organizing, organizing } from './organizing.ts';

/** How many requests the idle server gets. */
const IDLE = 1_000;
/** Between two requests, in milliseconds: like a client that does not want to load the server. */
const PAUSE = 2;

/**
 * Measures the idle server and the busy one in each round, once the search has read all files.
 *
 * @param work prepares something, and lets its second argument do it while lists are requested
 * @returns the longest wait
 */
export function idleAndBusy(
  rounds: Rounds,
  work: (on: Organizing, during: (busy: () => Promise<unknown>) => Promise<void>) => Promise<void>,
): Promise<string[]> {
  return organizing(async (on) => {
    // A round that does not count, so that all are measured warm.
    const warmUp = await on.plan();
    await on.execute(warmUp);
    await on.rollBack(warmUp);
    let longest = 0;
    await rounds.each(async () => {
      await on.rest();
      const idle: number[] = [];
      while (idle.length < IDLE) idle.push(await timeOf(on));
      const waits: number[] = [];
      await work(on, async (busy) => {
        let isBusy = true;
        await on.rest();
        const end = busy().finally(() => {
          isBusy = false;
        });
        // Reported where it is awaited.
        end.catch(() => {});
        while (isBusy) waits.push(await timeOf(on));
        await end;
      });
      longest = Math.max(longest, ...waits);
      return { ours: p99(waits), peer: p99(idle) };
    });
    return [`the longest wait was ${longest.toFixed(0)} ms`];
  });
}

async function timeOf(on: Organizing): Promise<number> {
  await setTimeout(PAUSE);
  const started = performance.now();
  await on.list();
  return performance.now() - started;
}

function p99(times: readonly number[]): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * 0.99) - 1] ?? Number.NaN;
}
