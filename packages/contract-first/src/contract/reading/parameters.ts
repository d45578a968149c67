/**
 * Reads the values of parameters from requests, by their style (OpenAPI 3.1.1, section 4.8.12.2).
 *
 * @module
 */

import type { JsonSchema, Parameter } from '../../document/model.ts';
import { isJson } from '../contract.ts';
import { bracketed, type Pairs } from './brackets.ts';
import type { Texts } from './texts.ts';

/** Where the texts of parameters come from. */
export type Given = {
  readonly path: ReadonlyMap<string, string>;
  readonly query: Pairs;
  /** As they are written, not decoded. */
  readonly rawQuery: Pairs;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly cookies: Pairs;
};

/** A text that is not what the parameter's content wants. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}

const separators: Readonly<Record<string, string>> = { spaceDelimited: ' ', pipeDelimited: '|' };

/** The schema of a parameter, be it that of its content. */
export const schemaOf = ({ schema, content }: Pick<Parameter, 'schema' | 'content'>): JsonSchema =>
  schema ?? Object.values(content ?? {})[0]?.schema ?? {};

/**
 * The value of a parameter.
 *
 * @returns undefined where the request does not have it
 * @throws Unreadable for content that is not of its media type
 */
export function parameterValue(texts: Texts, parameter: Parameter, given: Given): unknown {
  switch (parameter.in) {
    case 'query':
      return ofPairs(texts, parameter, given.query, given.rawQuery);
    case 'cookie':
      return ofPairs(texts, parameter, given.cookies, given.cookies);
    case 'path':
      return ofPath(texts, parameter, given.path.get(parameter.name));
    case 'header': {
      const written = given.headers[parameter.name.toLowerCase()];
      return ofText(texts, parameter, Array.isArray(written) ? written.join(', ') : written, ',');
    }
    default:
      return undefined;
  }
}

function ofPairs(texts: Texts, parameter: Parameter, pairs: Pairs, raw: Pairs): unknown {
  const { name, style = 'form', explode = style === 'form' } = parameter;
  const schema = schemaOf(parameter);
  const own = pairs.flatMap(([each, text]) => (each === name ? [text] : []));
  if (parameter.content) return own[0] === undefined ? undefined : contentOf(parameter, own[0]);
  if (style === 'deepObject') return bracketed(texts, name, schema, pairs);
  if (texts.isObject(schema) && explode && style === 'form' && !texts.isScalar(schema)) {
    return explodedObject(texts, schema, pairs);
  }
  if (own.length === 0) return undefined;
  if (explode) {
    if (texts.isList(schema) && (own.length > 1 || !texts.isScalar(schema))) {
      return texts.list(schema, own);
    }
    return own.length === 1 ? texts.scalar(schema, own[0] ?? '') : own;
  }
  const separator = separators[style] ?? ',';
  // A separator that is encoded belongs to an item, unless no other one is there.
  const written = raw.flatMap(([each, text]) => (each === name ? [text] : []));
  const isPlain = written.some((text) => text.includes(separator));
  const parts = isPlain
    ? written.flatMap((text) => text.split(separator)).map(decoded)
    : own.flatMap((text) => (text === '' ? [] : text.split(separator)));
  return ofParts(texts, schema, parts, own);
}

/** Whether a name in a query belongs to a parameter: its own, or that of a property of it. */
export function isNameOf(texts: Texts, parameter: Parameter, name: string): boolean {
  const { style = 'form', explode = style === 'form' } = parameter;
  if (parameter.name === name) return true;
  if (style === 'deepObject') return name.startsWith(`${parameter.name}[`);
  return style === 'form' && explode && texts.names(schemaOf(parameter)).includes(name);
}

/** The pairs of a query that are properties of an object, and not parameters of other names. */
function explodedObject(texts: Texts, schema: JsonSchema, pairs: Pairs): object | undefined {
  const names = texts.names(schema);
  const own = pairs.filter(([name]) => names.includes(name));
  return own.length === 0 ? undefined : texts.object(schema, own);
}

