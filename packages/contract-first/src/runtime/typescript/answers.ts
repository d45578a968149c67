/**
 * How the bodies of responses are read, by their media types.
 *
 * @module
 */
import { parseJson } from './json.ts';
import type { AnswerForm, ReadAnswer } from './operation.ts';
import { watched } from './standstill.ts';

export { readItems } from './items.ts';
export { readEvents } from './serverEvents.ts';

/** A text in the character set that the response names; UTF-8 without one, or with an unknown one. */
export const readText: ReadAnswer = async (response) => {
  const type = response.headers.get('content-type') ?? '';
  const [, charset = 'utf-8'] = /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(type) ?? [];
  if (/^utf-?8$/i.test(charset)) return response.text();
  const bytes = await response.arrayBuffer();
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
};

/** The `Response` itself, whose body ends with an error if it stalls or breaks. */
export const readBytes: ReadAnswer = (response, _form, reading) => {
  reading.response = watched(response, reading.timeout);
  return reading.response;
};

export const readJson: ReadAnswer = async (response, { shape }, reading) =>
  reading.convert(parseJson(await response.text(), response), shape);

/** What most operations answer. */
export const asJson: readonly AnswerForm[] = [{ mediaType: 'application/json', read: readJson }];
