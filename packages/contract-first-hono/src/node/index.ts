/**
 * Serves an app on Node.js, with limits on connections and fair scheduling of requests.
 *
 * @module
 */

export { FairTurns, URGENT } from './fairTurns.ts';
export {
  type Address,
  type Bounds,
  type HeadersFor,
  type LaneOf,
  ListenError,
  Listener,
} from './listener.ts';
export type { ConnectionLimits } from './openConnections.ts';
export { type ListenSettings, listen, serve } from './serve.ts';
export { answerProblem } from './wireProblem.ts';
