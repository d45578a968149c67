import { getHeapStatistics } from 'node:v8';
import { collect } from '../garbageCollector.ts';

/** How far a thread's memory may grow before what is dead in it is collected, in bytes. */
const GROWTH = 12 * 1024 * 1024;
let left = 0;

/**
 * Gives free what is dead by now, where it may be much: for long work in a thread of its own, which
 * V8 lets grow to several times of what is alive. Takes some hundredths of a second when it does.
 */
export function collectSpent(): void {
  const held = () => {
    const { used_heap_size: used, external_memory: external } = getHeapStatistics();
    return used + external;
  };
  if (held() < left + GROWTH) return;
  collect({ type: 'major', execution: 'sync' });
  left = held();
}
