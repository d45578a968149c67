/**
 * The types of an OpenAPI 3.1 document, as far as the toolkit reads it, and how to resolve its
 * references and list its operations.
 *
 * @module
 */
import { readFile } from 'node:fs/promises';

/** A JSON Schema of dialect 2020-12, as OpenAPI 3.1 uses it. */
export type JsonSchema = {
  readonly $ref?: string;
  readonly [keyword: string]: unknown;
};

/** Whether something that stands where a schema may is one written out, not `true` or `false`. */
export const isSchema = (value: unknown): value is JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export type Reference = { readonly $ref: string };

export type MediaType = {
  readonly schema?: JsonSchema;
  /** Of OpenAPI 3.2: the schema of each item of a sequence, such as `text/event-stream`. */
  readonly itemSchema?: JsonSchema;
  /** How the fields of a form are written (OpenAPI 3.1.1, section 4.8.15). */
  readonly encoding?: Readonly<
    Record<
      string,
      { readonly contentType?: string; readonly style?: string; readonly explode?: boolean }
    >
  >;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, unknown>>;
};

export type Header = {
  readonly description?: string;
  readonly required?: boolean;
  readonly schema?: JsonSchema;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, unknown>>;
};

export type Parameter = {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header' | 'cookie';
  readonly description?: string;
  readonly required?: boolean;
  readonly schema?: JsonSchema;
  /** How a value is written as text (OpenAPI 3.1.1, section 4.8.12.2). */
  readonly style?: string;
  readonly explode?: boolean;
  readonly content?: Readonly<Record<string, MediaType>>;
  readonly example?: unknown;
};

export type Response = {
  readonly description: string;
  readonly headers?: Readonly<Record<string, Header | Reference>>;
  readonly content?: Readonly<Record<string, MediaType>>;
  readonly links?: Readonly<Record<string, object>>;
};

export type RequestBody = {
  readonly description?: string;
  readonly required?: boolean;
  readonly content: Readonly<Record<string, MediaType>>;
};

export type SecurityRequirement = Readonly<Record<string, readonly string[]>>;

export type Operation = {
  readonly operationId?: string;
  readonly summary?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly deprecated?: boolean;
  readonly externalDocs?: { readonly url: string; readonly description?: string };
  readonly security?: readonly SecurityRequirement[];
  readonly parameters?: readonly (Parameter | Reference)[];
  readonly requestBody?: RequestBody | Reference;
  readonly responses?: Readonly<Record<string, Response | Reference>>;
  /** By name, then by the expression of a URL. */
  readonly callbacks?: Readonly<Record<string, Callback | Reference>>;
  readonly [extension: `x-${string}`]: unknown;
};

/** Requests that the API sends, by an expression of where (OpenAPI 3.1.1, section 4.8.18). */
export type Callback = Readonly<Record<string, PathItem>>;

export const methods = [
  'get',
  'put',
  'post',
  'delete',
  'options',
  'head',
  'patch',
  'trace',
] as const;
export type Method = (typeof methods)[number];

export type PathItem = { readonly [method in Method]?: Operation } & {
  readonly $ref?: string;
  /** Of OpenAPI 3.2: a method that is safe and has a body. */
  readonly query?: Operation;
  /** Of OpenAPI 3.2: operations of other methods, by their names as requests have them. */
  readonly additionalOperations?: Readonly<Record<string, Operation>>;
  readonly parameters?: readonly (Parameter | Reference)[];
};

export type Document = {
  readonly openapi: string;
  readonly info: {
    readonly title: string;
    readonly version: string;
    readonly [key: string]: unknown;
  };
  readonly servers?: readonly { readonly url: string; readonly description?: string }[];
  readonly security?: readonly SecurityRequirement[];
  readonly paths: Readonly<Record<string, PathItem>>;
  /** Requests that the API sends, by name. */
  readonly webhooks?: Readonly<Record<string, PathItem>>;
  readonly components?: {
    readonly schemas?: Readonly<Record<string, JsonSchema>>;
    readonly securitySchemes?: Readonly<Record<string, unknown>>;
    readonly [kind: string]: Readonly<Record<string, unknown>> | undefined;
  };
  readonly tags?: readonly {
    readonly name: string;
    readonly description?: string;
    readonly [extension: `x-${string}`]: unknown;
  }[];
  readonly [extension: `x-${string}`]: unknown;
};

/** Reads a bundled document (one JSON file, with local references only). */
export async function readDocument(file: string | URL): Promise<Document> {
  return JSON.parse(await readFile(file, 'utf8'));
}

/** Whether what stands under a key is data, in which nothing is a keyword or a reference. */
export const isData = (key: string): boolean =>
  ['example', 'default', 'enum', 'const', 'value'].includes(key) || key.startsWith('x-');

/** The keys that a local reference leads along (RFC 6901, section 6). */
export const pointerTokens = ($ref: string): string[] =>
  $ref
    .split('/')
    .slice(1)
    .map((token) => decodeURIComponent(token).replaceAll('~1', '/').replaceAll('~0', '~'));

/**
 * What a local reference leads to (`#/components/…`, RFC 6901), which may be a reference again.
 *
 * @throws RangeError where it leads nowhere or out of the document
 */
