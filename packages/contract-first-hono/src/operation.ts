/**
 * The operations of a document, as the kit reads them from the generated routes.
 *
 * @module
 */
import type { RouteConfig } from '@hono/zod-openapi';
import type { z } from 'zod';
import type { WireParameter } from './parameters/wire.ts';
import type { FormFields, Route } from './routes.ts';

/** A generated module, as `contract generate` writes it for a server. */
export type Api = {
  /** By operation id. */
  readonly routes: Readonly<Record<string, Route>>;
  /** The text fields of multipart forms, by operation id. */
  readonly formFields: FormFields;
  /** The component schemas, by name. */
  readonly schemas: Readonly<Record<string, z.ZodType>>;
  /** The extensions at the root of the document. */
  readonly extensions: Readonly<Record<string, unknown>>;
};

/** Schemes that are needed together, with the scopes for each. */
export type SecurityRequirement = Readonly<Record<string, readonly string[]>>;

/** A response header of the document. */
export type DocumentedHeader = { readonly required?: boolean };
/** A response of the document. */
export type DocumentedResponse = {
  readonly headers?: Readonly<Record<string, DocumentedHeader>>;
  readonly content?: Readonly<
    Record<string, { readonly schema?: unknown; readonly itemSchema?: unknown }>
  >;
};

/** An operation of the document. */
export type Operation = {
  readonly id: string;
  /** In lower case. */
  readonly method: string;
  readonly path: string;
  /** The names of its query parameters. */
  readonly query: readonly string[];
  /** The names of its header parameters. */
  readonly headers: readonly string[];
  /** Its parameters that are not written in the usual way of their place. */
  readonly wire: readonly WireParameter[];
  readonly body: { readonly required: boolean; readonly mediaTypes: readonly string[] } | undefined;
  /** By status, which may be a range such as `4XX`, or `default`. */
  readonly responses: Readonly<Record<string, DocumentedResponse>>;
  /** The alternative credentials; empty if none are needed. */
  readonly security: readonly SecurityRequirement[];
  readonly tags: readonly string[];
  /** Its extensions, such as `x-rate-limit`. */
  readonly extensions: Readonly<Record<string, unknown>>;
};

/**
 * What a generated route says of its request in addition to its schemas. `@hono/zod-openapi` ignores it.
 */
export type Wire = {
  readonly parameters?: readonly WireParameter[];
  readonly body?: WireBody;
};

/** How a body is read, by media type where it says so. */
export type WireBody = {
  /** Set if media types that are all JSON have different schemas. */
  readonly isUnion?: boolean;
  /** Zod schemas of bodies that are not JSON, whose values are read from text. */
  readonly schemas?: Readonly<Record<string, unknown>>;
  /** The fields of forms that are no files. */
  readonly fields?: Readonly<Record<string, readonly WireParameter[]>>;
};

/** The parameters of a route that are not written in the usual way of their place. */
export const wireIn = ({ request }: RouteConfig): readonly WireParameter[] =>
  wireOf(request).parameters ?? [];

/** How the body of a request is read. */
export const wireBodyIn = (request: RouteConfig['request']): WireBody => wireOf(request).body ?? {};

const wireOf = (request: RouteConfig['request'] = {}): Wire =>
  (request as { readonly wire?: Wire }).wire ?? {};

/** All operations, by id. */
export function operationsOf({ routes }: Api): ReadonlyMap<string, Operation> {
  return new Map(Object.entries(routes).map(([id, route]) => [id, operationOf(id, route)]));
}

function operationOf(id: string, route: RouteConfig): Operation {
  const { method, path, request, responses, security = [], tags = [] } = route;
  const { body } = request ?? {};
  return {
    id,
    method,
    path,
    query: namesIn(request?.query),
    headers: namesIn(request?.headers).map(headerName),
    wire: wireIn(route),
    body: body && { required: body.required === true, mediaTypes: Object.keys(body.content) },
    responses: responses as Operation['responses'],
    security,
    tags,
    extensions: Object.fromEntries(Object.entries(route).filter(([name]) => name.startsWith('x-'))),
  };
}

/** The names of the properties of an object's schema. */
const namesIn = (schema: unknown): string[] =>
  typeof schema === 'object' && schema !== null && 'shape' in schema
    ? Object.keys(schema.shape as object)
    : [];

/**
 * Restores the case of header names, which generated schemas have in lower case: `if-match` is
 * `If-Match`.
 */
const headerName = (name: string): string =>
  name.replaceAll(/\b[a-z]/g, (letter) => letter.toUpperCase());

/**
 * The key for a status among documented ones: itself, its range, or the default (OpenAPI 3.1.1,
 * section 4.8.16).
 */
export const statusKey = (
  responses: Readonly<Record<string, unknown>>,
  status: number,
): string | undefined =>
  [String(status), `${Math.floor(status / 100)}XX`, 'default'].find((key) =>
    Object.hasOwn(responses, key),
  );

/** Whether a media type is JSON, by its name or its suffix (RFC 6839, section 3.1). */
export const isJson = (mediaType: string): boolean =>
  /^(application|text)\/json$|\+json$/i.test(mediaType);

/** A media type in lower case, without parameters. */
export const essenceOf = (mediaType: string): string =>
  mediaType.split(';')[0]?.trim().toLowerCase() ?? '';
