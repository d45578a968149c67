/**
 * What operations are made of, beside data.
 *
 * @module
 */
export { sendJson } from './json.ts';
export { endSession, keepSession } from './session.ts';
export { readStream } from './standstill.ts';
export { sendBytes, sendForm } from './upload.ts';
