/**
 * Writes what is wrong with a request into the form that a document has for errors.
 *
 * @module
 */
import { isSchema } from '../contract/document.ts';
import type { MockFailure } from './failure.ts';

/** What is wrong, in all the words there are for it. */
export type Trouble = {
  readonly failure: MockFailure;
  readonly status: number;
  readonly title: string;
};

/** Properties of errors that hold a sentence, whatever the document calls it. */
const sentences = /^(message|msg|detail|details|description|reason|error_?(message|description))$/i;
const statuses = /^(status|status_?code|code)$/i;

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
  if (!isSchema(shown)) return shown;
  return fitted({ ...shown, ...told(shown, trouble, 0) }, shown, accepts);
}

function told(
  shown: Readonly<Record<string, unknown>>,
  trouble: Trouble,
  depth: number,
): Readonly<Record<string, unknown>> {
  const { failure, status, title } = trouble;
  const hasSentence = Object.keys(shown).some((name) => sentences.test(name));
  const entries = Object.entries(shown).flatMap(([name, value]): [string, unknown][] => {
    const isText = typeof value === 'string';
    if (isText && sentences.test(name)) return [[name, failure.message]];
    if (isText && name === 'error') return [[name, hasSentence ? failure.code : failure.message]];
    if (isText && name === 'title') return [[name, title]];
    if (statuses.test(name)) {
      if (typeof value === 'number') return [[name, status]];
      if (isText) return [[name, /^\d+$/.test(value) ? String(status) : failure.code]];
    }
    if (isSchema(value) && depth < 2)
      return [[name, { ...value, ...told(value, trouble, depth + 1) }]];
    return [];
  });
  return Object.fromEntries(entries);
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
