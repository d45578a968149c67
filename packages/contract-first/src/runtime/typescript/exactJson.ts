/**
 * JSON with integers beyond 2^53, which `JSON.parse` rounds: with `bigint` of `scalars.ts`, instead of
 * `readJson`, `readItems` and `readEvents`.
 *
 * @module
 */

import { isPlainObject } from './casing.ts';
import { itemsOf } from './items.ts';
import { parseJson } from './json.ts';
import type { ReadAnswer, Reading } from './operation.ts';
import { randomId } from './randomId.ts';
import { eventsOf } from './serverEvents.ts';

/** An integer that a number cannot hold, until its shape says what it becomes. */
export class LargeInteger {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** The same as `writeJson`, which keeps all digits of a bigint. */
export { writeJson as writeExactJson } from './bodies.ts';

/** Like `readJson`. */
export const readExactJson: ReadAnswer = async (response, { shape }, reading) =>
  exactly(reading).convert(parseJson(await response.text(), response, parseExactly), shape);

/** Like `readItems`. */
export const readExactItems: ReadAnswer = (response, form, reading) =>
  itemsOf(response, form, exactly(reading), parseExactly);

/** Like `readEvents`. */
export const readExactEvents: ReadAnswer = (response, form, reading) =>
  eventsOf(response, form, exactly(reading), parseExactly);

/** Makes numbers of the integers that no shape has asked for. */
function exactly(reading: Reading): Reading {
  return {
    ...reading,
    convert: (value, shape) => settle(reading.convert(value, shape)),
  };
}

function settle(value: unknown): unknown {
  if (value instanceof LargeInteger) return Number(value.text);
  if (Array.isArray(value)) return value.some(isLoose) ? value.map(settle) : value;
  if (!isPlainObject(value) || !Object.values(value).some(isLoose)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, settle(item)]));
}

const isLoose = (value: unknown): boolean => typeof value === 'object' && value !== null;

type Reviver = (key: string, value: unknown, context?: { readonly source?: string }) => unknown;

/** Whether `JSON.parse` gives the source of numbers to its reviver. */
const hasSource = (() => {
  let found = false;
  const revive: Reviver = (_, value, context) => {
    found = context?.source === '1';
    return value;
  };
  JSON.parse('1', revive);
  return found;
})();

/** Parses JSON; integers that a number cannot hold become a `LargeInteger`. */
export function parseExactly(text: string): unknown {
  if (!/\d{16}/.test(text)) return JSON.parse(text);
  return hasSource ? parseWithSource(text) : parseWithMarks(text);
}

function parseWithSource(text: string): unknown {
  const revive: Reviver = (_, value, context) => {
    const source = context?.source ?? '';
    if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
    return /^-?\d+$/.test(source) ? new LargeInteger(source) : value;
  };
  return JSON.parse(text, revive);
}

/** Marks large integers as texts, which no text of the server can be. */
export function parseWithMarks(text: string): unknown {
  const mark = randomId();
  const marked = text.replace(
    // texts are matched whole, so that nothing in them is taken for a number
    /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g,
    (token) =>
      /^-?\d{16,}$/.test(token) && !Number.isSafeInteger(Number(token))
        ? `"${mark}${token}"`
        : token,
  );
  const revive: Reviver = (_, value) =>
    typeof value === 'string' && value.startsWith(mark)
      ? new LargeInteger(value.slice(mark.length))
      : value;
  return JSON.parse(marked, revive);
}
