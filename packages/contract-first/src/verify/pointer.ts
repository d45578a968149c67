/**
 * Finds where the document says what a response was compared with.
 *
 * @module
 */
import { essenceOf } from '../contract/mediaTypes.ts';
import { type BoundOperation, type Document, statusKey } from '../document/model.ts';
import { escapeToken } from '../document/structure.ts';

/** As many references are followed in a row; more may be a circle. */
const MOST_REFERENCES = 50;

/**
 * The pointer of what keys lead to, with references followed, as far as there is something.
 *
 * @returns a JSON pointer with a leading `#` (RFC 6901, section 6)
 */
export function pointerTo(document: Document, keys: readonly string[]): string {
  let pointer = '#';
  let node: unknown = document;
  for (const key of keys) {
    const next = entryOf(node, key);
    if (next === undefined) break;
    pointer += `/${escapeToken(key)}`;
    node = next;
    for (let count = 0; count < MOST_REFERENCES; count++) {
      const $ref = entryOf(node, '$ref');
      if (typeof $ref !== 'string' || !$ref.startsWith('#/')) break;
      const target = $ref
        .split('/')
        .slice(1)
        .reduce<unknown>((part, token) => entryOf(part, unescaped(token)), document);
      if (target === undefined) break;
      pointer = $ref;
      node = target;
    }
  }
  return pointer;
}

/** Where an operation stands. */
export const operationKeys = ({ document }: { document: Document }, bound: BoundOperation) => {
  const { path, method } = bound;
  const item = document.paths[path];
  const isAdditional =
    item?.additionalOperations && Object.hasOwn(item.additionalOperations, method);
  return ['paths', path, ...(isAdditional ? ['additionalOperations'] : []), method];
};

/** Where the document describes the response to a request, as far as it does. */
export function responsePointer(
  contract: { document: Document },
  operation: BoundOperation,
  status: number,
  contentType: string,
): string {
  const own = operationKeys(contract, operation);
  const key = statusKey(operation.responses, status);
  if (key === undefined) return pointerTo(contract.document, [...own, 'responses']);
  const { content = {} } = operation.responses[key] ?? {};
  const type = Object.keys(content).find((each) => essenceOf(each) === essenceOf(contentType));
  const rest = type === undefined ? ['content'] : ['content', type, 'schema'];
  return pointerTo(contract.document, [...own, 'responses', key, ...rest]);
}

const entryOf = (node: unknown, key: string): unknown =>
  typeof node === 'object' && node !== null && Object.hasOwn(node, key)
    ? Reflect.get(node, key)
    : undefined;

function unescaped(token: string): string {
  try {
    return decodeURIComponent(token).replaceAll('~1', '/').replaceAll('~0', '~');
  } catch {
    return token;
  }
}
