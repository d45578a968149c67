import { essenceOf, isJson } from '../contract/contract.ts';
import {
  type Document,
  isSchema,
  type JsonSchema,
  type MediaType,
  type Parameter,
} from '../document/model.ts';
import { ownValue } from '../document/ownValue.ts';
import { flatten, propertiesOf, requiredOf, typesOf } from '../schema/flatten.ts';
import type { Inputs } from './exchange.ts';
import { serialized } from './parameters.ts';

export type WireBody = { readonly body: Uint8Array; readonly contentType: string };

type Encodings = NonNullable<MediaType['encoding']>;

/**
 * A body of a request, as bytes with their media type.
 *
 * @param media what the document says of that media type
 * @returns undefined if the value cannot be written in that media type
 */
export function bodyBytes(
  document: Document,
  { mediaType, value }: NonNullable<Inputs['body']>,
  media: MediaType | undefined,
): WireBody | undefined {
  const essence = essenceOf(mediaType);
  const form = {
    document,
    schema: flatten(document, media?.schema ?? {}),
    encoding: media?.encoding ?? {},
  };
  if (essence === 'multipart/form-data') {
    // What is no object has no fields; it may be that the schema accepts a form without any.
    const types = typesOf(form.schema);
    const isEmpty = types.length === 0 || types.includes('object');
    const fields = isSchema(value) ? fieldsOf(form, value) : isEmpty ? [] : undefined;
    const parts = fields && partsOf(form, fields);
    return parts && multipart(parts);
  }
  if (essence === 'application/x-www-form-urlencoded') {
    const fields = isSchema(value) ? fieldsOf(form, value) : undefined;
    const text = fields && urlencoded(form, fields);
    return text === undefined ? undefined : encoded(text, mediaType);
  }
  if (isJson(essence)) return encoded(JSON.stringify(value) ?? '', mediaType);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return encoded(text ?? '', concrete(essence) ?? mediaType);
}

const encoded = (text: string, contentType: string): WireBody => ({
  body: new TextEncoder().encode(text),
  contentType,
});

/** A media type that a range such as `image/*` takes; undefined for one that is no range. */
function concrete(range: string): string | undefined {
  if (!range.includes('*')) return undefined;
  const [type] = range.split('/');
  const known: Readonly<Record<string, string>> = {
    image: 'image/png',
    text: 'text/plain',
    audio: 'audio/mpeg',
    video: 'video/mp4',
    application: 'application/octet-stream',
  };
  return known[type ?? ''] ?? 'application/octet-stream';
}

type Form = {
  readonly document: Document;
  readonly schema: JsonSchema;
  readonly encoding: Encodings;
};

/** A part of a form (RFC 7578, section 4). */
type FormPart = {
  readonly name: string;
  readonly text: string;
  readonly filename?: string;
  readonly contentType?: string | undefined;
};

/**
 * The fields of a form. One whose value is null is left out, since no text stands for null.
 *
 * @returns undefined if one that the form needs is null
 */
function fieldsOf({ schema }: Form, value: object): [string, unknown][] | undefined {
  const needed = requiredOf(schema);
  const entries: [string, unknown][] = Object.entries(value);
  if (entries.some(([name, each]) => each === null && needed.includes(name))) return undefined;
  return entries.filter(([, each]) => each !== null);
}

/**
 * The parts of a form. One with a style is written as it is in a query, but not percent-encoded (OpenAPI
 * 3.1.1, section 4.8.15.1).
 *
 * @returns undefined if a value cannot be written so
 */
function partsOf(form: Form, fields: readonly [string, unknown][]): FormPart[] | undefined {
  const parts: FormPart[] = [];
  for (const [name, each] of fields) {
    const { style, explode } = ownValue(form.encoding, name) ?? {};
    const isStyled = style !== undefined || explode !== undefined;
    if (!isStyled || isBinary(form.document, propertyOf(form, name))) {
      const items: unknown[] = Array.isArray(each) ? each : [each];
      parts.push(...items.map((item) => partOf(form, name, item)));
      continue;
    }
    // No two servers read an object alike that has blanks or bars between its parts here.
    const isRead = !/^(space|pipe)Delimited$/.test(style ?? '') || !isSchema(each);
    if (!isRead && !requiredOf(form.schema).includes(name)) continue;
    const written = serialized(styled(name, style, explode), each);
    if (!written) return undefined;
    parts.push(
      ...written.map(([key, text]) => ({
        name: decodeURIComponent(key),
        text: decodeURIComponent(text),
      })),
    );
  }
  return parts;
}

