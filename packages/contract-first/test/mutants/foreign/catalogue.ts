/**
 * Faults that others have found in servers, or look for: collected from issue trackers, checks and rules of
 * Schemathesis, RESTler, EvoMaster, Dredd, Prism, oasdiff and from standards, without regard to the checks
 * of `contract verify`.
 *
 * @module
 */
import { expressFaults } from './express.ts';
import { expressCrudFaults } from './expressCrud.ts';
import { fastapiFaults } from './fastapi.ts';
import type { Fault } from './fault.ts';
import { goFaults } from './go.ts';

export const faults: readonly Fault[] = [
  ...expressCrudFaults,
  ...expressFaults,
  ...fastapiFaults,
  ...goFaults,
];
