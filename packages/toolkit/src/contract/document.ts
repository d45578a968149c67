/**
 * The parts of an OpenAPI 3.1 document that the toolkit reads, and how to reach them.
 *
 * @module
 */
import { readFile } from 'node:fs/promises';

/** A JSON Schema of dialect 2020-12, as OpenAPI 3.1 uses it. */
export type JsonSchema = {
  readonly $ref?: string;
  readonly [keyword: string]: unknown;
};

export type Reference = { readonly $ref: string };

export type MediaType = {
  readonly schema?: JsonSchema;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, unknown>>;
};

export type Header = {
  readonly description?: string;
  readonly required?: boolean;
  readonly schema?: JsonSchema;
  readonly example?: unknown;
};

export type Parameter = {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header' | 'cookie';
  readonly description?: string;
  readonly required?: boolean;
  readonly schema?: JsonSchema;
  readonly example?: unknown;
};

export type Response = {
  readonly description: string;
  readonly headers?: Readonly<Record<string, Header | Reference>>;
  readonly content?: Readonly<Record<string, MediaType>>;
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
  readonly security?: readonly SecurityRequirement[];
  readonly parameters?: readonly (Parameter | Reference)[];
  readonly requestBody?: RequestBody | Reference;
  readonly responses?: Readonly<Record<string, Response | Reference>>;
  readonly [extension: `x-${string}`]: unknown;
};

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
  readonly components?: {
    readonly schemas?: Readonly<Record<string, JsonSchema>>;
    readonly securitySchemes?: Readonly<Record<string, unknown>>;
    readonly [kind: string]: Readonly<Record<string, unknown>> | undefined;
  };
  readonly tags?: readonly { readonly name: string; readonly description?: string }[];
  readonly [extension: `x-${string}`]: unknown;
};

/** Reads a bundled document (one JSON file, with local references only). */
export async function readDocument(file: string | URL): Promise<Document> {
  return JSON.parse(await readFile(file, 'utf8'));
}

/**
 * Follows a local reference (`#/components/…`, RFC 6901) until it leads to something else.
 *
 * @throws RangeError where it leads nowhere, out of the document, or in a circle.
 */
export function resolve<T extends object>(document: Document, value: T | Reference): T {
  let current: T | Reference = value;
  for (let hops = 0; '$ref' in current && typeof current.$ref === 'string'; hops++) {
    const { $ref } = current;
    if (!$ref.startsWith('#/') || hops > 50) {
      throw new RangeError(`The reference ${$ref} does not lead to a part of the document`);
    }
    let target: unknown = document;
    for (const token of $ref.slice(2).split('/')) {
      const key = decodeURIComponent(token).replaceAll('~1', '/').replaceAll('~0', '~');
      target = (target as Record<string, unknown> | undefined)?.[key];
    }
    if (target === undefined) throw new RangeError(`The reference ${$ref} leads nowhere`);
    current = target as T | Reference;
  }
  return current as T;
}

/** An operation with all that it takes from around it, references followed. */
export type BoundOperation = {
  readonly id: string;
  readonly method: Method;
  readonly path: string;
  readonly operation: Operation;
  readonly parameters: readonly Parameter[];
  readonly requestBody: RequestBody | undefined;
  readonly responses: Readonly<Record<string, Response>>;
  /** The alternatives of credentials, each scheme with the scopes it must carry; empty: none needed. */
  readonly security: readonly SecurityRequirement[];
};

/** All operations, in the order of the document. An operation without an id is `get /path`. */
export function operations(document: Document): BoundOperation[] {
  const found: BoundOperation[] = [];
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of methods) {
      const operation = item[method];
      if (!operation) continue;
      const parameters = new Map<string, Parameter>();
      for (const each of [...(item.parameters ?? []), ...(operation.parameters ?? [])]) {
        const parameter = resolve<Parameter>(document, each);
        parameters.set(`${parameter.in} ${parameter.name}`, parameter);
      }
      found.push({
        id: operation.operationId ?? `${method} ${path}`,
        method,
        path,
        operation,
        parameters: [...parameters.values()],
        requestBody: operation.requestBody && resolve<RequestBody>(document, operation.requestBody),
        responses: Object.fromEntries(
          Object.entries(operation.responses ?? {}).map(([status, response]) => [
            status,
            resolve<Response>(document, response),
          ]),
        ),
        security: operation.security ?? document.security ?? [],
      });
    }
  }
  return found;
}
