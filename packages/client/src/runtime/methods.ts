/**
 * What the methods of generated code call.
 *
 * @module
 */
export { type ApiPromise, call } from './call.ts';
export { connect, type EventOptions, type EventStream } from './events.ts';
export { list, type PagePromise } from './pages.ts';
export { wait } from './wait.ts';
