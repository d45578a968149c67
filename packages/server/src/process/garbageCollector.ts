import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');

/**
 * V8's garbage collector for the calling thread. For the few places that know better than its heuristics
 * when there is much garbage; each says why.
 */
// The flag only applies to contexts created after it was set.
export const collect = runInNewContext('gc') as NodeJS.GCFunction;
