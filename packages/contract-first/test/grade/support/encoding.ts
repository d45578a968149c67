/** How the reference client writes parameters and bodies. */
import { printJson } from '../../../src/grade/losslessJson.ts';
import { has } from './faults.ts';

export type Value = unknown;
export type Fields = Readonly<Record<string, Value>>;

export type Parameter = {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header' | 'cookie';
  readonly style?: string;
  readonly explode?: boolean;
  readonly allowReserved?: boolean;
  readonly content?: unknown;
};

export const isFields = (value: Value): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const plain = (value: string): string => value;

/** Percent-encoding of everything but unreserved characters (RFC 3986, section 2.3). */
const strict = (value: string): string => {
  if (has('no-escapes')) return value.replaceAll(' ', '+').replaceAll(/[^ -~]/g, '?');
  return encodeURIComponent(value).replaceAll(
    /[!'()*]/g,
    (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`,
  );
};

/** Keeps reserved characters, except those that would end the value. */
const reserved = (value: string): string =>
  has('reserved-open')
    ? encodeURI(value)
    : encodeURI(value).replaceAll(/[&#+]/g, (each) => encodeURIComponent(each));

type Write = (value: string) => string;

const textOf = (value: Value): string => (value === null ? '' : String(value));

const list = (value: Value, write: Write): string[] =>
  (Array.isArray(value) ? value : [value]).map((each) => write(textOf(each)));

const pairs = (value: Fields, write: Write): [string, string][] =>
  Object.entries(value).map(([name, each]) => [write(name), write(textOf(each))]);

/** The style simple, of paths and headers. */
function simple(value: Value, explode: boolean, write: Write): string {
  if (!isFields(value)) {
    const items = list(value, write);
    return has('list-comma') ? encodeURIComponent(items.join(',')) : items.join(',');
  }
  return pairs(value, write)
    .map((pair) => pair.join(explode !== has('explode') ? '=' : ','))
    .join(',');
}

/** The path of an operation with its values. */
export function pathOf(template: string, parameters: readonly Parameter[], values: Fields): string {
  return template.replaceAll(/\{([^}]+)\}/g, (_, name: string) => {
    const { style = 'simple', explode = false } =
      parameters.find((each) => each.name === name) ?? {};
    const value = values[name];
    if ((value === '.' || value === '..') && !has('dots')) {
      throw new RangeError(`"${value}" cannot be a path segment`);
    }
    if (has('path-slash') && typeof value === 'string') return value;
    const glue = { label: '.', matrix: ';' }[style];
    if (glue === undefined || has('path-styles')) return simple(value, explode, strict);
    const items = list(value, strict);
    if (style === 'label') return `.${items.join(explode ? '.' : ',')}`;
    return explode
      ? items.map((each) => `;${name}=${each}`).join('')
      : `;${name}=${items.join(',')}`;
  });
}

/** What a parameter adds to the query. */
export function queryOf(parameter: Parameter, value: Value): [string, string][] {
  const { style = 'form', explode = style === 'form', content, allowReserved } = parameter;
  const name = strict(parameter.name);
  const write = allowReserved && !has('reserved') ? reserved : strict;
  if (content && !has('json-query')) return [[name, strict(printJson(value))]];
  if (has('falsy') && !value) return [];
  if (Array.isArray(value)) {
    if (value.length === 0) return has('empty-list') ? [[name, '']] : [];
    const items = list(value, write);
    if (has('list-explode') !== explode) return items.map((each) => [name, each]);
    const glue = { spaceDelimited: '%20', pipeDelimited: '%7C' }[style] ?? ',';
    const text = items.join(has('list-glue') ? ',' : glue);
    return [[name, has('list-comma') ? text.replaceAll('%2C', ',') : text]];
  }
  if (!isFields(value) || has('objects')) return [[name, write(textOf(value))]];
  if (style === 'deepObject') {
    return pairs(value, strict).map(([key, each]) => [`${name}%5B${key}%5D`, each]);
  }
  return explode ? pairs(value, strict) : [[name, pairs(value, strict).flat().join(',')]];
}

export const headerOf = ({ explode = false }: Parameter, value: Value): string =>
  simple(value, explode, plain);

export const cookieOf = (name: string, value: Value): string =>
  `${name}=${has('cookie-open') ? textOf(value) : strict(textOf(value))}`;

const bytesOf = (value: Fields): Blob =>
  new Blob([Buffer.from(String(value.$bytes), 'base64')], {
    type: has('part-type') ? '' : String(value.contentType ?? ''),
  });

/** A body, written for its media type. */
export function bodyOf(
  mediaType: string,
  body: Value,
): { type: string; body: NonNullable<RequestInit['body']> } {
  if (/\bjson$/.test(mediaType)) {
    const text = printJson(has('nulls') ? withoutNulls(body) : body);
    const type = has('media-type') ? 'text/json' : mediaType;
    if (has('digits')) return { type, body: JSON.stringify(JSON.parse(text)) };
    if (has('ascii')) return { type, body: Buffer.from(text, 'latin1') };
    return { type, body: has('twice') ? JSON.stringify(text) : text };
  }
  if (mediaType === 'application/x-www-form-urlencoded' && isFields(body)) {
    const fields = Object.entries(body).flatMap(([name, value]) =>
      queryOf({ name, in: 'query' }, value),
    );
    return { type: mediaType, body: fields.map((field) => field.join('=')).join('&') };
  }
  if (mediaType === 'multipart/form-data' && isFields(body)) return multipart(body);
  if (isFields(body)) {
    const blob = Buffer.from(String(body.$bytes), 'base64');
    return { type: mediaType, body: has('bytes') ? blob.toString('utf8') : blob };
  }
  return { type: mediaType, body: has('quotes') ? JSON.stringify(body) : String(body) };
}

function multipart(body: Fields): { type: string; body: NonNullable<RequestInit['body']> } {
  const form = new FormData();
  for (const [name, value] of Object.entries(body)) {
    for (const each of Array.isArray(value) ? value : [value]) {
      if (!isFields(each)) form.append(name, textOf(each));
      else if ('$bytes' in each) {
        const filename = has('filename') ? 'blob' : String(each.filename ?? 'file');
        form.append(name, has('bytes') ? new File(['broken'], filename) : bytesOf(each), filename);
      } else if (has('objects')) form.append(name, String(each));
      else form.append(name, new Blob([printJson(each)], { type: 'application/json' }));
      if (has('one-file')) break;
    }
  }
  return { type: '', body: form };
}

const withoutNulls = (value: Value): Value =>
  isFields(value)
    ? Object.fromEntries(Object.entries(value).filter(([, each]) => each !== null && each !== 0))
    : value;
