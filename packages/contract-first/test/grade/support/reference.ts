/**
 * An adapter with a small client of its own, written by hand, that passes every case; with
 * `GRADE_FAULTS` it has faults. It shows that each case can be passed, and can be failed.
 *
 * @module
 */

import { capabilities } from '../../../src/grade/case.ts';
import { serve } from '../adapters/protocol.mjs';
import { ReferenceClient } from './client.ts';
import { has } from './faults.ts';
import { unwrap } from './unwrap.ts';

serve({
  about: {
    client: 'reference',
    version: '1',
    language: 'TypeScript',
    capabilities: Object.keys(capabilities),
  },
  create: (settings) => new ReferenceClient(settings),
  call: async (client, message, signal) => {
    if (has('silent')) return { status: 204 };
    if (has('refusing')) throw new RangeError('no');
    return client.call(message, signal);
  },
  iterate: (client, message, signal) => {
    if (has('silent')) return (async function* () {})();
    if (has('refusing')) throw new RangeError('no');
    return client.iterate(message, signal);
  },
  unwrap: (message) => {
    if (has('silent')) return undefined;
    if (has('refusing')) throw new RangeError('no');
    return unwrap(message);
  },
  errorOf: ReferenceClient.errorOf,
});
