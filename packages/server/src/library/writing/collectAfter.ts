import { collect } from '../../process/garbageCollector.ts';

/** After how many bytes off the network the memory that they took is given free. */
const EVERY = 16 * 1024 * 1024;

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
