/**
 * Recognizes cursors: what a response has for the next request.
 *
 * @module
 */
import { isSchema } from '../../document/model.ts';
import { typesOf } from '../../schema/flatten.ts';
import { isNamed, type RequestField } from './requestFields.ts';
import { keyOf, type PageResponse, type ResponseField } from './responseFields.ts';

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

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
    [words('marker nextmarker startmarker'), words('nextmarker marker next')],
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
    [words('startingtoken starttoken'), words('nexttoken nextmarker')],
    [words('token'), words('nextpagetoken nexttoken')],
    // A time, up to which the next page goes.
    [words('until'), words('next')],
  ];

/** The object in which a property about the next page may be. */
const around = words(
  'meta metadata paging pagination page pageinfo responsemetadata cursors links nextpage next pages paginationinfo cursor searchmetadata pagingmetadata paginationmetadata info data result',
);

const isNear = ({ path }: ResponseField, items: readonly string[]): boolean =>
  path.slice(0, -1).every((name) => around.has(keyOf(name)) || items.includes(name));

/** A cursor that a request sends, and where the response has the next one. */
export type Cursor = {
  readonly parameter: RequestField;
  readonly next: readonly string[];
  /** Whether only a description names what the response has. */
  readonly isUndocumented?: true;
};

/** The cursor of a list; undefined if it has none. */
export function cursorOf(
  request: readonly RequestField[],
  { fields }: Pick<PageResponse, 'fields'>,
  items: readonly string[],
): Cursor | undefined {
  const near = fields.filter((field) => isNear(field, items));
  for (const [parameters, names] of cursors) {
    // The property of a body has the name in requests that the service itself uses.
    const parameter = request.find(
      (field) => isNamed(field, parameters) || parameters.has(field.key.replace(/^page/, '')),
    );
    if (!parameter) continue;
    const fit = near.filter((field) => isCursor(field, parameter) && !isLinkByPlace(field, fields));
    const next =
      fit.find(
        ({ key, path }) => names.has(key) && !(parameter.key === 'until' && path.length < 2),
      ) ??
      // `next_page: { offset }`, `paging: { next: { after } }`.
      fit.find(({ key, path }) => key === parameter.key && /next/i.test(path.at(-2) ?? ''));
    if (next) return { parameter, next: next.path };
  }
  return lastEvaluated(request, near);
}

/** `ExclusiveStartKey`, which takes the `LastEvaluatedKey` of the response, an object or a text. */
function lastEvaluated(
  request: readonly RequestField[],
  near: readonly ResponseField[],
): Cursor | undefined {
  for (const parameter of request) {
    const [, what] = /^exclusivestart(.+)$/.exec(parameter.key) ?? [];
    const next = what && near.find(({ key }) => key === `lastevaluated${what}`);
    if (next) return { parameter, next: next.path };
  }
  return undefined;
}

/** Objects about the next page, by the names that descriptions have for them. */
const described = words('responsemetadata pagination paging pageinfo metadata meta nextpage');

/**
 * A cursor that the description of its parameter explains, while the response is not described: "a
 * `next_cursor` attribute returned by a previous request's `response_metadata`".
 */
export function describedCursor(request: readonly RequestField[]): Cursor | undefined {
  for (const parameter of request) {
    const { key, isText, isNumber, description } = parameter;
    if (!isText || isNumber) continue;
    // An offset that is a token comes in an object for the next page.
    if (key === 'offset' && /\btoken\b/i.test(description)) {
      return { parameter, next: ['next_page', 'offset'], isUndocumented: true };
    }
    const [, names] = cursors.find(([parameters]) => parameters.has(key)) ?? [];
    if (!names) continue;
    const quoted = [...description.matchAll(/`([A-Za-z_][\w.]*)`/g)].map(([, name = '']) => name);
    const next = quoted.find((name) => {
      const last = keyOf(name.split('.').at(-1) ?? '');
      return last.startsWith('next') && last !== key && names.has(last);
    });
    if (next === undefined) continue;
    const around = next.includes('.')
      ? undefined
      : quoted.find((name) => described.has(keyOf(name)));
    const path = [...(around === undefined ? [] : [around]), ...next.split('.')];
    return { parameter, next: path, isUndocumented: true };
  }
  return undefined;
}

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

/** Whether `next` is a URL because it is among links, or next to `previous`, as Django has them. */
export const isLinkByPlace = (
  { key, path }: ResponseField,
  fields: readonly ResponseField[],
): boolean =>
  key === 'next' &&
  (path.length === 1
    ? fields.some((field) => field.path.length === 1 && field.key === 'previous')
    : keyOf(path.at(-2) ?? '').endsWith('links'));

/** Whether a property is a URL, as far as its schema says. */
export function isUrl({ schema, key }: ResponseField): boolean {
  const { format, description, example, examples, pattern } = schema;
  const samples = [example, schema.default, ...(Array.isArray(examples) ? examples : [])];
  if (/^ur[il]/.test(String(format ?? '')) || /(?:url|uri|link|href)$/.test(key)) return true;
  if (samples.some((sample) => typeof sample === 'string' && /^https?:|^\/[\w/]/.test(sample)))
    return true;
  // What is about links may be no link: "the next set of links".
  if (/(?:token|cursor|marker|key)$/.test(key)) return false;
  return (
    /\b(?:URL|URI|links?|hyperlink|href|(?:relative|page) path)\b/i.test(
      String(description ?? ''),
    ) || /^\^?https?/.test(String(pattern ?? ''))
  );
}
