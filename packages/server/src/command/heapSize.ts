import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';
import { collect } from '../process/garbageCollector.ts';

/**
 * How large the generation of young objects may become, in bytes. V8 lets it grow to 64 MiB, most of
 * which is dead at any time.
 */
const YOUNG = 16 * 1024 * 1024;
/** How often it is looked whether it has become so large, in milliseconds. */
const LOOK_EVERY = 100;

/** Gives back what the start has left, and lets the young generation grow no further than requests need. */
export function tidy(): void {
  collect({ type: 'major', execution: 'sync' });
  const look = setInterval(() => {
    const young = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space');
    if (young && young.space_size < YOUNG) return;
    setFlagsFromString('--semi-space-growth-factor=1');
    clearInterval(look);
  }, LOOK_EVERY).unref();
}
