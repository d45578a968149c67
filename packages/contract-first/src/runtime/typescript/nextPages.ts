/**
 * How the next page of a list is requested, by the style of the list.
 *
 * @module
 */
import { ApiError } from './errors.ts';
import type { ArrivedPage, NextPage } from './operation.ts';
import { valueAt } from './valueAt.ts';

/** The next request sends the cursor of the response. */
export const byCursor: NextPage = (page) => {
  const cursor = found(page, 'cursor');
  return isThere(cursor) && hasMore(page) ? withParameter(page, cursor) : undefined;
};

/** The next request sends the id of the last item. */
export const byLastId: NextPage = (page) => {
  const id = valueAt(page.items.at(-1), [page.pagination.id ?? 'id']);
  return isThere(id) && hasMore(page) ? withParameter(page, id) : undefined;
};

/** The next request sends the next number of a page. */
export const byPage: NextPage = (page) => {
  const { firstPage = 1 } = page.pagination;
  const number = current(page) ?? firstPage;
  const count = number - firstPage + 1;
  // items are counted, not calculated: a server may send fewer per page than were requested
  const isWhole = count === page.pagesRead;
  const isComplete = isWhole && page.itemsRead >= Number(found(page, 'total') ?? NaN);
  const isLastNumber = count >= Number(found(page, 'totalPages') ?? NaN);
  const isLast = page.items.length === 0 || isComplete || isLastNumber;
  return isLast || !hasMore(page) ? undefined : withParameter(page, number + 1);
};

/** The next request sends how many items came before. */
export const byOffset: NextPage = (page) => {
  const offset = (current(page) ?? 0) + page.items.length;
  const isLast = page.items.length === 0 || offset >= Number(found(page, 'total') ?? NaN);
  return isLast || !hasMore(page) ? undefined : withParameter(page, offset);
};

/** The body has the URL of the next page. */
export const byUrl: NextPage = (page) => {
  const url = found(page, 'cursor');
  return typeof url === 'string' && url !== '' && hasMore(page) ? follow(url, page) : undefined;
};

/** The `Link` header has the URL of the next page (RFC 8288). */
export const byLink: NextPage = (page) => {
  const links = page.response.headers.get('link') ?? '';
  for (const [, url = '', parameters = ''] of links.matchAll(/<([^>]*)>([^<]*)/g)) {
    const [, quoted, token = ''] = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,]+))/i.exec(parameters) ?? [];
    if ((quoted ?? token).toLowerCase().split(/\s+/).includes('next')) return follow(url, page);
  }
  return undefined;
};

function found(
  { data, pagination }: ArrivedPage,
  what: 'cursor' | 'hasMore' | 'total' | 'totalPages',
): unknown {
  const path = pagination[what];
  return path && valueAt(data, path);
}

const isThere = (value: unknown): boolean => value !== undefined && value !== null && value !== '';

/** Unless the response says that it is the last page. */
const hasMore = (page: ArrivedPage): boolean => found(page, 'hasMore') !== false;

/** The number that the page was requested with. */
function current({ params, pagination }: ArrivedPage): number | undefined {
  const value = params[pagination.parameter ?? ''];
  return isThere(value) ? Number(value) : undefined;
}

function withParameter({ params, pagination }: ArrivedPage, value: unknown) {
  return { params: { ...params, [pagination.parameter ?? '']: value } };
}

/** The address that a server has sent, if it is one of its own; another might be sent credentials. */
function follow(link: string, { response }: ArrivedPage): ReturnType<NextPage> {
  const address = (baseUrl: string): string => {
    const [url, own] = [new URL(link, response.url || baseUrl), new URL(baseUrl)];
    // behind a proxy, many servers do not know that they are reached by HTTPS
    if (url.host === own.host) url.protocol = own.protocol;
    if (url.origin === own.origin) return url.href;
    throw new ApiError(
      `The next page is at ${url.origin}, which the client does not follow; set baseUrl to the URL of that server`,
    );
  };
  return { link, address };
}
