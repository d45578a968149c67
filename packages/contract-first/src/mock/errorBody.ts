/**
 * Writes an error in the form that the document defines for errors.
 *
 * @module
 */
import { isSchema } from '../document/model.ts';
import { withPart } from '../schema/values/parts.ts';
import type { ProblemError } from './problemError.ts';

/** What is wrong, in all the words there are for it. */
export type Trouble = {
  readonly failure: ProblemError;
  readonly status: number;
  readonly title: string;
};

/** Names that documents give to the message of an error. */
const sentences = /^(message|msg|detail|details|description|reason|error_?(message|description))$/i;
const statuses = /^status(_?code)?$/i;
/** Properties in which errors have an error once more. */
const inner = /error|fault|problem|exception/i;
const DEEPEST = 3;

/**
 * A problem (RFC 9457) with as much of what is wrong as its schema accepts.
 *
 * @param shown one as the document has it, of which the rest is taken
 */
export function problemBody(
  shown: Readonly<Record<string, unknown>>,
  { failure, status, title }: Trouble,
  accepts: (value: unknown) => boolean,
): Readonly<Record<string, unknown>> {
  const { code, message, errors } = failure;
  const type = String(shown.type ?? 'about:blank').replace(String(shown.code), code);
  const { errors: _, ...rest } = shown;
  const whole = { ...rest, type, title, status, detail: message, instance: '', code };
  return fitted(errors ? { ...whole, errors } : whole, shown, accepts);
}

/** An error of a form of its own, with what is wrong where it has a property for it. */
export function errorBody(
  shown: unknown,
  trouble: Trouble,
  accepts: (value: unknown) => boolean,
): unknown {
  if (typeof shown === 'string') {
    return accepts(trouble.failure.message) ? trouble.failure.message : shown;
  }
  let value = shown;
  for (const [keys, said] of told(shown, trouble)) {
    const next = withPart(value, keys, said);
    if (accepts(next)) value = next;
  }
  return value;
}

type Keys = readonly (string | number)[];

/** What can be said where in an error. */
function* told(
  shown: unknown,
  trouble: Trouble,
  keys: Keys = [],
): Generator<readonly [keys: Keys, said: unknown]> {
  if (keys.length > DEEPEST) return;
  if (Array.isArray(shown)) {
    if (shown.length > 0) yield* told(shown[0], trouble, [...keys, 0]);
    return;
  }
  if (!isSchema(shown)) return;
  const { failure, status, title } = trouble;
  const hasSentence = Object.keys(shown).some((name) => sentences.test(name));
  for (const [name, value] of Object.entries(shown)) {
    const at = [...keys, name];
    const isText = typeof value === 'string';
    if (isText && sentences.test(name)) yield [at, failure.message];
    else if (isText && name === 'error') yield [at, hasSentence ? failure.code : failure.message];
    else if (isText && name === 'title') yield [at, title];
    else if (isText && name === 'code') yield [at, failure.code];
    else if (isText && statuses.test(name)) yield [at, String(status)];
    else if (typeof value === 'number' && /^(status(_?code)?|code)$/i.test(name))
      yield [at, status];
    else if (inner.test(name)) yield* told(value, trouble, at);
  }
}

/** As many of the wanted properties as are accepted, in place of those shown. */
function fitted(
  wanted: Readonly<Record<string, unknown>>,
  shown: Readonly<Record<string, unknown>>,
  accepts: (value: unknown) => boolean,
): Readonly<Record<string, unknown>> {
  if (accepts(wanted)) return wanted;
  let value = shown;
  for (const [name, each] of Object.entries(wanted)) {
    const next = { ...value, [name]: each };
    if (accepts(next)) value = next;
  }
  return value;
}
