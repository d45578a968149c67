/**
 * Which objects an OpenAPI document is made of, and a walk over them.
 *
 * Only the place of an object says what it is: a property named `schema`, an example that looks like
 * a schema, or a component named `x-thing` is never mistaken for one.
 *
 * @module
 */

/** A part of a document while it is read: any JSON object. */
export type Part = Record<string, unknown>;

export const isPart = (value: unknown): value is Part =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The kinds of objects (OpenAPI 3.2.0, section 4). */
export type Kind = keyof typeof structure;

/** A field holds one object, a list of them (`[kind]`), or a map of them by name (`{kind}`). */
type Field = string;

/**
 * The fields of each kind of object that hold further objects. Everything else is a plain value or
 * data (examples, defaults, enums, extensions), which no walk enters.
 */
const structure = {
  document: {
    servers: '[server]',
    paths: '{pathItem}',
    webhooks: '{pathItem}',
    components: 'components',
    tags: '[tag]',
  },
  components: {
    schemas: '{schema}',
    responses: '{response}',
    parameters: '{parameter}',
    requestBodies: '{requestBody}',
    headers: '{header}',
    securitySchemes: '{securityScheme}',
    examples: '{example}',
    links: '{link}',
    callbacks: '{callback}',
    pathItems: '{pathItem}',
    mediaTypes: '{mediaType}',
  },
  pathItem: {
    get: 'operation',
    put: 'operation',
    post: 'operation',
    delete: 'operation',
    options: 'operation',
    head: 'operation',
    patch: 'operation',
    trace: 'operation',
    query: 'operation',
    additionalOperations: '{operation}',
    servers: '[server]',
    parameters: '[parameter]',
  },
  operation: {
    parameters: '[parameter]',
    requestBody: 'requestBody',
    responses: '{response}',
    callbacks: '{callback}',
    servers: '[server]',
  },
  parameter: { schema: 'schema', content: '{mediaType}', examples: '{example}' },
  header: { schema: 'schema', content: '{mediaType}', examples: '{example}' },
  requestBody: { content: '{mediaType}' },
  response: { headers: '{header}', content: '{mediaType}', links: '{link}' },
  mediaType: {
    schema: 'schema',
    itemSchema: 'schema',
    encoding: '{encoding}',
    prefixEncoding: '[encoding]',
    itemEncoding: 'encoding',
    examples: '{example}',
  },
  encoding: {
    headers: '{header}',
    encoding: '{encoding}',
    prefixEncoding: '[encoding]',
    itemEncoding: 'encoding',
  },
  callback: { '*': 'pathItem' },
  link: { server: 'server' },
  example: {},
  server: {},
  tag: {},
  securityScheme: {},
  schema: {
    $defs: '{schema}',
    properties: '{schema}',
    patternProperties: '{schema}',
    dependentSchemas: '{schema}',
    allOf: '[schema]',
    anyOf: '[schema]',
    oneOf: '[schema]',
    prefixItems: '[schema]',
    items: 'schema',
    contains: 'schema',
    additionalProperties: 'schema',
    unevaluatedItems: 'schema',
    unevaluatedProperties: 'schema',
    propertyNames: 'schema',
    not: 'schema',
    if: 'schema',
    // biome-ignore lint/suspicious/noThenProperty: it is a keyword of JSON Schema
    then: 'schema',
    else: 'schema',
    contentSchema: 'schema',
  },
} as const satisfies Record<string, Readonly<Record<string, Field>>>;

/** One object of a document and where it stands. */
export type LocatedPart = {
  readonly kind: Kind;
  readonly node: Part;
  /** A JSON pointer with a leading `#` (RFC 6901, section 6). */
  readonly pointer: string;
};

/** A part in another one. Few pointers are asked for, so they are made only then. */
class InnerPart implements LocatedPart {
  readonly kind: Kind;
  readonly node: Part;
  readonly #around: LocatedPart;
  readonly #field: string;
  readonly #key: string | number | undefined;

