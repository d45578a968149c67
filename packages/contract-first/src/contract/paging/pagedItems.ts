import type { BoundOperation } from '../../document/model.ts';
import {
  asides,
  isList,
  itemNames,
  itemsOf,
  keyOf,
  type PageResponse,
  type ResponseField,
  wrappers,
} from './responseFields.ts';

/**
 * Where the items of a page are. If a response has several lists, or none with a usual name, the
 * operation's id and path say which one is meant. That is certain enough only for an operation that is
 * known to be read page by page.
 *
 * @param noun the last name in the path, such as `customers`
 */
export function pagedItemsOf(
  response: PageResponse,
  noun: string,
  { operation, path }: Pick<BoundOperation, 'operation' | 'path'>,
): readonly string[] | undefined {
  const usual = itemsOf(response, noun);
  if (usual) return usual;
  const lists = response.fields.filter((field) => isList(field) && !isFailure(field));
  const at = (depth: number) => lists.filter((list) => list.path.length === depth);
  const parts = path.split('/').filter((part) => part !== '');
  const isOfOne = parts.at(-1)?.startsWith('{') ?? false;
  const last = parts.findLast((part) => !part.startsWith('{')) ?? '';
  const text = keyOf(`${String(operation.operationId ?? '')} ${last}`);
  const isMeant = ({ key }: ResponseField) => key.length >= SHORTEST && text.includes(key);
  const isItems = (list: ResponseField) => itemNames.includes(list.key) || isMeant(list);
  return (
    only(at(1).filter(isMeant)) ??
    only(at(1).filter(({ key }) => !asides.has(key))) ??
    (isOfOne ? undefined : only(at(2).filter(isItems))) ??
    // `_embedded.data.members`
    only(at(3).filter(({ path: inside }) => inside.slice(0, 2).every(isWrapper))) ??
    only(at(1).filter(({ key }) => key === 'messages'))
  )?.path;
}

/** The length of a name that does not appear in an id by chance. */
const SHORTEST = 4;

const isWrapper = (name: string): boolean => wrappers.includes(keyOf(name));

/** Whether a list has what did not succeed. */
const isFailure = ({ key }: ResponseField): boolean =>
  /(?:errors?|failures|failed|faults|warnings|unprocessed\w*)$|^failed/.test(key);

const only = (lists: readonly ResponseField[]): ResponseField | undefined =>
  lists.length === 1 ? lists[0] : undefined;
