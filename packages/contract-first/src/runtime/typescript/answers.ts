/**
 * How the bodies of responses are read, by their media types.
 *
 * @module
 */
import { parseJson } from './json.ts';
import type { ReadAnswer } from './operation.ts';
import { watched } from './standstill.ts';

export { readItems } from './items.ts';
export { readEvents } from './serverEvents.ts';

export const readText: ReadAnswer = (response) => response.text();

/** The `Response` itself, whose body ends with an error if it stalls or breaks. */
export const readBytes: ReadAnswer = (response, _form, reading) => {
  reading.response = watched(response, reading.timeout);
  return reading.response;
};

export const readJson: ReadAnswer = async (response, { shape }, reading) =>
  reading.convert(parseJson(await response.text(), response), shape);
