/**
 * The styles of parameters (OpenAPI 3.2.0, section 4.12). Values are texts, lists of texts and objects of
 * texts; `deepObject` and `content` also take nested ones.
 *
 * @module
 */
import { isPlainObject } from './casing.ts';
import { refuseCookies } from './cookies.ts';
import { toJson } from './json.ts';
import { essenceOf, isJson } from './mediaType.ts';
import type { Parameter, WriteParameter } from './operation.ts';
import { toText, toTexts } from './text.ts';

type Encode = (text: string) => string;

/** `a`, `a,b`, `k,v` or exploded `k=v`; in paths and headers. */
export const simple: WriteParameter = (parameter, value) => {
  const items = itemsOf(parameter, value, ',');
  return items.length > 0 ? [items.join(',')] : [];
};

/** `.a`, `.a,b`, exploded `.a.b` or `.k=v`; in paths. */
export const label: WriteParameter = (parameter, value) => {
  const items = itemsOf(parameter, value, ',');
  return items.length > 0 ? [`.${items.join(parameter.isExploded ? '.' : ',')}`] : [];
};

/** `;name=a`, `;name=a,b`, exploded `;name=a;name=b` or `;k=v`; in paths. */
export const matrix: WriteParameter = (parameter, value) => {
  const pairs = pairsOf(parameter, value, ',', parameter.isExploded ?? false);
  // an empty text has no equals sign (RFC 6570, section 3.2.7)
  return pairs.length > 0 ? [pairs.map((pair) => `;${pair.replace(/=$/, '')}`).join('')] : [];
};

/** `name=a`, `name=a&name=b`, `k=v`, or not exploded `name=a,b` and `name=k,v`; in queries and cookies. */
export const form: WriteParameter = (parameter, value) => {
  if (parameter.in === 'cookie') refuseCookies(parameter.name);
  return pairsOf(parameter, value, ',', parameter.isExploded ?? true);
};

/** `name=a%20b`; in queries. */
export const spaceDelimited: WriteParameter = (parameter, value) =>
  pairsOf(parameter, value, '%20', parameter.isExploded ?? false);

/** `name=a%7Cb`; in queries. */
export const pipeDelimited: WriteParameter = (parameter, value) =>
  pairsOf(parameter, value, '%7C', parameter.isExploded ?? false);

/** `name[k]=v`, nested `name[k][l]=v` and `name[k][]=a`; in queries. */
export const deepObject: WriteParameter = (parameter, value) => {
  const { name, wire = name } = parameter;
  const encode = encoderFor(parameter);
  const below = (path: string, inner: unknown): string[] => {
    if (inner === undefined || inner === null) return [];
    if (isPlainObject(inner)) {
      return Object.entries(inner).flatMap(([key, each]) => below(`${path}[${key}]`, each));
    }
    if (!Array.isArray(inner))
      return [`${encodeURIComponent(path)}=${encode(toText(name, inner))}`];
    const isFlat = !inner.some((each) => typeof each === 'object' && each !== null);
    return inner.flatMap((each, at) => below(`${path}[${isFlat ? '' : at}]`, each));
  };
  return below(wire, value);
};

/** Like `form`, but values stay as they are (OpenAPI 3.2); in cookies. */
export const cookie: WriteParameter = (parameter, value) => {
  refuseCookies(parameter.name);
  const check: Encode = (text) => {
    if (/^[\x21\x23-\x3a\x3c-\x5b\x5d-\x7e]*$/.test(text)) return text;
    throw new TypeError(
      `"${parameter.name}" must contain only characters that a cookie can have: printable ASCII without spaces, quotes, ";" and "\\"`,
    );
  };
  return pairsOf(parameter, value, ',', parameter.isExploded ?? true, check, check);
};

/** A value of a media type, mostly JSON. */
export const content: WriteParameter = (parameter, value) => {
  const { name, wire = name, in: place } = parameter;
  if (place === 'cookie') refuseCookies(name);
  const text = contentText(parameter, value);
  if (place === 'header') return [ascii(text)];
  const encoded = encoderFor(parameter)(text);
  return [place === 'path' ? encoded : `${encodeURIComponent(wire)}=${encoded}`];
};

/** The whole query as one value of a media type (OpenAPI 3.2). */
export const queryString: WriteParameter = (parameter, value) => {
  const isForm = essenceOf(parameter.content ?? '') === 'application/x-www-form-urlencoded';
  if (!isForm || !isPlainObject(value)) {
    const text = contentText(parameter, value);
    return text === '' ? [] : [isForm ? text : encodeURIComponent(text)];
  }
  return Object.entries(value).flatMap(([name, each]) =>
    formTexts(name, each).map((text) => `${encodeURIComponent(name)}=${encodeURIComponent(text)}`),
  );
};

/** The texts of a field of a form: one for each item of a list, JSON for objects. */
export function formTexts(name: string, value: unknown): string[] {
  const items = Array.isArray(value) ? value : [value ?? []].flat();
  return items.map((item) =>
    isPlainObject(item) || Array.isArray(item) ? toJson(item) : toText(name, item),
  );
}

function contentText({ name, content: type = '' }: Parameter, value: unknown): string {
  return isJson(type) || type === '' ? toJson(value) : toText(name, value);
}

/** JSON whose characters all fit into a header. */
const ascii = (json: string): string =>
  json.replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** The properties of an object that have a value. */
const entriesOf = (value: Record<string, unknown>): [string, unknown][] =>
  Object.entries(value).filter(([, each]) => each !== undefined && each !== null);

/** The items of a list, or the names and values of an object in turn, encoded. */
function itemsOf(
  parameter: Parameter,
  value: unknown,
  separator: string,
  encode: Encode = encoderFor(parameter),
): string[] {
  const { name, isExploded } = parameter;
  if (!isPlainObject(value)) return toTexts(name, value).map(encode);
  const sign = isExploded ? '=' : separator;
  return entriesOf(value).map(
    ([key, each]) => `${encode(key)}${sign}${encode(toText(name, each))}`,
  );
}

/** The pairs `name=value` of a value. */
function pairsOf(
  parameter: Parameter,
  value: unknown,
  separator: string,
  isExploded: boolean,
  encode: Encode = encoderFor(parameter),
  encodeName: Encode = encodeURIComponent,
): string[] {
  const { name, wire = name } = parameter;
  const own = encodeName(wire);
  if (isExploded && isPlainObject(value)) {
    return entriesOf(value).flatMap(([key, each]) =>
      toTexts(name, each).map((text) => `${encodeName(key)}=${encode(text)}`),
    );
  }
  const items = itemsOf({ ...parameter, isExploded: false }, value, separator, encode);
  if (isExploded) return items.map((item) => `${own}=${item}`);
  return items.length > 0 ? [`${own}=${items.join(separator)}`] : [];
}

/** Reserved characters that a value may have in a query, and in a path (RFC 3986, section 2.2). */
const [inQuery, inPath] = [/%(3A|2F|3F|40|24|2C|3B|3D)/g, /%(3A|2F|40|24|26|2B|2C|3B|3D)/g];

function encoderFor({ in: place, allowReserved }: Parameter): Encode {
  if (place === 'header') return (text) => text;
  if (!allowReserved) return encodeURIComponent;
  const kept = place === 'path' ? inPath : inQuery;
  return (text) =>
    encodeURIComponent(text)
      .replace(kept, decodeURIComponent)
      // what is percent-encoded already
      .replace(/%25([0-9a-f]{2})/gi, '%$1');
}
