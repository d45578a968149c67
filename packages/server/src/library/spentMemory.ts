import { getHeapSpaceStatistics, getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** After how many bytes off the network the memory that they took is given free. */
const EVERY = 16 * 1024 * 1024;

setFlagsFromString('--expose-gc');
// The flag is only heeded in contexts that are made after it was set.
const collect = runInNewContext('gc') as NodeJS.GCFunction;

let spent = 0;

/**
 * Takes note of bytes off the network that are needed no more. Each piece of a body has memory of
 * its own outside the heap, and the collector, left alone, first looks there once it is about 64
 * MiB. Among the young objects only: that takes a thousandth of a second.
 */
export function spend(bytes: number): void {
  spent += bytes;
  if (spent < EVERY) return;
  spent = 0;
  collect({ type: 'minor' });
}

/**
 * How large the generation of young objects may become, in bytes. V8 lets it grow to 64 MiB, most of
 * which is dead at any time.
 */
const YOUNG = 16 * 1024 * 1024;
/** How often it is looked whether it has become so large, in milliseconds. */
const LOOK_EVERY = 100;

/** Gives back what the start has left, and lets the young generation grow again: requests need it. */
export function tidy(): void {
  collect({ type: 'major', execution: 'sync' });
  setFlagsFromString('--semi-space-growth-factor=2');
  const look = setInterval(() => {
    const young = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space');
    if (young && young.space_size < YOUNG) return;
    setFlagsFromString('--semi-space-growth-factor=1');
    clearInterval(look);
  }, LOOK_EVERY).unref();
}

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
