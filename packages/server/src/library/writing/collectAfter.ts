import { collect } from '../../process/garbageCollector.ts';

/** Bytes received from the network between two collections. */
const EVERY = 16 * 1024 * 1024;

let spent = 0;

/**
 * Counts received bytes that are no longer needed, and collects garbage after every 16 MiB. Each chunk of a
 * body has memory outside of the heap; by default V8 collects that only at about 64 MiB, too much for a
 * server meant to stay below 200 MiB. Only young objects are collected, which takes about a millisecond.
 */
export function collectAfter(bytes: number): void {
  spent += bytes;
  if (spent < EVERY) return;
  spent = 0;
  collect({ type: 'minor' });
}