export function follow<T extends object>(document: object, $ref: string): T | Reference {
  if (!$ref.startsWith('#/')) {
    throw new RangeError(`The reference ${$ref} does not point into the document`);
  }
  let target: unknown = document;
  for (const key of pointerTokens($ref)) {
    const isInside = typeof target === 'object' && target !== null && Object.hasOwn(target, key);
    target = isInside ? (target as Record<string, unknown>)[key] : undefined;
  }
  if (typeof target !== 'object' || target === null) {
    throw new RangeError(`The reference ${$ref} leads nowhere`);
  }
  return target as T | Reference;
}

/**
 * Follows local references until they lead to something else.
 *
 * @throws RangeError where they lead nowhere, out of the document, or in a circle
 */
export function resolve<T extends object>(document: Document, value: T | Reference): T {
  const seen = new Set<string>();
  let current: T | Reference = value;
  while ('$ref' in current && typeof current.$ref === 'string') {
    const { $ref } = current;
    if (seen.has($ref)) throw new RangeError(`The reference ${$ref} refers to itself`);
    seen.add($ref);
    current = follow<T>(document, $ref);
  }
  return current as T;
}

/** The key of a status among documented ones: itself, its range, or the default (OpenAPI 3.1.1, section 4.8.16). */
export const statusKey = (
  responses: Readonly<Record<string, unknown>>,
  status: number,
): string | undefined =>
  [String(status), `${Math.floor(status / 100)}XX`, 'default'].find((key) =>
    Object.hasOwn(responses, key),
  );

/** An operation with all that it takes from around it, references followed. */
export type BoundOperation = {
  readonly id: string;
  /** In lower case; one of `additionalOperations` as it is written. */
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
  readonly parameters: readonly Parameter[];
  readonly requestBody: RequestBody | undefined;
  readonly responses: Readonly<Record<string, Response>>;
  /** The alternatives of credentials, each scheme with the scopes it must carry; empty: none needed. */
  readonly security: readonly SecurityRequirement[];
};

/** The method and path of an operation, as in `GET /ships`. */
export const endpointOf = ({ method, path }: { method: string; path: string }): string =>
  `${method.toUpperCase()} ${path}`;

/**
 * All operations, in the order of the document. An operation without an id is `get /path`.
 *
 * @throws Error that names both operations where two have the same id
 */
export function operations(document: Document): BoundOperation[] {
  const found: BoundOperation[] = [];
  const ids = new Map<string, string>();
  for (const [path, pathItem] of Object.entries(document.paths)) {
    const item = resolve<PathItem>(document, pathItem);
    for (const [method, operation] of operationsIn(item)) {
      const bound = bindOperation(document, item, { method, path, operation });
      const { id } = bound;
      const endpoint = endpointOf(bound);
      const other = ids.get(id);
      if (other !== undefined) {
        throw new Error(
          `Two operations have the id "${id}": ${other} and ${endpoint}. Give each one its own.`,
        );
      }
      ids.set(id, endpoint);
      found.push(bound);
    }
  }
  return found;
}

/**
 * An operation with all that it takes from its path item and the document.
 *
 * @throws RangeError where a reference leads nowhere, out of the document, or in a circle
 */
export function bindOperation(
  document: Document,
  item: PathItem,
  { method, path, operation }: Pick<BoundOperation, 'method' | 'path' | 'operation'>,
): BoundOperation {
  const parameters = new Map<string, Parameter>();
  for (const each of [...(item.parameters ?? []), ...(operation.parameters ?? [])]) {
    const parameter = resolve<Parameter>(document, each);
    parameters.set(`${parameter.in} ${parameter.name}`, parameter);
  }
  return {
    id: operation.operationId ?? `${method} ${path}`,
    method,
    path,
    operation,
    parameters: [...parameters.values()],
    requestBody: operation.requestBody && requestBodyOf(document, operation.requestBody),
    responses: Object.fromEntries(
      Object.entries(operation.responses ?? {})
        .filter(([status]) => !status.startsWith('x-'))
        .map(([status, response]) => [status, responseOf(document, response)]),
    ),
    security: operation.security ?? document.security ?? [],
  };
}

/** The methods and paths of all operations, in the order of the document. */
export const operationPlaces = (document: Document): Pick<BoundOperation, 'method' | 'path'>[] =>
  Object.entries(document.paths).flatMap(([path, item]) =>
    operationsIn(resolve<PathItem>(document, item)).map(([method]) => ({ method, path })),
  );

/** The operations at a path by their methods, in a set order. */
export function operationsIn(item: PathItem): [method: string, operation: Operation][] {
  const fixed = [...methods, 'query' as const].flatMap((method): [string, Operation][] => {
    const operation = item[method];
    return operation ? [[method, operation]] : [];
  });
  return [...fixed, ...Object.entries(item.additionalOperations ?? {})];
}

function requestBodyOf(document: Document, written: RequestBody | Reference): RequestBody {
  const body = resolve<RequestBody>(document, written);
  return { ...body, content: contentOf(document, body.content) };
}

function responseOf(document: Document, written: Response | Reference): Response {
  const response = resolve<Response>(document, written);
  const { content } = response;
  return content ? { ...response, content: contentOf(document, content) } : response;
}

/** Media types, which are references where OpenAPI 3.2 allows it. */
const contentOf = (
  document: Document,
  content: Readonly<Record<string, MediaType | Reference>> = {},
): Readonly<Record<string, MediaType>> =>
  Object.fromEntries(
    Object.entries(content).map(([type, media]) => [type, resolve<MediaType>(document, media)]),
  );
