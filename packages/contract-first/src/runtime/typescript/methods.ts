/**
 * What the methods of generated code call.
 *
 * @module
 */
export {
  type ApiPromise,
  call,
  type Failure,
  type NoResponse,
  type Outcome,
  type Success,
} from './call.ts';
export { connect, type EventOptions, type EventStream } from './events.ts';
export { list, type PagePromise } from './pages.ts';
export { type Stream, type StreamPromise, stream } from './stream.ts';
export { wait } from './wait.ts';
