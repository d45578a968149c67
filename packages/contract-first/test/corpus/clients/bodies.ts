/**
 * Reads the body of a request by its media type and the document.
 *
 * @module
 */
import {
  type BoundOperation,
  type Document,
  isJson,
  isSchema,
  type JsonSchema,
} from 'contract-first/contract';
import { essenceOf } from '../../../src/contract/contract.ts';
import { ownValue } from '../../../src/document/ownValue.ts';
import { flatten, propertiesOf } from '../../../src/schema/flatten.ts';
import { nestedNames } from './brackets.ts';
import { jsonOf, type Pair, PairReader, pairsOf, styled } from './parameters.ts';
import type { TextReader } from './texts.ts';

type MediaType = NonNullable<BoundOperation['requestBody']>['content'][string];

/** A body that was read. */
export type ReadBody = {
  /** The media type of the document that it was read by. */
  readonly mediaType: string;
  readonly media: MediaType;
  readonly value: unknown;
  /** Names of a form that its schema does not have. */
  readonly unknown: readonly string[];
};

/** Begins each value of a JSON text sequence (RFC 7464). */
const RECORD = '\u001e';

/** The kinds of media types that are a sequence of JSON values. */
const sequences = /^application\/(jsonl|x-jsonlines|ndjson|x-ndjson|jsonlines|json-seq)$/;
export const isSequence = (essence: string): boolean =>
  sequences.test(essence) || essence.endsWith('+json-seq');

/** The media type of a document that takes what a request sends: itself, or a range. */
export function takingType(
  content: Readonly<Record<string, unknown>>,
  sent: string,
): string | undefined {
  const essence = essenceOf(sent);
  const [type = ''] = essence.split('/');
  const named = Object.keys(content);
  const written = (wanted: string) => named.find((each) => essenceOf(each) === wanted);
  return (
    named.find((each) => each === sent) ??
    written(essence) ??
    written(`${type}/*`) ??
    written('*/*') ??
    written('*')
  );
}

export class BodyReader {
  readonly #document: Document;
  readonly #reader: TextReader;

  constructor(document: Document, reader: TextReader) {
    this.#document = document;
    this.#reader = reader;
  }

  /**
   * @param hint the value that the client was given
   * @throws Error that says why the body is none of its media type
   */
  async read(
    content: Readonly<Record<string, MediaType>>,
    contentType: string,
    bytes: Buffer,
    hint: unknown,
  ): Promise<ReadBody> {
    const mediaType = takingType(content, contentType);
    const media = mediaType === undefined ? undefined : content[mediaType];
    if (mediaType === undefined || !media) {
      throw new Error(`media type ${contentType} is not among ${Object.keys(content).join(', ')}`);
    }
    const { value, unknown = [] } = await this.#value(media, contentType, bytes, hint);
    return { mediaType, media, value, unknown };
  }

