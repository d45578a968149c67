/**
 * Writes errors in the form that the document defines for them, if it defines no problems (RFC 9457).
 *
 * @module
 */
import { z } from 'zod';
import { essenceOf, isJson, type Operation, statusKey } from '../operation.ts';
import type { Problem } from './problem.ts';

/** An error as the document has it, and the text of its body. */
export type OwnError = { readonly mediaType: string; readonly text: string };

type Path = readonly PropertyKey[];
type Schema = z.core.$ZodType;

/** Names that documents give to the message of an error. */
const sentences = /^(message|msg|detail|details|description|reason|error_?(message|description))$/i;
const statuses = /^(http_?)?status(_?code)?$/i;
/** Ranges of media types that JSON is one of. */
const jsonRanges = ['*/*', 'application/*'];
/** How deep errors nest, and how often one is corrected. */
const DEEPEST = 5;
const MOST_TRIES = 8;

/**
 * The error that an operation documents for a status, filled in from a problem.
 *
 * @param problemType the media type of problems
 * @returns undefined if the operation documents a problem, nothing, or nothing that can be filled in
 */
export function ownErrorOf(
  { responses }: Operation,
  problem: Problem,
  problemType: string,
): OwnError | undefined {
  const { content = {} } = responses[statusKey(responses, problem.status) ?? ''] ?? {};
  const types = Object.keys(content);
  if (types.some((each) => essenceOf(each) === problemType)) return undefined;
  const json =
    types.find((each) => isJson(essenceOf(each))) ??
    types.find((each) => jsonRanges.includes(essenceOf(each)));
  if (json !== undefined) {
    const schema = content[json]?.schema;
    const value = schema instanceof z.ZodType ? accepted(schema, problem) : problem;
    const mediaType = json.includes('*') ? 'application/json' : json;
    return value === undefined ? undefined : { mediaType, text: JSON.stringify(value) };
  }
  const text = types.find((each) => essenceOf(each) === 'text/plain');
  return text === undefined
    ? undefined
    : { mediaType: 'text/plain; charset=utf-8', text: problem.detail };
}

/** A value that a schema accepts; undefined if none was found. */
function accepted(schema: z.ZodType, problem: Problem): unknown {
  let value = valueFor(schema, problem, '', 0);
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const { error } = schema.safeParse(value);
    if (!error) return value;
    const before = JSON.stringify(value);
    for (const issue of error.issues) value = corrected(value, issue, problem);
    if (JSON.stringify(value) === before) return undefined;
  }
  return undefined;
}

/** What can stand for a value of a schema, by its type and the name of its property. */
function valueFor(schema: Schema, problem: Problem, name: string, depth: number): unknown {
  const { def } = schema._zod as { readonly def: z.core.$ZodTypeDef };
  const inner = (key: string): Schema => Reflect.get(def, key) as Schema;
  switch (def.type) {
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'readonly':
    case 'nonoptional':
      return valueFor(inner('innerType'), problem, name, depth);
    case 'pipe':
      return valueFor(inner('out'), problem, name, depth);
    case 'lazy':
      return valueFor((Reflect.get(def, 'getter') as () => Schema)(), problem, name, depth);
    case 'string':
      return textFor(problem, name);
    case 'number':
    case 'int':
      return problem.status;
    case 'boolean':
      return false;
    case 'null':
      return null;
    case 'literal':
      return (Reflect.get(def, 'values') as readonly unknown[])[0];
    case 'enum': {
      const values = Object.values(Reflect.get(def, 'entries') as object);
      return values.find((each) => each === problem.code) ?? values[0];
    }
    case 'array': {
      const item = depth < DEEPEST && isAboutError(name) ? inner('element') : undefined;
      return item ? [valueFor(item, problem, name, depth + 1)] : [];
    }
    case 'object':
      return objectFor(Reflect.get(def, 'shape') as Shape, problem, depth);
    case 'intersection': {
      const sides = [inner('left'), inner('right')];
      const values = sides.map((side) => valueFor(side, problem, name, depth));
      return values.every((each) => typeof each === 'object')
        ? Object.assign({}, ...values)
        : values[0];
    }
    case 'union': {
      const [first] = Reflect.get(def, 'options') as readonly Schema[];
      return first && valueFor(first, problem, name, depth);
    }
    default:
      return depth === 0 ? { ...problem } : problem.detail;
  }
}

