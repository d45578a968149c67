import type { DocumentPart } from './documentPart.ts';
import { isObject } from './references.ts';

/** An operation, with the path item around it. */
export type Bound = {
  readonly method: string;
  readonly path: string;
  readonly item: DocumentPart;
  readonly operation: DocumentPart;
};

/** The methods that have a field of their own in a path item. */
export const methods = [
  'get',
  'put',
  'post',
  'delete',
  'options',
  'head',
  'patch',
  'trace',
  'query',
];

/** The operations of a path item; none without one. */
export function operationsIn(path: string, item: DocumentPart | undefined): Bound[] {
  if (!item) return [];
  const usual = methods.flatMap((method): Bound[] => {
    const operation = isObject(item.get(method)) ? item.child(method) : undefined;
    return operation ? [{ method: method.toUpperCase(), path, item, operation }] : [];
  });
  const others = [...item.map('additionalOperations')].map(
    ([method, operation]): Bound => ({ method, path, item, operation }),
  );
  return [...usual, ...others];
}
