import { essenceOf, isJson } from '../../contract/mediaTypes.ts';
import {
  type BoundOperation,
  type Document,
  type Header,
  isData,
  type MediaType,
  type Reference,
  type Response,
  resolve,
} from '../../document/model.ts';
import { wireBody } from './bodies.ts';
import { isAsWritten, nameOf, parameterOf, whyNotRead } from './parameters.ts';
import type { Scope } from './scope.ts';
import { Code, Members } from './source.ts';
import { wireOf } from './wire.ts';
import { ownValue, zodOf } from './zod.ts';

/** What of an operation is written in a way of its own, and not as it is. */
const written = new Set(['parameters', 'requestBody', 'responses', 'security']);
/** What a route has beside those, by which `@hono/zod-openapi` would do something else. */
const reserved = new Set(['method', 'path', 'request', 'middleware', 'hide', 'getRoutingPath']);

/** The argument of `createRoute` for one operation. */
export function routeOf(bound: BoundOperation, scope: Scope): Code {
  const { method, path, operation, security } = bound;
  const route = new Members();
  route.set('method', Code.value(method)).set('path', Code.value(path));
  for (const [key, value] of Object.entries(operation)) {
    if (reserved.has(key)) throw new Error(`OpenAPI has no field "${key}" of an operation`);
    if (!written.has(key)) route.set(key, plain(value, scope, key));
  }
  route.set('security', Code.value(security));
  const request = requestOf(bound, { ...scope, direction: 'request' });
  if (!request.isEmpty) route.set('request', request.code);
  const responses = new Members();
  for (const [status, response] of Object.entries(operation.responses ?? {})) {
    responses.set(
      status,
      referenceOr(response, scope, (value) =>
        responseOf(value, { ...scope, direction: 'response' }),
      ),
    );
  }
  return route.set('responses', responses.code).code;
}

function requestOf(bound: BoundOperation, scope: Scope): Members {
  const request = new Members();
  for (const [key, place] of [
    ['params', 'path'],
    ['query', 'query'],
    ['headers', 'header'],
    ['cookies', 'cookie'],
  ] as const) {
    const parameters = bound.parameters.filter(
      (parameter) =>
        whyNotRead(bound, parameter) === undefined &&
        (parameter.in === place || (place === 'query' && isQueryString(parameter.in))),
    );
    if (parameters.length === 0) continue;
    const shape = new Members();
    for (const parameter of parameters) {
      const name = nameOf(parameter);
      shape.set(name, ownValue(name, parameterOf(parameter, scope), scope));
    }
    request.set(key, scope.z.call('object', shape.code));
  }
  const wire = wireCode(bound, scope);
  if (wire) request.set('wire', wire);
  const { requestBody } = bound;
  if (!requestBody) return request;
  const { content: media, required = false, ...rest } = requestBody;
  const content = new Members();
  for (const [mediaType, each] of Object.entries(media)) {
    const schema = each.schema ?? {};
    // A JSON body is validated by its Zod schema. Any other stays a JSON Schema: what arrives as text
    // has a Zod schema of its own, and bytes have none.
    const isValue = isJson(essenceOf(mediaType));
    const expression = isValue ? zodOf(schema, scope) : plain(schema, scope);
    content.set(mediaType, mediaOf(each, expression, scope));
  }
  const body = new Members();
  for (const [key, value] of Object.entries({ ...rest, required })) {
    body.set(key, plain(value, scope, key));
  }
  return request.set('body', body.set('content', content.code).code);
}

/** Of OpenAPI 3.2: the whole query as one value. */
const isQueryString = (place: string): boolean => place === 'querystring';

/** What the kit must know of a request beside its schemas; undefined if that is nothing. */
function wireCode(bound: BoundOperation, scope: Scope): Code | undefined {
  const wire = new Members();
  const { parameters } = bound;
  const described = parameters.flatMap((parameter) => {
    if (whyNotRead(bound, parameter) !== undefined) return [];
    const writing = wireOf(scope.document, parameter);
    if (!writing) return [];
    const documented = isAsWritten(parameter, scope) ? { documented: parameter } : {};
    return [plain({ ...writing, ...documented }, scope)];
  });
  if (described.length > 0) wire.set('parameters', Code.list(described));
  const body = wireBody(bound, scope);
  if (body) wire.set('body', body);
  return wire.isEmpty ? undefined : wire.code;
}

/** A media type with its schema already written. */
function mediaOf({ schema: _, ...rest }: MediaType, schema: Code, scope: Scope): Code {
  const written = new Members().set('schema', schema);
  for (const [key, value] of Object.entries(rest)) written.set(key, plain(value, scope, key));
  return written.code;
}

/** A response, with its headers and the Zod schema of its body. */
export function responseOf(response: Response, scope: Scope): Code {
  const { headers, content, ...rest } = response;
  const written = new Members();
  for (const [key, value] of Object.entries(rest)) written.set(key, plain(value, scope, key));
  if (headers) {
    const named = new Members();
    for (const [name, header] of Object.entries(headers)) {
      named.set(
        name,
        referenceOr<Header>(header, scope, (value) => headerOf(value, scope)),
      );
    }
    written.set('headers', named.code);
  }
  if (content) {
    const media = new Members();
    for (const [mediaType, each] of Object.entries(content)) {
      media.set(mediaType, mediaOf(each, zodOf(each.schema ?? {}, scope), scope));
    }
    written.set('content', media.code);
  }
  return written.code;
}

/** A header, whose schema stays a JSON Schema. */
export const headerOf = (header: Header, scope: Scope): Code => plain(header, scope);

/** Keys of maps, whose own keys are names. */
const named = new Set(['examples', 'headers', 'links', 'content', 'encoding', 'properties']);

/** Anything that needs no code. */
const plain = (value: unknown, { document }: Scope, key = ''): Code =>
  Code.value(isData(key) ? value : withoutReferences(document, value, named.has(key)));

/**
 * A value with its references followed. Those to schemas stay: of all components only these are in the
 * document that is read off the routes.
 */
function withoutReferences(document: Document, value: unknown, isNamed = false): unknown {
  if (Array.isArray(value)) {
    const items = value.map((each) => withoutReferences(document, each));
    return items.every((each, at) => each === value[at]) ? value : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  if ('$ref' in value && typeof value.$ref === 'string') {
    if (value.$ref.startsWith('#/components/schemas/')) return value;
    const { $ref } = value;
    return withoutReferences(document, resolve<object>(document, { $ref }));
  }
  // Most values have none, and need no copy.
  let copy: Map<string, unknown> | undefined;
  for (const [key, each] of Object.entries(value)) {
    // An example may be named `default`, which is no keyword then.
    if (isData(key) && !isNamed) continue;
    const inner = withoutReferences(document, each, named.has(key));
    if (inner === each) continue;
    copy ??= new Map(Object.entries(value));
    copy.set(key, inner);
  }
  return copy ? Object.fromEntries(copy) : value;
}

/** The constant that a reference leads to, or what the value itself is written as. */
function referenceOr<T extends object>(
  value: T | Reference,
  scope: Scope,
  write: (value: T) => Code,
): Code {
  const found = '$ref' in value ? scope.component(value.$ref) : undefined;
  return found ? found.name : write(resolve<T>(scope.document, value));
}
