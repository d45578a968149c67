/**
 * Reads forms as values of their schemas.
 *
 * @module
 */

import { escapedKey } from '../../document/locations.ts';
import type { JsonSchema, MediaType } from '../../document/model.ts';
import { essenceOf, mediaTypeIn } from '../contract.ts';
import type { FieldFault } from '../fieldFaults.ts';
import { bracketed, type Pairs } from './brackets.ts';
import type { Texts } from './texts.ts';

/** What stands for bytes in a check of their schema. */
const BYTES = '';

/** How a field of a form is written (OpenAPI 3.1.1, section 4.8.15). */
type Encoding = {
  readonly contentType?: string;
  readonly style?: string;
  readonly explode?: boolean;
};

/** The fields of a form as values; those that are files stand in `files` as well. */
export type Fields = {
  readonly values: Readonly<Record<string, unknown>>;
  readonly files: Readonly<Record<string, File | readonly File[]>>;
  /** The parts whose media type is none of those that their encoding lists. */
  readonly wrongTypes: readonly FieldFault[];
};

/** @param form the parts of a form in their order */
export async function fieldsOf(
  texts: Texts,
  { schema = {}, encoding = {} }: MediaType,
  form: readonly (readonly [name: string, part: string | File])[],
): Promise<Fields> {
  const wrongTypes: FieldFault[] = [];
  const values = new Map<string, unknown>();
  const files = new Map<string, File | readonly File[]>();
  const plain: Pairs = form.flatMap(([name, part]) =>
    typeof part === 'string' ? [[name, part]] : [],
  );
  const names = new Set(form.map(([name]) => name));
  const described = texts.names(schema);
  for (const name of new Set([...described, ...names])) {
    const property = texts.property(schema, name);
    const how: Encoding = encoding[name] ?? {};
    const parts = form.flatMap(([each, part]) => (each === name ? [part] : []));
    const uploads = parts.filter((part) => typeof part !== 'string');
    for (const { type } of uploads) {
      if (how.contentType === undefined || isListed(how.contentType, type)) continue;
      const message = `has the media type ${type || 'none'}, not ${how.contentType}`;
      wrongTypes.push({ pointer: `#/body/${escapedKey(name)}`, message });
    }
    if (uploads.length > 0 && isBinary(texts, property, how)) {
      const isList = texts.isList(property);
      values.set(name, isList ? parts.map(() => BYTES) : parts.length === 1 ? BYTES : parts);
      files.set(name, isList ? uploads : (uploads[0] ?? []));
      continue;
    }
    if (uploads.length > 0 && texts.isScalar(property)) {
      // A file where a text is wanted.
      values.set(name, {});
      continue;
    }
    const written = await Promise.all(
      parts.map((part) => (typeof part === 'string' ? part : part.text())),
    );
    const value =
      written.length > 0
        ? fieldOf(texts, property, how, written)
        : isBracketed(name, described)
          ? undefined
          : bracketed(texts, name, property, plain);
    if (value !== undefined) values.set(name, value);
  }
  // What has been read below the name of a property is no field of its own.
  for (const name of names) if (isBracketed(name, described)) values.delete(name);
  return { values: Object.fromEntries(values), files: Object.fromEntries(files), wrongTypes };
}

const isBracketed = (name: string, described: readonly string[]): boolean =>
  name.includes('[') &&
  !described.includes(name) &&
  described.includes(name.slice(0, name.indexOf('[')));

function fieldOf(
  texts: Texts,
  schema: JsonSchema,
  { contentType, style, explode }: Encoding,
  written: readonly string[],
): unknown {
  const [first = ''] = written;
  if (texts.isScalar(schema) && written.length === 1) return texts.scalar(schema, first);
  if (texts.isList(schema)) {
    if (contentType?.includes('json') && written.length === 1) return jsonOr(first, first);
    const separator = style === 'pipeDelimited' ? '|' : style === 'spaceDelimited' ? ' ' : ',';
    const parts = explode === false ? written.flatMap((text) => text.split(separator)) : written;
    const items = texts.items(schema);
    return texts.isScalar(items)
      ? texts.list(schema, parts)
      : parts.map((text) => jsonOr(text, text));
  }
  if (texts.isObject(schema) && written.length === 1) {
    const pairs = first.split(',');
    const isListed = style === 'form' && explode === false && pairs.length % 2 === 0;
    if (!isListed) return jsonOr(first, first);
    return texts.object(
      schema,
      pairs.flatMap((name, at): [string, string][] =>
        at % 2 === 0 ? [[name, pairs[at + 1] ?? '']] : [],
      ),
    );
  }
  return written.length === 1 ? first : written;
}

/** Whether a media type is one of a list, such as `image/png, text/*` (OpenAPI 3.1.1, section 4.8.15.1). */
const isListed = (list: string, type: string): boolean =>
  list.split(',').some((each) => mediaTypeIn({ [each.trim()]: true }, essenceOf(type)));

/** Whether a field is bytes, by its schema or by how it is written. */
function isBinary(texts: Texts, schema: JsonSchema, { contentType }: Encoding): boolean {
  const each = texts.isList(schema) ? texts.items(schema) : schema;
  const { format, contentMediaType, contentEncoding, type } = texts.flat(each);
  if (contentType !== undefined) return !/json|^text\//.test(contentType);
  if (format === 'binary') return true;
  // Of what is not described further, a file is one.
  if (type === undefined) return !texts.isObject(each);
  return type === 'string' && contentMediaType !== undefined && contentEncoding === undefined;
}

function jsonOr(text: string, otherwise: unknown): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return otherwise;
  }
}
