/**
 * Recognizes lists that are read page by page, by what requests and responses have in common.
 *
 * @module
 */
import { type BoundOperation, type Document, isSchema } from '../../document/model.ts';
import { typesOf } from '../../schema/flatten.ts';
import type { PaginationModel } from './paginationModel.ts';
import { type RequestField, requestFields, sizeOf } from './requestFields.ts';
import {
  isList,
  itemsOf,
  keyOf,
  type PageResponse,
  pageResponse,
  type ResponseField,
} from './responseFields.ts';

/** What is known of an operation that returns a list. */
type ListOperation = {
  readonly request: readonly RequestField[];
  readonly response: PageResponse;
  readonly items: readonly string[];
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
  const items = itemsOf(response, noun);
  if (!items) return undefined;
  const request = requestFields(document, bound);
  const { total, totalPages, hasMore } = countsOf(response, items);
  const list: ListOperation = {
    request,
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
  // A POST without a cursor does something else than reading.
  const detectors =
    method === 'post' ? [byCursor] : [byCursor, byUrl, byLastId, byLink, byPage, byOffset];
  for (const detect of detectors) {
    const found = detect(list);
    if (found) return found;
  }
  return undefined;
}

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

/** Parameters that take a cursor, and the names of properties that have the next one. */
const cursors: readonly (readonly [parameters: ReadonlySet<string>, next: ReadonlySet<string>])[] =
  [
    [words('pagetoken'), words('nextpagetoken nexttoken pagetoken')],
    [words('nexttoken'), words('nexttoken nextpagetoken')],
    [words('nextpagetoken'), words('nextpagetoken')],
    [
      words('cursor pagecursor startcursor nextcursor aftercursor cursorafter cursormark'),
      words(
        'nextcursor cursor next nextpagecursor endcursor after cursors nextcursormark aftercursor cursornext nextstartcursor',
      ),
    ],
    [
      words('continuationtoken continuation continue nextcontinuationtoken'),
      words('continuationtoken continuation nextcontinuationtoken continue'),
    ],
    [words('marker startingtoken startmarker'), words('nextmarker marker next')],
    [
      words('paginationtoken pagingtoken'),
      words('paginationtoken nexttoken nextpaginationtoken pagingtoken'),
    ],
    [words('after pageafter'), words('after endcursor lastid nextcursor cursor next')],
    [words('offset startposition position'), words('nextoffset nextposition')],
    [words('startingafter'), words('startingafter')],
    [words('scrollid'), words('scrollid nextscrollid')],
    [words('synccursor bookmark'), words('nextbookmark bookmark')],
    [words('page pagenumber'), words('nextpage nextpagenumber')],
    [words('next'), words('next nexttoken')],
    [words('start'), words('nextstart')],
  ];

/** The object in which a property about the next page may be. */
const around = words(
  'meta metadata paging pagination page pageinfo responsemetadata cursors links nextpage next pages paginationinfo cursor searchmetadata pagingmetadata paginationmetadata info data result',
);

const isNear = ({ path }: ResponseField, items: readonly string[]): boolean =>
  path.slice(0, -1).every((name) => around.has(keyOf(name)) || items.includes(name));

const byCursor: Detector = ({ request, response, items, common }) => {
  for (const [parameters, names] of cursors) {
    // The property of a body has the name in requests that the service itself uses.
    const parameter = request.find(
      ({ key }) => parameters.has(key) || parameters.has(key.replace(/^page/, '')),
    );
    if (!parameter) continue;
    const next =
      response.fields.find(
        (field) => isCursor(field, parameter) && isNear(field, items) && names.has(field.key),
      ) ??
      response.fields.find(
        // `next_page: { offset }`, `paging: { next: { after } }`.
        (field) =>
          isCursor(field, parameter) &&
          isNear(field, items) &&
          field.key === parameter.key &&
          /next/i.test(field.path.at(-2) ?? ''),
      );
    if (!next) continue;
    return {
      ...common,
      style: 'cursor',
      parameter: parameter.name,
      parameterIn: parameter.in,
      next: next.path,
      id: undefined,
    };
  }
  return undefined;
};

/** Whether a value can be sent as a cursor: a text that is no URL, or a number. */
function isCursor(field: ResponseField, { isNumber, isText }: RequestField): boolean {
  const types = typesOf(field.schema).filter((type) => type !== 'null');
  if (isUrl(field)) return false;
  const isFit = types.every(
    (type) =>
      (type === 'string' && isText) || (/integer|number/.test(type) && (isNumber || isText)),
  );
  return isFit && !isSchema(field.schema.properties) && types.length > 0;
}

/** Whether a property is a URL, as far as its schema says. */
function isUrl({ schema, key }: ResponseField): boolean {
  const { format, description, example, examples, pattern } = schema;
  const samples = [example, schema.default, ...(Array.isArray(examples) ? examples : [])];
  if (/^ur[il]/.test(String(format ?? '')) || /(?:url|uri|link|href)$/.test(key)) return true;
  if (samples.some((sample) => typeof sample === 'string' && /^https?:|^\/[\w/]/.test(sample)))
    return true;
  return (
    /\b(?:URL|URI|links?|hyperlink|href)\b/i.test(String(description ?? '')) ||
    /^\^?https?/.test(String(pattern ?? ''))
  );
}

const urlNames = words(
  'nextlink odatanextlink nextpageurl nextpagelink nextpageuri nexturl nexturi nexthref nextpagehref',
);

const byUrl: Detector = ({ response, items, common }) => {
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
            /^(?:_?links?|pages?|next|next_?page|paging|pagination|meta(?:data)?|cursors?|data|result|response)$/i.test(
              name,
            ) || items.includes(name),
        )
    )
      return false;
    if (urlNames.has(key)) return true;
    if (/^(?:next|nextpage)$/.test(key))
      return outer.endsWith('links') || outer === 'pages' || isUrl(field);
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
  'page pagenumber pageno pageindex currentpage pagenum pagenumberrequested p pg',
);

const byPage: Detector = ({ request, common }) => {
  const parameter = request.find(
    ({ key, isNumber, in: place }) => pageNames.has(key) && isNumber && place === 'query',
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
  return isZero || key === 'pageindex' ? 0 : 1;
}

/** Query parameters that count items. */
export const offsetNames = words(
  'offset skip startindex startat pageoffset start from firstresult startposition',
);

const byOffset: Detector = ({ request, common }) => {
  const parameter = request.find(({ key, isNumber, in: place, schema, description }) => {
    if (!offsetNames.has(key) || !isNumber || place !== 'query') return false;
    // `start` and `from` are as often times.
    const isTime =
      /\b(?:time|date|timestamp|epoch|unix)\b/i.test(description) ||
      /date|time/.test(String(schema.format ?? ''));
    return (
      !isTime &&
      (typesOf(schema).some((type) => /integer|number/.test(type)) || !/^(?:start|from)$/.test(key))
    );
  });
  if (!parameter || common.size === undefined) return undefined;
  return {
    ...common,
    style: 'offset',
    parameter: parameter.name,
    parameterIn: parameter.in,
    next: undefined,
    id: undefined,
  };
};
