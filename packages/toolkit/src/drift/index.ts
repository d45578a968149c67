/**
 * Compares two OpenAPI documents by meaning: what each operation takes and answers.
 *
 * Left out, because they do not change what goes over the wire or cannot be read off routes:
 * `info`, `servers`, `tags` and top-level extensions; how a document is divided into components
 * (references are followed); the order of keys, parameters, `required`, `enum` and of alternative
 * credentials; the case of headers' names; a pattern's escaping; what has the value that it has
 * where it is left out.
 *
 * @module
 */
import { type Document, operations } from '../contract/document.ts';
import { normalize } from './normalize.ts';

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

/** Each operation by method and path, its parameters by place and name. */
function normalForm(document: Document): Readonly<Record<string, unknown>> {
  const entries = operations(document).map((bound) => {
    const { method, path, operation, parameters, security } = bound;
    const named = parameters.map((each) => {
      const name = each.in === 'header' ? each.name.toLowerCase() : each.name;
      return [`${each.in} ${name}`, { ...each, name }];
    });
    const all = { ...operation, security, parameters: Object.fromEntries(named) };
    return [`${method} ${path}`, normalize(document, all)];
  });
  return Object.fromEntries(entries);
}

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
