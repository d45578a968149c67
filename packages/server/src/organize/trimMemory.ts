import { createRequire } from 'node:module';
import { getHeapStatistics } from 'node:v8';
import { collect } from '../process/garbageCollector.ts';

/**
 * How much a thread's memory may grow before garbage is collected, in bytes. V8 would wait for about
 * 100 MiB.
 */
const GROWTH = 12 * 1024 * 1024;
let left = 0;
let giveBack: (() => void) | undefined;

/**
 * Collects garbage if memory has grown much. For long work in a worker thread, whose heap V8 lets
 * grow to several times the live data. A collection takes some hundredths of a second.
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
 * Returns a function that makes the C library return its free memory to the system, that of all
 * threads: `malloc_trim` of glibc (see its manual page). By default glibc keeps for each thread what
 * the thread once had, so the server would grow with each job for a while. Other C libraries have no
 * such function.
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
