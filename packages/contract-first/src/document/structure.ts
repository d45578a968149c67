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
    pending.push(...partsOf(part).reverse());
  }
}

/** The objects that an object holds directly. */
export function partsOf({ kind, node, pointer }: LocatedPart): LocatedPart[] {
  const fields: Readonly<Record<string, Field>> = structure[kind];
  const found: LocatedPart[] = [];
  const add = (field: Field, value: unknown, place: string) => {
    if (isPart(value)) found.push({ kind: field as Kind, node: value, pointer: place });
  };
  for (const [name, value] of Object.entries(node)) {
    const field = Object.hasOwn(fields, name) ? fields[name] : fields['*'];
    if (field === undefined || (field === fields['*'] && isExtension(name))) continue;
    const place = `${pointer}/${escapeToken(name)}`;
    const inner = field.slice(1, -1);
    if (field.startsWith('[') && Array.isArray(value)) {
      value.forEach((each, index) => {
        add(inner, each, `${place}/${index}`);
      });
    } else if (field.startsWith('{') && isPart(value)) {
      // Only these two can have extensions among their names; elsewhere `x-name` is a name.
      const isExtensible = name === 'paths' || (name === 'responses' && kind === 'operation');
      for (const [key, each] of Object.entries(value)) {
        if (isExtensible && isExtension(key)) continue;
        add(inner, each, `${place}/${escapeToken(key)}`);
      }
    } else {
      add(field, value, place);
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
