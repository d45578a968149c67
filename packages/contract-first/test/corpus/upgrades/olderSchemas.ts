/**
 * ajv's verdicts by schemas of Swagger 2.0 and OpenAPI 3.0 as they are written, without an upgrade:
 * `nullable` and boolean `exclusiveMinimum` are keywords of ajv here.
 *
 * @module
 */
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { patternOf } from '../../../src/schema/pattern.ts';

type Part = Readonly<Record<string, unknown>>;
const isPart = (value: unknown): value is Part =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Keywords that decide which values are valid, and hold no schemas (OpenAPI 3.0.4, section 4.7.24.1). */
const plain = [
  ...['type', 'enum', 'multipleOf', 'minLength', 'maxLength', 'pattern', 'format'],
  ...['minItems', 'maxItems', 'uniqueItems', 'minProperties', 'maxProperties'],
];
const single = ['items', 'additionalProperties', 'not'];
const lists = ['allOf', 'anyOf', 'oneOf'];

/** Judges values by the schemas of one document. */
export class OlderSchemas {
  readonly #document: Part;
  readonly #ajv: Ajv;
  readonly #added = new Set<string>();

  /** @param document as it is written, with local references only */
  constructor(document: object) {
    this.#document = document as Part;
    this.#ajv = new Ajv({
      strict: false,
      validateSchema: false,
      logger: false,
      multipleOfPrecision: 8,
      ownProperties: true,
      code: {
        regExp: Object.assign((pattern: string) => patternOf(pattern) ?? /(?:)/u, {
          code: 'new RegExp',
        }),
      },
    });
    addFormats.default(this.#ajv);
    const bounds = [
      [
        'lower',
        (data: number, bound: number, isOpen: boolean) => (isOpen ? data > bound : data >= bound),
      ],
      [
        'upper',
        (data: number, bound: number, isOpen: boolean) => (isOpen ? data < bound : data <= bound),
      ],
    ] as const;
    for (const [keyword, holds] of bounds) {
      this.#ajv.addKeyword({
        keyword,
        type: 'number',
        validate: ([bound, isOpen]: [number, boolean], data: number) => holds(data, bound, isOpen),
      });
    }
  }

  /** What judges values by a schema. */
  compile(schema: unknown): ValidateFunction {
    return this.#ajv.compile(this.#copy(schema) as Part);
  }

  /** A schema with nothing in it but what decides, and references by the ids of what they lead to. */
  #copy(schema: unknown): unknown {
    if (!isPart(schema)) return schema ?? {};
    // Authors write it beside a reference or a composition to say "or null", and it has no other meaning.
    const isNullable =
      schema.nullable === true || (schema['x-nullable'] === true && schema.nullable === undefined);
    const made = this.#withoutNull(schema);
    if (!isNullable) return made;
    if (typeof schema.type === 'string') return { ...made, nullable: true };
    const isComposed = ['$ref', ...lists].some((keyword) => Object.hasOwn(schema, keyword));
    return isComposed ? { anyOf: [made, { type: 'null' }] } : made;
  }

  #withoutNull(schema: Part): Part {
    if (typeof schema.$ref === 'string') return { $ref: this.#idOf(schema.$ref) };
    const copy: Record<string, unknown> = {};
    for (const keyword of plain)
      if (Object.hasOwn(schema, keyword)) copy[keyword] = schema[keyword];
    if (Array.isArray(schema.required)) copy.required = schema.required;
    for (const keyword of single) {
      if (Object.hasOwn(schema, keyword)) copy[keyword] = this.#copy(schema[keyword]);
    }
    for (const keyword of lists) {
      const list = schema[keyword];
      if (Array.isArray(list)) copy[keyword] = list.map((each) => this.#copy(each));
    }
    if (isPart(schema.properties)) {
      const entries = Object.entries(schema.properties).map(([name, each]) => [
        name,
        this.#copy(each),
      ]);
      copy.properties = Object.fromEntries(entries);
    }
    if (typeof schema.minimum === 'number')
      copy.lower = [schema.minimum, schema.exclusiveMinimum === true];
    if (typeof schema.maximum === 'number')
      copy.upper = [schema.maximum, schema.exclusiveMaximum === true];
    return copy;
  }

  #idOf($ref: string): string {
    const id = `older:${encodeURIComponent($ref)}`;
    if (this.#added.has(id)) return id;
    this.#added.add(id);
    this.#ajv.addSchema(this.#copy(targetOf(this.#document, $ref)) as Part, id);
    return id;
  }
}

/** What a local reference leads to. */
export function targetOf(document: unknown, $ref: string): unknown {
  let node: unknown = document;
  for (const token of $ref.split('/').slice(1)) {
    const key = decodeURIComponent(token).replaceAll('~1', '/').replaceAll('~0', '~');
    node = isPart(node) || Array.isArray(node) ? Reflect.get(node, key) : undefined;
  }
  return node;
}

/** A part of a document with its references followed; an empty one if they lead nowhere. */
export function resolved(document: unknown, value: unknown): Part {
  let node = value;
  for (let count = 0; isPart(node) && typeof node.$ref === 'string' && count < 100; count += 1) {
    node = targetOf(document, node.$ref);
  }
  return isPart(node) ? node : {};
}
