import { isJson } from '../../contract/contract.ts';
import {
  type BoundOperation,
  type Document,
  type Header,
  isData,
  type JsonSchema,
  type MediaType,
  type Reference,
  type Response,
  resolve,
} from '../../document/model.ts';
import { isFile } from './fileParts.ts';
import { nameOf, parameterOf } from './parameters.ts';
import type { Scope } from './scope.ts';
import { Code, Members } from './source.ts';
import { ownValue, shapeOf, zodOf } from './zod.ts';

/** What of an operation is written in a way of its own, and not as it is. */
const written = new Set(['parameters', 'requestBody', 'responses', 'security']);
/** What a route has beside those, by which `@hono/zod-openapi` would do something else. */
const reserved = new Set(['method', 'path', 'request', 'middleware', 'hide', 'getRoutingPath']);

/** The argument of `createRoute` for one operation. */
export function routeOf(bound: BoundOperation, scope: Scope): Code {
  const { method, path, operation, security } = bound;
  refuseUnroutable(path);
  const route = new Members();
  route.set('method', Code.value(method)).set('path', Code.value(path));
  for (const [key, value] of Object.entries(operation)) {
    if (reserved.has(key)) throw new Error(`OpenAPI has no field "${key}" of an operation`);
    if (!written.has(key)) route.set(key, plain(value, scope));
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

/** @throws Error for a path that Hono would read as another */
function refuseUnroutable(path: string): void {
  for (const segment of path.split('/')) {
    if (/^\{[^{}]+\}$/.test(segment) || !/^:|[*{}]/.test(segment)) continue;
    throw new Error(`The server cannot route "${segment}": a parameter must be a whole segment`);
  }
}

function requestOf(bound: BoundOperation, scope: Scope): Members {
  const request = new Members();
  for (const [key, place] of [
    ['params', 'path'],
    ['query', 'query'],
    ['headers', 'header'],
    ['cookies', 'cookie'],
  ] as const) {
    const parameters = bound.parameters.filter((parameter) => parameter.in === place);
    if (parameters.length === 0) continue;
    const shape = new Members();
    for (const parameter of parameters) {
      const name = nameOf(parameter);
      shape.set(name, ownValue(name, parameterOf(parameter, scope), scope));
    }
    request.set(key, scope.z.call('object', shape.code));
  }
  const { requestBody } = bound;
  if (!requestBody) return request;
  const { content: media, required = false, ...rest } = requestBody;
  const json = Object.entries(media).filter(([mediaType]) => isJson(mediaType));
  const unread = json.find(([mediaType]) => !/^application\/([a-z-.]+\+)?json$/i.test(mediaType));
  if (unread) throw new Error(`Hono does not take ${unread[0]} for JSON, and would not check it`);
  if (new Set(json.map(([, { schema }]) => JSON.stringify(schema))).size > 1) {
    throw new Error('Hono holds every JSON body to all schemas of the operation; give it one');
  }
  const content = new Members();
  for (const [mediaType, each] of Object.entries(media)) {
    const schema = each.schema ?? {};
    // A JSON body is validated by its Zod schema. Any other stays a JSON Schema, for which
    // `@hono/zod-openapi` installs no validator: it is streamed, so nothing may read it whole.
    const expression = isJson(mediaType) ? zodOf(schema, scope) : Code.value(schema);
    content.set(mediaType, mediaOf(each, expression, scope));
  }
  const body = new Members();
  for (const [key, value] of Object.entries({ ...rest, required })) {
    body.set(key, plain(value, scope));
  }
  return request.set('body', body.set('content', content.code).code);
}

/** A media type with its schema already written. */
function mediaOf({ schema: _, ...rest }: MediaType, schema: Code, scope: Scope): Code {
  const written = new Members().set('schema', schema);
  for (const [key, value] of Object.entries(rest)) written.set(key, plain(value, scope));
  return written.code;
}

/** The Zod schema of the text fields of a multipart form, or undefined where there is no form. */
export function formFieldsOf(bound: BoundOperation, scope: Scope): Code | undefined {
  const media = bound.requestBody?.content['multipart/form-data'];
  if (!media?.schema) return undefined;
  const form = resolve<JsonSchema>(scope.document, media.schema);
  if (form.allOf || form.anyOf || form.oneOf) {
    throw new Error('A form with parts to combine cannot be read; write its properties in one');
  }
  const properties = Object.entries(form.properties ?? {}).filter(
    ([, property]) => !isFile(scope.document, property),
  );
  const text = () => scope.helper('arrayFromText');
  const fields = shapeOf(
    { ...form, properties: Object.fromEntries(properties) },
    { ...scope, direction: 'request', text },
  );
  const kind = form.additionalProperties === false ? 'strictObject' : 'object';
  return scope.z.call(kind, fields);
}

/** A response, with its headers and the Zod schema of its body. */
export function responseOf(response: Response, scope: Scope): Code {
  const { headers, content, ...rest } = response;
  const written = new Members();
  for (const [key, value] of Object.entries(rest)) written.set(key, plain(value, scope));
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

/** Anything that needs no code. */
const plain = (value: unknown, { document }: Scope): Code =>
  Code.value(withoutReferences(document, value));

/**
 * A value with its references followed. Those to schemas stay: of all components only these are in the
 * document that is read off the routes.
 */
function withoutReferences(document: Document, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((each) => withoutReferences(document, each));
  if (typeof value !== 'object' || value === null) return value;
  if ('$ref' in value && typeof value.$ref === 'string') {
    if (value.$ref.startsWith('#/components/schemas/')) return value;
    const { $ref } = value;
    return withoutReferences(document, resolve<object>(document, { $ref }));
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      isData(key) ? each : withoutReferences(document, each),
    ]),
  );
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
