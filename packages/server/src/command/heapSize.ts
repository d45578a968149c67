import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';
import { collect } from '../process/garbageCollector.ts';

/**
 * The limit of V8's young generation, in bytes. By default it grows to 64 MiB, most of which is garbage at
 * any time.
 */
const YOUNG = 16 * 1024 * 1024;
/** How often its size is checked, in milliseconds. */
const LOOK_EVERY = 100;

/** Frees what the start has left, and limits the young generation to what requests need. */
export function tidy(): void {
  collect({ type: 'major', execution: 'sync' });
  const look = setInterval(() => {
    const young = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space');
    if (young && young.space_size < YOUNG) return;
    setFlagsFromString('--semi-space-growth-factor=1');
    clearInterval(look);
  }, LOOK_EVERY).unref();
}
