/**
 * Answers lists: filters by the parameters that have the name of a property, sorts, and cuts pages as
 * the document pages.
 *
 * @module
 */
import { offsetNames, pageNames } from '../../contract/paging/detect.ts';
import type { PaginationModel } from '../../contract/paging/paginationModel.ts';
import { keyOf } from '../../contract/paging/responseFields.ts';
import { type Document, isSchema, type JsonSchema } from '../../document/model.ts';
import { flatten, propertiesOf, typesOf } from '../../schema/flatten.ts';
import { ownOf } from './items.ts';
import type { StateOperation } from './resources.ts';
import type { StoredRecord } from './store.ts';

type Fields = Readonly<Record<string, unknown>>;

const sortNames = new Set(['sort', 'sortby', 'orderby', 'order', 'ordering', 'sortfield']);
const directionNames = new Set(['order', 'direction', 'sortorder', 'sortdirection', 'dir']);
const searchNames = new Set(['q', 'query', 'search', 'searchterm', 'keyword', 'term', 'filter']);
const cursorNames =
  /^(?:cursor|after|before|next|marker|bookmark|page.*|.*token|startingafter|endingbefore)$/;
const sizeNames = new Set([
  'limit',
  'perpage',
  'pagesize',
  'size',
  'maxresults',
  'max',
  'top',
  'count',
  'take',
]);

/** What each query parameter of a list does. */
export type ListParameters = {
  readonly filters: readonly { readonly parameter: string; readonly property: string }[];
  readonly search: string | undefined;
  readonly sort: string | undefined;
  readonly direction: string | undefined;
  readonly size: string | undefined;
  readonly page: string | undefined;
  readonly offset: string | undefined;
  /** Those that do nothing. */
  readonly ignored: readonly string[];
};

export function listParameters(
  document: Document,
  { bound, response }: StateOperation,
): ListParameters {
  const names = bound.parameters.filter((each) => each.in === 'query').map(({ name }) => name);
  const properties = propertiesOf(flatten(document, response?.schema ?? {})).map(([name]) => name);
  const find = (isWanted: (key: string) => boolean) => names.find((name) => isWanted(keyOf(name)));
  const sort = find((key) => sortNames.has(key));
  const paging = response?.paging;
  const size = paging?.size ?? find((key) => sizeNames.has(key));
  const roles = {
    search: undefined as string | undefined,
    sort,
    direction: names.find((name) => name !== sort && directionNames.has(keyOf(name))),
    size,
    page: paging?.style === 'page' ? paging.parameter : find((key) => pageNames.has(key)),
    offset: paging?.style === 'offset' ? paging.parameter : find((key) => offsetNames.has(key)),
  };
  const used = new Set<string | undefined>([...Object.values(roles), paging?.parameter]);
  const filters = names.flatMap((parameter) => {
    if (used.has(parameter)) return [];
    const property = properties.find((name) => keyOf(name) === keyOf(parameter));
    return property === undefined ? [] : [{ parameter, property }];
  });
  for (const { parameter } of filters) used.add(parameter);
  const search = names.find((name) => !used.has(name) && searchNames.has(keyOf(name)));
  used.add(search);
  const ignored = names.filter((name) => !used.has(name) && !cursorNames.test(keyOf(name)));
  return { ...roles, search, filters, ignored };
}

/** The records that a request wants, in its order. */
export function selected(
  records: readonly StoredRecord[],
  query: Fields,
  parameters: ListParameters,
): readonly StoredRecord[] {
  const { filters, search, sort, direction } = parameters;
  const wanted = filters.flatMap(({ parameter, property }) => {
    const value = ownOf(query, parameter);
    return value === undefined || value === '' ? [] : [{ property, value }];
  });
  const term = search === undefined ? undefined : ownOf(query, search);
  const found = records.filter(
    ({ value }) =>
      wanted.every((each) => isMatch(ownOf(value, each.property), each.value)) &&
      (typeof term !== 'string' || holds(value, term.toLowerCase())),
  );
  const order = sort === undefined ? undefined : ownOf(query, sort);
  const way = direction === undefined ? undefined : ownOf(query, direction);
  return typeof order === 'string' ? sorted(found, order, way) : found;
}

/** Whether a property has a value, or one of several. A property with a list has each of its items. */
function isMatch(has: unknown, wanted: unknown): boolean {
  if (Array.isArray(wanted))
    return wanted.length === 0 || wanted.some((each) => isMatch(has, each));
  if (Array.isArray(has)) return has.some((each) => isMatch(each, wanted));
  if (isSchema(has)) {
    return ['id', 'name', 'key', 'slug', 'value'].some((name) => isMatch(ownOf(has, name), wanted));
  }
  if (has === undefined || has === null) return false;
  return String(has).toLowerCase() === String(wanted).toLowerCase();
}

