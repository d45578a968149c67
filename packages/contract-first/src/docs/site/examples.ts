import { essenceOf, isJson } from '../../contract/mediaTypes.ts';
import { examplesOf } from '../../document/examples.ts';
import {
  type Document,
  isSchema,
  type JsonSchema,
  type MediaType,
  type Parameter,
} from '../../document/model.ts';
import { resolvedOr } from '../../document/targets.ts';
import type { Direction } from '../../schema/directions.ts';
import { flatten } from '../../schema/flatten.ts';
import { Values } from '../../schema/index.ts';

/** A value that shows what is sent, with the name that the document gives it. */
export type Example = { readonly name: string; readonly value: unknown };

/** The examples of a document, and values by its schemas where it has none. */
export class Examples {
  readonly #document: Document;
  readonly #values: Readonly<Record<Direction, Values>>;

  constructor(document: Document) {
    this.#document = document;
    this.#values = {
      request: new Values(document, 1, 'request'),
      response: new Values(document, 1, 'response'),
    };
  }

  /** Those that the document states for a body, at most five; else one by its schema. */
  of(media: MediaType, direction: Direction): Example[] {
    const stated = examplesOf(this.#document, media);
    if (stated.length > 0) {
      return stated.slice(0, 5).map(({ key = 'Example', value }) => ({ name: key, value }));
    }
    // How a value is written (OpenAPI 3.2) shows it, too.
    const written = Object.entries(media.examples ?? {}).flatMap(([name, each]) => {
      const example = isSchema(each) ? resolvedOr<JsonSchema>(this.#document, each, {}) : {};
      const { serializedValue: value } = example;
      return value === undefined ? [] : [{ name, value }];
    });
    if (written.length > 0) return written.slice(0, 5);
    const schema = media.schema ?? media.itemSchema;
    const value = isSchema(schema) ? this.ofSchema(schema, direction) : undefined;
    return value === undefined ? [] : [{ name: 'Example', value }];
  }

  /** A value by a schema: its own example if it has one. */
  ofSchema(schema: JsonSchema, direction: Direction): unknown {
    const flat = flatten(this.#document, schema);
    const [first] = Array.isArray(flat.examples) ? flat.examples : [flat.example];
    if (first !== undefined) return first;
    try {
      const values = this.#values[direction];
      return values.nearest(schema);
    } catch {
      // A schema without values, or one that cannot be read, has no example.
      return undefined;
    }
  }

  /** A value of a parameter as text; empty if none is known. */
  ofParameter(parameter: Parameter): unknown {
    if (parameter.example !== undefined) return parameter.example;
    const { examples } = parameter as { readonly examples?: MediaType['examples'] };
    const [stated] = examples ? this.of({ examples }, 'request') : [];
    if (stated) return stated.value;
    const [media] = Object.values(parameter.content ?? {});
    if (media) return this.of(media, 'request')[0]?.value;
    const { schema } = parameter;
    if (!isSchema(schema)) return undefined;
    const flat = flatten(this.#document, schema);
    const [first] = Array.isArray(flat.examples) ? flat.examples : [flat.example];
    if (first !== undefined) return first;
    return flat.default ?? (Array.isArray(flat.enum) ? flat.enum[0] : undefined);
  }
}

/** A body as it is sent, to be shown. */
export const bodyText = (value: unknown, mediaType: string): string =>
  typeof value === 'string' && !isJsonType(mediaType)
    ? value
    : (JSON.stringify(value, null, 2) ?? '');

export const isJsonType = (mediaType: string): boolean => isJson(essenceOf(mediaType));
