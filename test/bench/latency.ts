/** How long somebody waits for a list while a job is at work elsewhere. */
import { setTimeout } from 'node:timers/promises';
import type { Measured } from './bench.ts';
import { type Organizing, organizing } from './organizing.ts';

/** Requests while nothing else happens; the hundredth part of them is slower than the figure. */
const IDLE = 1_000;
/** Between two requests, in milliseconds: as somebody asks who does not want to load the server. */
const PAUSE = 2;

/**
 * Measures in turns the idle server and the busy one, each once the search has come to rest.
 *
 * @param work prepares something, and has it done and asked meanwhile by its second argument
 */
export function inTurns(
  rounds: number,
  work: (on: Organizing, during: (busy: () => Promise<unknown>) => Promise<void>) => Promise<void>,
): Promise<Measured> {
  return organizing(async (on) => {
    // Once for nothing, so that both are measured warm.
    await on.rollBack(await executed(on));
    const times = { ours: [] as number[], peer: [] as number[] };
    const longest: number[] = [];
    for (let round = 0; round < rounds; round++) {
      await on.rest();
      const idle: number[] = [];
      while (idle.length < IDLE) idle.push(await timeOf(on));
      times.peer.push(p99(idle));
      await work(on, async (busy) => {
        const waits: number[] = [];
        let isBusy = true;
        await on.rest();
        const end = busy().finally(() => {
          isBusy = false;
        });
        while (isBusy) waits.push(await timeOf(on));
        await end;
        times.ours.push(p99(waits));
        longest.push(Math.max(...waits));
      });
    }
    return {
      unit: 'ms',
      ...times,
      notes: [`the longest wait was ${Math.max(...longest).toFixed(0)} ms`],
    };
  });
}

async function executed(on: Organizing): Promise<string> {
  const job = await on.plan();
  await on.execute(job);
  return job;
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
