import { createRequire } from 'node:module';
import { getHeapStatistics } from 'node:v8';
import { collect } from '../process/garbageCollector.ts';

/** How far a thread's memory may grow before what is dead in it is collected, in bytes. */
const GROWTH = 12 * 1024 * 1024;
let left = 0;
let giveBack: (() => void) | undefined;

/**
 * Gives free what is dead by now, where it may be much: for long work in a thread of its own, which
 * V8 lets grow to several times of what is alive. Takes some hundredths of a second when it does.
 */
export function trimMemory(): void {
  const held = () => {
    const { used_heap_size: used, external_memory: external } = getHeapStatistics();
    return used + external;
  };
  if (held() < left + GROWTH) return;
  collect({ type: 'major', execution: 'sync' });
  left = held();
  giveBack ??= giver();
  giveBack();
}

/**
 * What has the C library give back to the system what it holds free, of all threads: `malloc_trim`
 * of glibc (its manual page). Left alone, it keeps for each thread what that once had, and a server
 * grows with each job for a while. Other C libraries have no such thing.
 */
function giver(): () => void {
  try {
    const koffi: typeof import('koffi') = createRequire(import.meta.url)('koffi');
    const trim = koffi.load(null).func('int malloc_trim(size_t)');
    return () => void trim(0);
  } catch {
    return () => {};
  }
}
