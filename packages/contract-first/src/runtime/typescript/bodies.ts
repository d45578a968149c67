import type { WriteBody } from './operation.ts';

const unwritten: WriteBody = () => {
  throw new TypeError('Not written yet');
};

export const writeJson = unwritten;
/** application/x-www-form-urlencoded */
export const writeForm = unwritten;
export const writeMultipart = unwritten;
export const writeText = unwritten;
export const writeBytes = unwritten;
/** JSON Lines and JSON text sequences, from an iterable. */
export const writeItems = unwritten;
