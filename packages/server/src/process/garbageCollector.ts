import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');

/**
 * V8's garbage collector, of the thread that calls it. For the few places that know better than its
 * heuristics when much is dead; each says why.
 */
// The flag is only heeded in contexts that are made after it was set.
export const collect = runInNewContext('gc') as NodeJS.GCFunction;
