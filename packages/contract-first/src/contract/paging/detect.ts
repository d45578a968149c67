/**
 * Recognizes lists that are read page by page, by what requests and responses have in common.
 *
 * @module
 */
import { type BoundOperation, type Document, isSchema } from '../../document/model.ts';
import { typesOf } from '../../schema/flatten.ts';
import { type Cursor, cursorOf, describedCursor, isLinkByPlace, isUrl } from './cursors.ts';
import { pagedItemsOf } from './pagedItems.ts';
import type { PaginationModel } from './paginationModel.ts';
import { isNamed, type RequestField, requestFields, sizeOf } from './requestFields.ts';
import { isList, keyOf, type PageResponse, pageResponse } from './responseFields.ts';

/** What is known of an operation that returns a list. */
type ListOperation = {
  readonly request: readonly RequestField[];
  readonly response: PageResponse;
  readonly items: readonly string[];
  /** Whether it is a POST that reads, and says how much there is. */
  readonly isSearch: boolean;
  readonly common: Omit<PaginationModel, 'style' | 'parameter' | 'parameterIn' | 'next' | 'id'>;
};
type Detector = (list: ListOperation) => PaginationModel | undefined;

/**
 * How the list that an operation returns is read page by page; undefined if it is none, or if that is not
 * certain enough.
 *
 * @param noun the last name in the path, such as `customers`
 */
export function detectPagination(
  document: Document,
  bound: BoundOperation,
  noun: string,
): PaginationModel | undefined {
  const method = bound.method.toLowerCase();
  if (!['get', 'post', 'query'].includes(method)) return undefined;
  const response = pageResponse(document, bound);
  if (!response) return undefined;
  const items = pagedItemsOf(response, noun, bound);
  if (!items) return undefined;
  const request = requestFields(document, bound);
  const { total, totalPages, hasMore } = countsOf(response, items);
  const isSearch =
    method === 'post' &&
    (total !== undefined || totalPages !== undefined || hasMore !== undefined) &&
    sizeOf(request) !== undefined &&
    /(?:search|query|list|find|filter|browse)(?:[^a-z]|$)/i.test(searchText(bound));
  const list: ListOperation = {
    request,
    isSearch,
    response,
    items,
    common: {
      items,
      size: sizeOf(request)?.name,
      hasMore,
      total,
      totalPages,
      firstPage: 1,
      isStated: false,
    },
  };
  // A POST without a cursor does something else than reading, unless it says that it searches.
  const detectors =
    method === 'post'
      ? [byCursor, ...(isSearch ? [byPage, byOffset] : [])]
      : [byCursor, byUrl, byLastId, byLink, byPage, byOffset, byDescription];
  for (const detect of detectors) {
    const found = detect(list);
    if (found) return found;
  }
  return undefined;
}

/** The last name of the path, and the id in which capitals begin words. */
const searchText = ({ path, operation }: BoundOperation): string =>
  `${path.split('/').findLast((part) => !part.startsWith('{')) ?? ''} ${String(operation.operationId ?? '').replace(/(?=[A-Z])/g, ' ')}`;

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

const moreNames = words(
  'hasmore hasnext hasnextpage hasmoreitems hasmoredata hasmoreresults more moreitems moreavailable istruncated moredataavailable',
);
const totalNames = words(
  'total totalcount totalrecordcount totalitems totalresults totalrecords totalelements totalsize totalrows totalhits itemcount resultcount totalnumber numfound totalentries',
);
const pageTotals = words(
  'totalpages totalpage pagecount pagescount numpages numberofpages lastpage pagetotal',
);

function countsOf({ fields }: PageResponse, items: readonly string[]) {
  // Beside the items, or in an object about the page.
  const near = fields.filter(
    ({ path }) =>
      path.length <= 2 && !(path.length === 2 && path[0] === items[0] && items.length === 1),
  );
  const find = (names: ReadonlySet<string>, type: RegExp) =>
    near.find(({ key, schema }) => names.has(key) && type.test([typesOf(schema)].flat().join(' ')))
      ?.path;
  return {
    hasMore: find(moreNames, /boolean/),
    total: find(totalNames, /integer|number/),
    totalPages: find(pageTotals, /integer|number/),
  };
}

const withCursor = (
  { common }: Pick<ListOperation, 'common'>,
  cursor: Cursor | undefined,
): PaginationModel | undefined =>
  cursor && {
    ...common,
    style: 'cursor',
    parameter: cursor.parameter.name,
    parameterIn: cursor.parameter.in,
    next: cursor.next,
    id: undefined,
    ...(cursor.isUndocumented && { isNextUndocumented: true }),
  };

const byCursor: Detector = (list) =>
  withCursor(list, cursorOf(list.request, list.response, list.items));

const byDescription: Detector = (list) => withCursor(list, describedCursor(list.request));

const urlNames = words(
  'nextlink odatanextlink nextpageurl nextpagelink nextpageuri nexturl nexturi nexthref nextpagehref',
);