const styled = (
  name: string,
  style: string | undefined,
  explode: boolean | undefined,
): Parameter => ({
  ...{ name, in: 'query' },
  ...(style !== undefined && { style }),
  ...(explode !== undefined && { explode }),
});

function multipart(parts: readonly FormPart[]): WireBody {
  const texts = parts.map(({ text }) => text);
  let boundary = 'contract-form';
  while (texts.some((text) => text.includes(boundary))) boundary += '-';
  const lines = parts.map(({ name, text, filename, contentType }) =>
    [
      `--${boundary}`,
      `Content-Disposition: form-data; name="${quoted(name)}"${filename === undefined ? '' : `; filename="${quoted(filename)}"`}`,
      ...(contentType === undefined ? [] : [`Content-Type: ${contentType}`]),
      '',
      text,
    ].join('\r\n'),
  );
  return encoded(
    [...lines, `--${boundary}--`, ''].join('\r\n'),
    `multipart/form-data; boundary=${boundary}`,
  );
}

const propertyOf = ({ document, schema }: Form, name: string): JsonSchema =>
  flatten(document, new Map(propertiesOf(schema)).get(name) ?? {});

/** What a property is written as, by its encoding or the default for its type (section 4.15.1.2). */
function partOf(form: Form, name: string, value: unknown): FormPart {
  const { document, encoding } = form;
  const property = propertyOf(form, name);
  const isObject = typeof value === 'object' && value !== null;
  const text = isObject ? JSON.stringify(value) : String(value);
  const named = ownValue(encoding, name)?.contentType?.split(',')[0]?.trim();
  if (isBinary(document, property)) {
    const contentType = concrete(named ?? '') ?? named ?? 'application/octet-stream';
    return { name, text, filename: 'upload.txt', contentType };
  }
  return { name, text, contentType: named ?? (isObject ? 'application/json' : undefined) };
}

/** A name in a part's header, as browsers escape it (HTML, section 4.10.21.8). */
const quoted = (name: string): string =>
  name.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

/** Whether a property of a form is bytes, or a list of such, which are sent as uploads. */
function isBinary(document: Document, schema: JsonSchema): boolean {
  if (typesOf(schema).includes('array') && isSchema(schema.items)) {
    return isBinary(document, flatten(document, schema.items));
  }
  return schema.format === 'binary' || 'contentMediaType' in schema;
}

/**
 * Names with brackets for what is inside of objects and lists: `filters[countries][0]=FR`. It is what
 * `deepObject` means to servers that take more than one level of it (OpenAPI 3.2.0, section 4.12.6).
 *
 * @returns no pairs for what is empty; undefined if a text cannot be written
 */
function bracketed(name: string, value: unknown): (readonly [string, string])[] | undefined {
  if (value === null) return undefined;
  if (typeof value !== 'object') {
    const text = String(value);
    return text.isWellFormed() ? [[encodeURIComponent(name), encodeURIComponent(text)]] : undefined;
  }
  const pairs: (readonly [string, string])[] = [];
  for (const [key, each] of Object.entries(value)) {
    const own = bracketed(`${name}[${key}]`, each);
    if (!own) return undefined;
    pairs.push(...own);
  }
  return pairs;
}

/** Fields are written as parameters of a query are, `form` and exploded if nothing else is said. */
function urlencoded(
  { encoding, schema }: Form,
  fields: readonly [string, unknown][],
): string | undefined {
  const pairs: string[] = [];
  for (const [name, each] of fields) {
    const { contentType, style, explode } = ownValue(encoding, name) ?? {};
    const isStyled = style !== undefined || explode !== undefined;
    // Without a style, an object is JSON (OpenAPI 3.2.0, section 4.15.1.1).
    const isObject = typeof each === 'object' && each !== null && !Array.isArray(each);
    const asJson = !isStyled && (isObject || (contentType !== undefined && isJson(contentType)));
    const written =
      style === 'deepObject'
        ? bracketed(name, each)
        : serialized(styled(name, style, explode), asJson ? JSON.stringify(each) : each);
    // What is empty is written as nothing, and then misses.
    if (!written || (written.length === 0 && requiredOf(schema).includes(name))) return undefined;
    pairs.push(...written.map(([key, text]) => `${key}=${text}`));
  }
  return pairs.join('&');
}