function ofPath(texts: Texts, parameter: Parameter, text: string | undefined): unknown {
  if (text === undefined) return undefined;
  const { name, style, explode = false } = parameter;
  if (style === 'label') {
    if (!text.startsWith('.')) return text;
    return ofText(texts, parameter, text.slice(1), explode ? '.' : ',');
  }
  if (style !== 'matrix') return ofText(texts, parameter, text, ',');
  const pairs = text
    .split(';')
    .slice(1)
    .map((pair): [string, string] => [pair.split('=')[0] ?? '', pair.replace(/^[^=]*=?/, '')]);
  const own = pairs.flatMap(([each, value]) => (each === name ? [value] : []));
  const schema = schemaOf(parameter);
  if (!explode) return ofText(texts, parameter, own[0], ',');
  if (texts.isObject(schema)) return texts.object(schema, pairs);
  return texts.isList(schema) ? texts.list(schema, own) : texts.scalar(schema, own[0] ?? text);
}

/** The value of one text, in which a list and an object have separators. */
function ofText(
  texts: Texts,
  parameter: Parameter,
  text: string | undefined,
  separator: string,
): unknown {
  if (text === undefined) return undefined;
  if (parameter.content) return contentOf(parameter, text);
  const schema = schemaOf(parameter);
  const parts = text === '' ? [] : text.split(separator).map((part) => part.trim());
  if (parameter.explode && texts.isObject(schema) && !texts.isScalar(schema)) {
    // What has no pairs is no object.
    if (parts.some((part) => !part.includes('='))) return text;
    const pairs = parts.map((part): [string, string] => [
      part.split('=')[0] ?? '',
      part.replace(/^[^=]*=?/, ''),
    ]);
    return texts.object(schema, pairs);
  }
  return ofParts(texts, schema, parts, [text]);
}

function ofParts(
  texts: Texts,
  schema: JsonSchema,
  parts: readonly string[],
  whole: readonly string[],
): unknown {
  if (texts.isScalar(schema))
    return whole.length === 1 ? texts.scalar(schema, whole[0] ?? '') : whole;
  if (texts.isList(schema)) return texts.list(schema, parts);
  // Names and values in turn; what has no pairs is no object.
  if (parts.length % 2 === 1) return whole[0];
  const pairs = parts.flatMap((part, at): [string, string][] =>
    at % 2 === 0 ? [[part, parts[at + 1] ?? '']] : [],
  );
  return texts.object(schema, pairs);
}

function contentOf({ name, content }: Parameter, text: string): unknown {
  const [type = ''] = Object.keys(content ?? {});
  if (!isJson(type)) return text;
  try {
    return JSON.parse(text);
  } catch {
    throw new Unreadable(`"${name}" is not JSON`);
  }
}

/** The names and values of a query, decoded; of one that cannot be decoded, as it is written. */
export function pairsOf(search: string): { query: Pairs; rawQuery: Pairs } {
  const written = search
    .replace(/^\?/, '')
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair): [string, string] => {
      const at = pair.indexOf('=');
      return at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
    });
  const rawQuery = written.map(([name, text]): [string, string] => [decoded(name), text]);
  return { rawQuery, query: rawQuery.map(([name, text]) => [name, decoded(text)]) };
}

/** The names and values of a `Cookie` (RFC 6265, section 4.2.1). */
export function cookiesOf(header: string | string[] | undefined): Pairs {
  const text = Array.isArray(header) ? header.join('; ') : (header ?? '');
  return text.split(';').flatMap((pair): [string, string][] => {
    const at = pair.indexOf('=');
    if (at < 0) return [];
    const value = pair.slice(at + 1).trim();
    return [[pair.slice(0, at).trim(), unescaped(value.replace(/^"(.*)"$/, '$1'))]];
  });
}

/** A text of a query as it was before it was encoded, in which a blank may be a `+`. */
const decoded = (text: string): string => unescaped(text.replaceAll('+', ' '));

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