const holds = (value: unknown, term: string): boolean =>
  typeof value === 'object' && value !== null
    ? Object.values(value).some((each) => holds(each, term))
    : typeof value === 'string' && value.toLowerCase().includes(term);

/** `name`, `-name`, `name:desc`, `name,asc`, `name desc`. Another name leaves the order as it is. */
function sorted(
  records: readonly StoredRecord[],
  order: string,
  way: unknown,
): readonly StoredRecord[] {
  const [, minus, name = '', own] =
    /^([-+]?)([^:,\s]+)(?:[:,\s]\s*(asc|desc)\w*)?/i.exec(order) ?? [];
  const isDescending = minus === '-' || /^desc/i.test(own ?? (typeof way === 'string' ? way : ''));
  const property = records
    .flatMap(({ value }) => Object.keys(value))
    .find((each) => keyOf(each) === keyOf(name));
  if (property === undefined) return records;
  const sign = isDescending ? -1 : 1;
  return records.toSorted(
    (one, other) => sign * compared(ownOf(one.value, property), ownOf(other.value, property)),
  );
}

function compared(one: unknown, other: unknown): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  const [left, right] = [String(one ?? ''), String(other ?? '')];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** A part of a list. */
export type Page = {
  readonly records: readonly StoredRecord[];
  /** The value of the cursor, or of the parameter, of the next page; undefined on the last one. */
  readonly next: { readonly parameter: string; readonly value: string | number } | undefined;
  readonly total: number;
  readonly size: number;
};

const USUAL_SIZE = 20;

/** Cuts the page that a request wants. A cursor that this mock has not given begins the list again. */
export function pageOf(
  records: readonly StoredRecord[],
  { query, body }: { readonly query: Fields; readonly body: unknown },
  parameters: ListParameters,
  paging: PaginationModel | undefined,
): Page {
  const total = records.length;
  const from = paging?.parameterIn === 'body' && isSchema(body) ? body : query;
  const asked =
    parameters.size === undefined
      ? undefined
      : Number(ownOf({ ...query, ...from }, parameters.size));
  const isPaged =
    paging !== undefined || parameters.page !== undefined || parameters.offset !== undefined;
  const size =
    asked !== undefined && asked > 0
      ? asked
      : isPaged || asked === 0
        ? USUAL_SIZE
        : Math.max(total, 1);
  const cut = (start: number, next: (end: number) => Page['next']): Page => {
    const begin = Math.max(0, Math.min(start, total));
    const end = begin + size;
    const isLast = end >= total;
    return {
      records: records.slice(begin, end),
      next: isLast ? undefined : next(end),
      total,
      size,
    };
  };
  const name = paging?.parameter;
  if (paging?.style === 'cursor' && name !== undefined) {
    const given = ownOf(from, name);
    if (pageNames.has(keyOf(name))) return byPage(name, given, paging.firstPage);
    const start = Number(/^(?:c)?(\d+)$/.exec(String(given ?? ''))?.[1] ?? 0);
    return cut(start, (end) => ({ parameter: name, value: end }));
  }
  if (paging?.style === 'lastId' && name !== undefined) {
    const at = records.findIndex(({ key }) => key === String(ownOf(from, name)));
    return cut(at + 1, (end) => ({ parameter: name, value: records[end - 1]?.key ?? '' }));
  }
  if (parameters.page !== undefined) {
    return byPage(parameters.page, ownOf(query, parameters.page), paging?.firstPage ?? 1);
  }
  if (parameters.offset !== undefined) {
    const { offset } = parameters;
    const start = Number(ownOf(query, offset) ?? 0) || 0;
    return cut(start, (end) => ({ parameter: offset, value: end }));
  }
  // Without a parameter for it, no request can want the next page.
  const shown = asked !== undefined && asked > 0 ? asked : Math.max(total, 1);
  return { records: records.slice(0, shown), next: undefined, total, size: shown };

  function byPage(parameter: string, given: unknown, first: number): Page {
    const page = given === undefined ? first : Number(given) || first;
    return cut((page - first) * size, () => ({ parameter, value: page + 1 }));
  }
}

/** The address of the next page, as a reference from the root. */
export function nextAddress(address: string, next: NonNullable<Page['next']>): string {
  const url = new URL(address, 'http://mock');
  url.searchParams.set(next.parameter, String(next.value));
  return url.pathname + url.search;
}

/** The forms in which a body may have a cursor, those of its schema first. */
export function cursorForms(
  document: Document,
  schema: JsonSchema | undefined,
  value: string | number,
): readonly unknown[] {
  const types = schema ? typesOf(flatten(document, schema)) : [];
  const isNumber = types.includes('integer') || types.includes('number');
  return isNumber ? [Number(value), String(value)] : [String(value), value, `c${value}`];
}