const byUrl: Detector = ({ request, response, items, common }) => {
  const takesCursor = request.some(({ key }) => key.endsWith('cursor'));
  const next = response.fields.find((field) => {
    const { path, key, schema } = field;
    const types = typesOf(schema);
    if (
      isList(field) ||
      (types.length > 0 && !types.includes('string')) ||
      isSchema(schema.properties)
    )
      return false;
    const [outer = ''] = path.slice(-2, -1).map(keyOf);
    if (
      !path
        .slice(0, -1)
        .every(
          (name) =>
            /^(?:_?links?|pages?|next|next_?page|paging|pagination|_?meta(?:data)?|cursors?|data|result|response)$/i.test(
              name,
            ) || items.includes(name),
        )
    )
      return false;
    if (urlNames.has(key)) return true;
    if (/^(?:next|nextpage)$/.test(key)) {
      if (outer.endsWith('links') || outer === 'pages') return true;
      // A cursor that is taken, while the response has its previous and next URLs.
      const isLink = takesCursor && isLinkByPlace(field, response.fields);
      return isLink || isUrl(field) || hasSelf(response, path);
    }
    return /^(?:href|url|uri)$/.test(key) && /^next(?:page)?$/.test(outer);
  });
  return (
    next && {
      ...common,
      style: 'url',
      parameter: undefined,
      parameterIn: undefined,
      next: next.path,
      id: undefined,
    }
  );
};

/** Whether there is a text `self` next to a property: the URL of this page, as `next` is of the next one. */
const hasSelf = ({ fields }: PageResponse, path: readonly string[]): boolean =>
  fields.some(
    ({ key, path: other, schema }) =>
      key === 'self' &&
      typesOf(schema).includes('string') &&
      other.slice(0, -1).join('.') === path.slice(0, -1).join('.'),
  );

const byLastId: Detector = ({ request, response, items, common }) => {
  const parameter = request.find(
    ({ key, isText }) => isText && (key === 'startingafter' || key === 'afterid'),
  );
  if (!parameter || !common.hasMore) return undefined;
  const list =
    items.length === 0
      ? response.schema
      : response.fields.find(({ path }) => path.join() === items.join())?.schema;
  // The items themselves are looked at by the caller's document.
  return isSchema(list?.items)
    ? {
        ...common,
        style: 'lastId',
        parameter: parameter.name,
        parameterIn: parameter.in,
        next: undefined,
        id: 'id',
      }
    : undefined;
};

const byLink: Detector = ({ request, response, common }) => {
  const header = response.headers.link;
  if (!header) return undefined;
  const text = JSON.stringify([header.description, header.example, header.schema, header.examples]);
  const isPaged =
    /next|pagina|page/i.test(text) ||
    request.some(({ key }) => /^(?:page|perpage|cursor|limit|after|pagesize|offset)$/.test(key));
  return isPaged
    ? {
        ...common,
        style: 'link',
        parameter: undefined,
        parameterIn: undefined,
        next: undefined,
        id: undefined,
      }
    : undefined;
};

/** Query parameters that count pages. */
export const pageNames = words(
  'page pagenumber pageno pageindex currentpage pagenum pagenumberrequested skippages p pg',
);

const byPage: Detector = ({ request, common, isSearch }) => {
  const isCounted = common.total !== undefined || common.totalPages !== undefined;
  const parameter = request.find(
    (field) =>
      isNamed(field, pageNames) &&
      // a number that is described as text, as some documents have every parameter
      (field.isNumber || (isCounted && field.isText && common.size !== undefined)) &&
      (field.in === 'query' || isSearch),
  );
  if (!parameter) return undefined;
  // A page that is nothing else says by its size, or by a count, where the list ends.
  const isCertain =
    common.size !== undefined || common.total || common.totalPages || common.hasMore;
  if (!isCertain && (parameter.key === 'p' || parameter.key === 'pg')) return undefined;
  return {
    ...common,
    style: 'page',
    parameter: parameter.name,
    parameterIn: parameter.in,
    next: undefined,
    id: undefined,
    firstPage: firstOf(parameter),
  };
};

function firstOf({ schema, description, key }: RequestField): 0 | 1 {
  const first = schema.default ?? schema.minimum;
  if (first === 0 || first === '0') return 0;
  if (first === 1 || first === '1') return 1;
  const isZero =
    /zero[- ]?(?:based|indexed)|0[- ]?(?:based|indexed)|(?:starts?|starting|begins?) (?:at|with|from) (?:0|zero)\b|\(0\s?\.\./i.test(
      description,
    );
  return isZero || key === 'pageindex' || key === 'skippages' ? 0 : 1;
}

/** Query parameters that count items. */
export const offsetNames = words(
  'offset skip startindex startat pageoffset start from firstresult startposition skiprecords',
);

const byOffset: Detector = ({ request, common, isSearch }) => {
  const parameter = request.find((field) => {
    const { isNumber, in: place, schema, description } = field;
    if (!isNamed(field, offsetNames) || !isNumber) return false;
    if (place !== 'query' && !isSearch) return false;
    // `start` and `from` are as often times.
    const isTime =
      /\b(?:time|date|timestamp|epoch|unix)\b/i.test(description) ||
      /date|time/.test(String(schema.format ?? ''));
    return (
      !isTime &&
      (typesOf(schema).some((type) => /integer|number/.test(type)) ||
        !/^(?:start|from)$/.test(field.key))
    );
  });
  if (!parameter) return undefined;
  const isPlain = !/^(?:start|from)$/.test(parameter.key);
  const isBounded = common.size !== undefined || (common.total !== undefined && isPlain);
  if (!isBounded) return undefined;
  return {
    ...common,
    style: 'offset',
    parameter: parameter.name,
    parameterIn: parameter.in,
    next: undefined,
    id: undefined,
  };
};
