/**
 * The share of the machine that other programs use: figures measured at the same time are not judged.
 *
 * @module
 */
import { cpus } from 'node:os';
import { setTimeout } from 'node:timers/promises';

/** From this share on, the ratios of two programs that share the cores with a third one mean little. */
export const MOST_BUSY = 0.15;

/** The share of all cores that is in use, from 0 to 1, while this program waits for `ms` milliseconds. */
export async function busyShare(ms = 2_000): Promise<number> {
  const before = used();
  await setTimeout(ms);
  const after = used();
  const all = after.all - before.all;
  return all > 0 ? (after.busy - before.busy) / all : 0;
}

/** How often the machine is looked at until it is quiet. */
const LOOKS = 10;

/** Waits until the machine is quiet, but not forever. @returns the share of the cores still in use */
export async function untilQuiet(): Promise<number> {
  let busy = 1;
  for (let look = 0; look < LOOKS && busy > MOST_BUSY; look++) busy = await busyShare();
  return busy;
}

function used(): { busy: number; all: number } {
  let busy = 0;
  let all = 0;
  for (const { times } of cpus()) {
    const { idle, ...others } = times;
    const sum = Object.values(others).reduce((total, each) => total + each, 0);
    busy += sum;
    all += sum + idle;
  }
  return { busy, all };
}
