/**
 * Compares two OpenAPI documents by meaning: what each operation takes and answers.
 *
 * Left out, because they do not change what goes over the wire or cannot be read off routes:
 * `info`, `servers`, `tags` and top-level extensions; how a document is divided into components
 * (references are followed); the order of keys, parameters and `required`; a pattern's escaping.
 *
 * @module
 */
import { type Document, methods, resolve } from '../contract/document.ts';

/** One place where two documents do not say the same. */
export type Difference = {
  /** Where, as a JSON Pointer into the normal form (RFC 6901). */
  readonly pointer: string;
  readonly left: unknown;
  readonly right: unknown;
};

/** All differences in meaning, in the order of the left document. Empty: they agree. */
export function compareDocuments(left: Document, right: Document): Difference[] {
  return differences(normalForm(left), normalForm(right), '');
}

function normalForm(document: Document): unknown {
  const paths: Record<string, unknown> = {};
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of methods) {
      const operation = item[method];
      if (!operation) continue;
      const { parameters = [], ...rest } = operation;
      const all = [...(item.parameters ?? []), ...parameters].map((each) =>
        resolve<{ name: string; in: string }>(document, each as never),
      );
      paths[`${method} ${path}`] = normalize(document, {
        security: document.security ?? [],
        ...rest,
        parameters: Object.fromEntries(all.map((each) => [`${each.in} ${each.name}`, each])),
      });
    }
  }
  return paths;
}

/** A part of a document with its references followed and its spellings made one. */
function normalize(document: Document, value: unknown, within: readonly string[] = []): unknown {
  if (Array.isArray(value)) return value.map((each) => normalize(document, each, within));
  if (typeof value !== 'object' || value === null) return value;
  if ('$ref' in value && typeof value.$ref === 'string') {
    const { $ref, ...beside } = value;
    // A schema that holds itself is followed once; from there on its name stands for it.
    if (within.includes($ref)) return { $ref };
    const target = resolve<object>(document, { $ref });
    return normalize(document, { ...target, ...beside }, [...within, $ref]);
  }
  const entries = Object.entries(value)
    .filter(([key, each]) => !saysNothing(key, each))
    .map(([key, each]): [string, unknown] => {
      if (key === 'required' && Array.isArray(each)) return [key, [...each].sort()];
      if (key === 'pattern' && typeof each === 'string') return [key, plainPattern(each)];
      return [key, normalize(document, each, within)];
    });
  return Object.fromEntries(entries);
}

/** Whether a keyword has the value that it has where it is left out. */
const saysNothing = (key: string, value: unknown): boolean =>
  (key === 'required' && value === false) ||
  (key === 'additionalProperties' && isEmptyObject(value)) ||
  (key === 'properties' && isEmptyObject(value));

const isEmptyObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).length === 0;

/** A pattern without the flag that zod-to-openapi adds to it, and without needless escapes. */
const plainPattern = (pattern: string): string =>
  pattern.replace(/\/u$/, '').replaceAll('\\/', '/');

function differences(left: unknown, right: unknown, pointer: string): Difference[] {
  if (Object.is(left, right)) return [];
  const bothObjects =
    typeof left === 'object' && typeof right === 'object' && left !== null && right !== null;
  if (!bothObjects || Array.isArray(left) !== Array.isArray(right)) {
    return [{ pointer, left, right }];
  }
  const ours = new Map(Object.entries(left));
  const theirs = new Map(Object.entries(right));
  return [...new Set([...ours.keys(), ...theirs.keys()])].flatMap((key) =>
    differences(
      ours.get(key),
      theirs.get(key),
      `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`,
    ),
  );
}