  async #value(
    media: MediaType,
    contentType: string,
    bytes: Buffer,
    hint: unknown,
  ): Promise<{ value: unknown; unknown?: readonly string[] }> {
    const essence = essenceOf(contentType);
    if (isSequence(essence)) {
      const lines = bytes.toString().replaceAll(RECORD, '\n').split('\n');
      return { value: lines.filter((line) => line.trim() !== '').map((line) => JSON.parse(line)) };
    }
    if (isJson(essence)) return { value: JSON.parse(bytes.toString()) };
    if (essence === 'application/x-www-form-urlencoded') {
      return this.#form(media, pairsOf(bytes.toString()), hint);
    }
    if (essence === 'multipart/form-data') return this.#multipart(media, contentType, bytes, hint);
    const text = bytes.toString();
    // A text that is described as something else is JSON in it.
    const isText = this.#reader.allows(media.schema ?? {}, 'string');
    return { value: isText ? text : jsonOf(text) };
  }

  #form(media: MediaType, pairs: readonly Pair[], hint: unknown) {
    const { schema = {}, encoding = {} } = media;
    const reader = new PairReader(this.#reader, pairs);
    const names = new Set(this.#reader.propertyNames(schema));
    // What a form says by the way: properties that the schema allows without a name.
    for (const { name } of pairs) if (!name.includes('[')) names.add(name);
    const values = isSchema(hint) ? hint : {};
    const found: [string, unknown][] = [];
    for (const name of names) {
      const own = ownValue(encoding, name) ?? {};
      const property = this.#property(schema, name);
      const isStyled = own.style !== undefined || own.explode !== undefined;
      const one = pairs.filter((pair) => pair.name === name);
      // Without a style, an object is JSON (OpenAPI 3.1.1, section 4.8.15.1.2), also as an item.
      if (!isStyled && one.length > 0 && this.#isObject(property)) {
        reader.taken.add(name);
        const values = one.map(({ text }) => jsonOf(text));
        const isList = this.#reader.allows(property, 'array') && !this.#isPlainObject(property);
        found.push([name, isList ? values : values[0]]);
        continue;
      }
      if (!isStyled && one.length === 0 && this.#isObject(property)) {
        const tree = nestedNames(name, pairs, (taken) => reader.taken.add(taken));
        if (tree !== undefined)
          found.push([name, this.#reader.value(property, tree, values[name])]);
        continue;
      }
      const others = new Set([...names].filter((each) => each !== name));
      const parameter = styled({ ...own, name, in: 'query', schema: property });
      const value = reader.read(parameter, others, values[name]);
      if (value) found.push([name, value.value]);
    }
    const unknown = pairs.map(({ name }) => name).filter((name) => !reader.taken.has(name));
    return { value: Object.fromEntries(found), unknown };
  }

  async #multipart(media: MediaType, contentType: string, bytes: Buffer, hint: unknown) {
    const { schema = {}, encoding = {} } = media;
    const form = await new Response(new Uint8Array(bytes), {
      headers: { 'Content-Type': contentType },
    }).formData();
    const values = isSchema(hint) ? hint : {};
    const found: [string, unknown][] = [];
    const styledNames = new Set<string>();
    const pairs: Pair[] = [];
    for (const [name, part] of form) {
      if (typeof part !== 'string') continue;
      // Parts are not percent-encoded (OpenAPI 3.2.0, appendix E): a comma separates.
      pairs.push({ name, raw: encodeURIComponent(part).replaceAll('%2C', ','), text: part });
    }
    const spread = this.#spreadNames(schema, encoding);
    for (const { owner } of spread) styledNames.add(owner);
    for (const name of new Set(form.keys())) {
      if (spread.some((each) => each.name === name)) continue;
      const property = this.#property(schema, name);
      const parts = await Promise.all(
        form.getAll(name).map(async (part) => (typeof part === 'string' ? part : part.text())),
      );
      if (name.includes('[') && !this.#reader.propertyNames(schema).includes(name)) {
        styledNames.add(name.slice(0, name.indexOf('[')));
        continue;
      }
      const own = ownValue(encoding, name) ?? {};
      if (own.style !== undefined || own.explode !== undefined) {
        styledNames.add(name);
        continue;
      }
      const isList = this.#reader.allows(property, 'array');
      const isSingle = parts.length === 1;
      const given = values[name];
      const one = (text: string, from: JsonSchema, value: unknown) =>
        this.#isObject(from)
          ? this.#reader.choose(from, [jsonOf(text), text], value)
          : this.#reader.value(from, text, value);
      const { items } = flatten(this.#document, property);
      const item = isSchema(items) ? items : {};
      const list = parts.map((text, at) =>
        one(text, item, Array.isArray(given) ? given[at] : undefined),
      );
      const candidates = [
        ...(isList ? [list] : []),
        ...(isSingle ? [one(parts[0] ?? '', property, given)] : []),
        ...(isList && isSingle ? [jsonOf(parts[0] ?? '')] : []),
      ];
      found.push([name, this.#reader.choose(property, [...candidates, list], given)]);
    }
    const reader = new PairReader(this.#reader, pairs);
    for (const name of styledNames) {
      const own = ownValue(encoding, name) ?? { style: 'deepObject', explode: true };
      const parameter = styled({ ...own, name, in: 'query', schema: this.#property(schema, name) });
      const value = reader.read(parameter, new Set(), values[name]);
      if (value) found.push([name, value.value]);
    }
    return { value: Object.fromEntries(found) };
  }

  /** Names that the properties of exploded objects have in a form. */
  #spreadNames(
    schema: JsonSchema,
    encoding: NonNullable<MediaType['encoding']>,
  ): { readonly name: string; readonly owner: string }[] {
    const own = this.#reader.propertyNames(schema);
    return Object.keys(encoding).flatMap((owner) => {
      const property = this.#property(schema, owner);
      const given = encoding[owner] ?? {};
      const isStyled = given.style !== undefined || given.explode !== undefined;
      const { style, explode } = styled({ ...given, name: owner, in: 'query', schema: property });
      const isSpread = isStyled && style === 'form' && explode;
      if (!isSpread || !this.#reader.allows(property, 'object')) return [];
      const names = this.#reader.propertyNames(property).filter((name) => !own.includes(name));
      return names.map((name) => ({ name, owner }));
    });
  }

  #property(schema: JsonSchema, name: string): JsonSchema {
    const flat = flatten(this.#document, schema);
    const own = new Map(propertiesOf(flat)).get(name);
    if (own) return own;
    const branches = [flat.oneOf, flat.anyOf, flat.allOf].flatMap((each) =>
      Array.isArray(each) ? each.filter(isSchema) : [],
    );
    for (const branch of branches) {
      const inside = new Map(propertiesOf(flatten(this.#document, branch))).get(name);
      if (inside) return inside;
    }
    return isSchema(flat.additionalProperties) ? flat.additionalProperties : {};
  }

  /** Whether a part is an object, or a list of objects, and nothing that is a text by itself. */
  #isObject(schema: JsonSchema): boolean {
    if (this.#isPlainObject(schema)) return true;
    const { items } = flatten(this.#document, schema);
    return isSchema(items) && this.#isPlainObject(items);
  }

  #isPlainObject(schema: JsonSchema): boolean {
    return (
      this.#reader.allows(schema, 'object') &&
      !this.#reader.allows(schema, 'string', 'number', 'integer', 'boolean', 'array')
    );
  }
}
