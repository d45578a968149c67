import type {
  Location,
  Oas3_1Schema,
  Oas3Header,
  Oas3MediaType,
  Oas3Operation,
  Oas3Parameter,
  Oas3RequestBody,
  Oas3Response,
  Oas3Schema,
  OasRef,
  UserContext,
} from '@redocly/openapi-core';

/** A part of the document with the place it stands at, which is where a reference leads. */
export type Placed<T> = { readonly node: T; readonly location: Location };

export type Schema = Oas3Schema | Oas3_1Schema;
export type Header = Oas3Header<Schema>;
export type MediaType = Oas3MediaType<Schema>;
export type Operation = Oas3Operation<Schema>;
export type Parameter = Oas3Parameter<Schema>;
export type Response = Oas3Response<Schema>;
type RequestBody = Oas3RequestBody<Schema>;

/**
 * Follows a reference from where it stands, through as many files as it takes.
 *
 * @returns undefined where it leads nowhere, which Redocly's own `no-unresolved-refs` reports
 */
export function follow<T extends object>(
  { resolve }: UserContext,
  node: T | OasRef,
  location: Location,
): Placed<T> | undefined {
  // The document may have anything in this place, which `struct` reports.
  if (typeof node !== 'object' || node === null) return undefined;
  if (!('$ref' in node)) return { node, location };
  const target = resolve<T>(node, location.source.absoluteRef);
  return target.location === undefined || typeof target.node !== 'object' || target.node === null
    ? undefined
    : { node: target.node, location: target.location };
}

/** An extension (`x-…`), which Redocly's types do not name. */
export function extension(node: object, name: `x-${string}`): unknown {
  return Reflect.get(node, name);
}

/** The responses of the operation that is being visited, each with its status (or `default`). */
export function responsesOf(
  ctx: UserContext,
  operation: Operation,
): (Placed<Response> & { readonly status: string })[] {
  const location = ctx.location.child('responses');
  return Object.entries(operation.responses ?? {}).flatMap(([status, response]) => {
    const placed = follow<Response>(ctx, response, location.child(status));
    return placed ? [{ ...placed, status }] : [];
  });
}

/** The bodies of a request or a response, one for each media type. */
export function contentOf({
  node,
  location,
}: Placed<Response | RequestBody>): (Placed<MediaType> & { readonly mediaType: string })[] {
  return Object.entries(node.content ?? {}).flatMap(([mediaType, body]: [string, unknown]) =>
    typeof body === 'object' && body !== null
      ? [{ node: body, location: location.child(['content', mediaType]), mediaType }]
      : [],
  );
}

/** All bodies that the operation being visited takes or answers with. */
export function bodiesOf(ctx: UserContext, operation: Operation): Placed<MediaType>[] {
  const request =
    operation.requestBody &&
    follow<RequestBody>(ctx, operation.requestBody, ctx.location.child('requestBody'));
  return [...(request ? [request] : []), ...responsesOf(ctx, operation)].flatMap(contentOf);
}

/** Whether a response has a header; names of headers know no case (RFC 9110, section 5.1). */
export function hasHeader(response: Response, name: string): boolean {
  return Object.keys(response.headers ?? {}).some(
    (header) => header.toLowerCase() === name.toLowerCase(),
  );
}