type Shape = Readonly<Record<string, Schema>>;

/** The required properties of an object, and those that say something about the error. */
function objectFor(shape: Shape, problem: Problem, depth: number): object {
  const members = Object.entries(shape).flatMap(([name, schema]) => {
    const isNeeded = schema._zod.optin !== 'optional';
    const isTold = isAboutError(name) || sentences.test(name) || statuses.test(name);
    if (depth >= DEEPEST || !(isNeeded || isTold || /^(code|title|type|path)$/i.test(name)))
      return [];
    return [[name, valueFor(schema, problem, name, depth + 1)] as const];
  });
  return Object.fromEntries(members);
}

/** Whether a property holds an error once more. */
const isAboutError = (name: string): boolean => /error|fault|problem|exception/i.test(name);

function textFor({ code, title, detail, status, instance, request_id }: Problem, name: string) {
  if (/^(error_?)?(code|type|slug|key|reason_?code)$/i.test(name)) return code;
  if (/^(title|summary)$/i.test(name)) return title;
  if (statuses.test(name)) return String(status);
  if (/^(path|instance|uri)$/i.test(name)) return instance;
  if (/(request|trace|correlation)_?id$/i.test(name)) return request_id;
  return detail;
}

/** Texts of the formats that errors have. */
const formats: Readonly<Record<string, (problem: Problem) => string>> = {
  'date-time': () => new Date().toISOString(),
  date: () => new Date().toISOString().slice(0, 10),
  uri: () => 'about:blank',
  url: () => 'about:blank',
  'uri-reference': ({ instance }) => instance,
  uuid: ({ request_id }) => request_id,
};

/** A value without what an issue objects to. */
function corrected(value: unknown, issue: z.core.$ZodIssue, problem: Problem): unknown {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.reduce((rest, key) => replaced(rest, [...issue.path, key], undefined), value);
  }
  const format = issue.code === 'invalid_format' ? formats[issue.format] : undefined;
  if (format) return replaced(value, issue.path, format(problem));
  if (issue.code === 'invalid_value') return replaced(value, issue.path, issue.values[0]);
  if (issue.code === 'too_big' && issue.origin === 'string') {
    const text = at(value, issue.path);
    return replaced(value, issue.path, String(text).slice(0, Number(issue.maximum)));
  }
  if (issue.code === 'too_big') return replaced(value, issue.path, Number(issue.maximum));
  if (issue.code === 'invalid_type' && at(value, issue.path) === undefined) {
    const missing = ofType(issue.expected, problem, String(issue.path.at(-1) ?? ''));
    if (missing !== undefined) return replaced(value, issue.path, missing);
  }
  // What cannot be corrected may perhaps be left out.
  return issue.path.length === 0 ? value : replaced(value, issue.path, undefined);
}

/** What can stand for a value of which only the type is known. */
function ofType(type: string, problem: Problem, name: string): unknown {
  if (type === 'string') return textFor(problem, name);
  if (type === 'number' || type === 'int') return problem.status;
  if (type === 'boolean') return false;
  if (type === 'array') return [];
  return type === 'object' ? {} : undefined;
}

const at = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (each, key) => (typeof each === 'object' && each !== null ? Reflect.get(each, key) : undefined),
    value,
  );

/** A copy with another value at a path; undefined removes the value. */
function replaced(value: unknown, [key, ...rest]: Path, part: unknown): unknown {
  if (key === undefined) return part;
  if (Array.isArray(value)) {
    const items = value.map((each, index) => (index === key ? replaced(each, rest, part) : each));
    return items.filter((each) => each !== undefined);
  }
  if (typeof value !== 'object' || value === null) return value;
  const copy = new Map<PropertyKey, unknown>(Object.entries(value));
  const next = replaced(copy.get(key), rest, part);
  if (next === undefined) copy.delete(key);
  else copy.set(key, next);
  return Object.fromEntries(copy);
}
