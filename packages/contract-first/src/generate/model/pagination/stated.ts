import type { PaginationModel } from '../clientModel.ts';

const styles = ['cursor', 'page', 'offset', 'link', 'url', 'lastId'] as const;
const keys = [
  'style',
  'items',
  'parameter',
  'in',
  'size',
  'next',
  'has_more',
  'total',
  'total_pages',
  'id',
  'first_page',
];

/**
 * Pagination as `x-sdk` of an operation states it: `{ style: cursor, parameter: cursor, next:
 * meta.next_cursor, items: data }`. Paths of properties are written with dots, or as lists if a name
 * has a dot. What is not stated is taken from what was detected, if the style is the same.
 *
 * @throws Error that says which field is wrong
 */
export function statedPagination(
  stated: Readonly<Record<string, unknown>>,
  detected: PaginationModel | undefined,
): PaginationModel {
  const unknown = Object.keys(stated).find((key) => !keys.includes(key));
  if (unknown !== undefined) {
    throw new Error(`\`${unknown}\` is unknown; fields of \`pagination\` are ${keys.join(', ')}`);
  }
  const style = styles.find((each) => each === (stated.style ?? detected?.style));
  if (!style) throw new Error(`\`style\` must be one of ${styles.join(', ')}`);
  const same = detected?.style === style ? detected : undefined;
  const text = (key: string): string | undefined => {
    const value = stated[key];
    if (value === undefined || typeof value === 'string') return value;
    throw new Error(`\`${key}\` must be a name`);
  };
  const path = (key: string): readonly string[] | undefined => {
    const value = stated[key];
    if (value === undefined) return undefined;
    if (typeof value === 'string') return value === '' ? [] : value.split('.');
    if (Array.isArray(value) && value.every((each) => typeof each === 'string')) return value;
    throw new Error(`\`${key}\` must be the path of a property, such as \`meta.next_cursor\``);
  };
  const place = stated.in ?? same?.parameterIn ?? 'query';
  if (place !== 'query' && place !== 'body') throw new Error('`in` must be `query` or `body`');
  const first = stated.first_page ?? same?.firstPage ?? 1;
  if (first !== 0 && first !== 1) throw new Error('`first_page` must be 0 or 1');
  const items = path('items') ?? detected?.items;
  if (!items) throw new Error('`items` is missing: where the items are in the response');
  const parameter = text('parameter') ?? same?.parameter;
  const next = path('next') ?? same?.next;
  const needsParameter = style !== 'link' && style !== 'url';
  if (needsParameter && parameter === undefined) throw new Error('`parameter` is missing');
  if ((style === 'cursor' || style === 'url') && !next) throw new Error('`next` is missing');
  return {
    style,
    items,
    parameter: needsParameter ? parameter : undefined,
    parameterIn: needsParameter ? place : undefined,
    size: text('size') ?? detected?.size,
    next,
    hasMore: path('has_more') ?? detected?.hasMore,
    total: path('total') ?? detected?.total,
    totalPages: path('total_pages') ?? detected?.totalPages,
    id: style === 'lastId' ? (text('id') ?? same?.id ?? 'id') : undefined,
    firstPage: first,
    isStated: true,
  };
}