  constructor(
    kind: Kind,
    node: Part,
    around: LocatedPart,
    field: string,
    key: string | number | undefined,
  ) {
    this.kind = kind;
    this.node = node;
    this.#around = around;
    this.#field = field;
    this.#key = key;
  }

  get pointer(): string {
    const place = `${this.#around.pointer}/${escapeToken(this.#field)}`;
    return this.#key === undefined ? place : `${place}/${escapeToken(String(this.#key))}`;
  }
}

/**
 * Visits every object of a document once, each before those that it holds. References are visited
 * as what they are and not followed; an object that several YAML aliases share is visited at the
 * first place.
 */
export function walk(document: Part, visit: (part: LocatedPart) => void): void {
  walkFrom({ kind: 'document', node: document, pointer: '#' }, visit);
}

/** Visits a part and every object in it, like `walk`. */
export function walkFrom(start: LocatedPart, visit: (part: LocatedPart) => void): void {
  const seen = new Set<Part>();
  const pending: LocatedPart[] = [start];
  for (let part = pending.pop(); part; part = pending.pop()) {
    if (seen.has(part.node)) continue;
    seen.add(part.node);
    // What the visit adds to the object belongs to it, so its parts are read afterwards.
    visit(part);
    const parts = partsOf(part);
    for (let at = parts.length - 1; at >= 0; at -= 1) {
      const each = parts[at];
      if (each) pending.push(each);
    }
  }
}

/** What a field holds: one object of a kind, a list of them, or a map of them by name. */
type Holding = { readonly kind: Kind; readonly form: 'one' | 'list' | 'map' };

const holdings: ReadonlyMap<Kind, ReadonlyMap<string, Holding>> = new Map(
  Object.entries(structure).map(([kind, fields]) => [
    kind as Kind,
    new Map(Object.entries<Field>(fields).map(([name, field]) => [name, holdingOf(field)])),
  ]),
);

function holdingOf(field: Field): Holding {
  const inner = field.slice(1, -1) as Kind;
  if (field.startsWith('[')) return { kind: inner, form: 'list' };
  if (field.startsWith('{')) return { kind: inner, form: 'map' };
  return { kind: field as Kind, form: 'one' };
}

/** The objects that an object holds directly. */
export function partsOf(part: LocatedPart): LocatedPart[] {
  const { kind, node } = part;
  const found: LocatedPart[] = [];
  const fields = holdings.get(kind);
  if (!fields || fields.size === 0) return found;
  const others = fields.get('*');
  for (const name of Object.keys(node)) {
    const holding = fields.get(name) ?? (isExtension(name) ? undefined : others);
    if (!holding) continue;
    const value = node[name];
    if (typeof value !== 'object' || value === null) continue;
    if (holding.form === 'one') {
      if (isPart(value)) found.push(new InnerPart(holding.kind, value, part, name, undefined));
    } else if (holding.form === 'list') {
      if (!Array.isArray(value)) continue;
      value.forEach((each, index) => {
        if (isPart(each)) found.push(new InnerPart(holding.kind, each, part, name, index));
      });
    } else if (isPart(value)) {
      // Only these two can have extensions among their names; elsewhere `x-name` is a name.
      const isExtensible = name === 'paths' || (name === 'responses' && kind === 'operation');
      for (const key of Object.keys(value)) {
        const each = value[key];
        if (!isPart(each) || (isExtensible && isExtension(key))) continue;
        found.push(new InnerPart(holding.kind, each, part, name, key));
      }
    }
  }
  return found;
}

const isExtension = (name: string): boolean => name.startsWith('x-');

/** A key as it stands in a JSON pointer (RFC 6901, section 3). */
export const escapeToken = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');

/** The keys of a JSON pointer such as `#/paths/~1books/get`; percent-encoding is undone. */
export const tokensOf = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((token) => percentDecoded(token).replaceAll('~1', '/').replaceAll('~0', '~'));

/** A `%` that encodes nothing stands for itself: real documents have it in names. */
function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
