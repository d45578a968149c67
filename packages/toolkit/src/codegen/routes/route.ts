import { $ } from '@hey-api/openapi-ts';
import {
  type BoundOperation,
  type Document,
  type JsonSchema,
  type MediaType,
  type Reference,
  type Response,
  resolve,
} from '../../contract/document.ts';
import { fromText, parameterOf, type Readers } from './parameters.ts';
import { type Chain, type Scope, zodOf } from './zod.ts';

export type ObjectLiteral = ReturnType<typeof $.object>;

/** Whatever can stand as a value. */
export type Expression =
  | Chain
  | ObjectLiteral
  | ReturnType<typeof $.as>
  | ReturnType<typeof $.fromValue>;

/** What a route is written with. */
export type Context = {
  readonly document: Document;
  readonly scope: Scope;
  readonly readers: Readers;
};

/** The argument of `createRoute` for one operation. */
export function routeOf(bound: BoundOperation, context: Context): ObjectLiteral {
  const { id, method, path, operation, security } = bound;
  const route = $.object().pretty();
  route.prop('method', $.literal(method)).prop('path', $.literal(path));
  route.prop('operationId', $.literal(id));
  for (const key of ['summary', 'description', 'tags', 'deprecated'] as const) {
    if (operation[key] !== undefined) route.prop(key, $.fromValue(operation[key]));
  }
  route.prop('security', $.fromValue(security));
  for (const [key, value] of Object.entries(operation)) {
    if (key.startsWith('x-')) route.prop(key, $.fromValue(value));
  }
  const request = requestOf(bound, context);
  if (request.hasProps()) route.prop('request', request);
  const responses = $.object().pretty();
  for (const [status, response] of Object.entries(operation.responses ?? {})) {
    const written = referenceOr(response, context.scope, (r) => responseOf(r, context.scope));
    responses.prop(status, written);
  }
  return route.prop('responses', responses);
}

function requestOf(bound: BoundOperation, context: Context): ObjectLiteral {
  const request = $.object().pretty();
  for (const [key, place] of [
    ['params', 'path'],
    ['query', 'query'],
    ['headers', 'header'],
  ] as const) {
    const parameters = bound.parameters.filter((parameter) => parameter.in === place);
    if (parameters.length === 0) continue;
    const shape = $.object().pretty();
    for (const parameter of parameters) {
      // Header names are case-insensitive, and the server hands them over in lower case.
      const name = place === 'header' ? parameter.name.toLowerCase() : parameter.name;
      shape.prop(name, parameterOf(parameter, context));
    }
    request.prop(key, $(context.scope.z).attr('object').call(shape));
  }
  const { requestBody } = bound;
  if (!requestBody) return request;
  const content = $.object().pretty();
  for (const [mediaType, media] of Object.entries(requestBody.content)) {
    content.prop(mediaType, requestMediaOf(mediaType, media, context.scope));
  }
  const body = $.object().pretty();
  if (requestBody.description) body.prop('description', $.literal(requestBody.description));
  body.prop('required', $.literal(requestBody.required ?? false)).prop('content', content);
  return request.prop('body', body);
}

/**
 * A JSON body is validated by its Zod schema. Any other stays a JSON Schema, for which
 * `@hono/zod-openapi` installs no validator: it is streamed, so nothing may read it whole.
 */
function requestMediaOf(mediaType: string, media: MediaType, scope: Scope): ObjectLiteral {
  const schema = media.schema ?? {};
  const written = $.object().pretty();
  written.prop(
    'schema',
    mediaType === 'application/json' ? zodOf(schema, scope) : $.fromValue(schema),
  );
  if (media.example !== undefined) written.prop('example', $.fromValue(media.example));
  return written;
}

/** The Zod schema of the text fields of a multipart form, or undefined where there is no form. */
export function formFieldsOf(bound: BoundOperation, context: Context): Chain | undefined {
  const media = bound.requestBody?.content['multipart/form-data'];
  if (!media?.schema) return undefined;
  const form = resolve<JsonSchema>(context.document, media.schema);
  const required = new Set(Array.isArray(form.required) ? form.required : []);
  const shape = $.object().pretty();
  for (const [name, property] of Object.entries(form.properties ?? {})) {
    if (property.format === 'binary') continue;
    shape.prop(name, fromText(property, required.has(name), context));
  }
  const kind = form.additionalProperties === false ? 'strictObject' : 'object';
  return $(context.scope.z).attr(kind).call(shape);
}

/** A response, with its headers and the Zod schema of its body. */
export function responseOf(response: Response, scope: Scope): ObjectLiteral {
  const written = $.object().pretty();
  written.prop('description', $.literal(response.description));
  if (response.headers) {
    const headers = $.object().pretty();
    for (const [name, header] of Object.entries(response.headers)) {
      headers.prop(
        name,
        referenceOr(header, scope, (value) => $.fromValue(value)),
      );
    }
    written.prop('headers', headers);
  }
  if (response.content) {
    const content = $.object().pretty();
    for (const [mediaType, media] of Object.entries(response.content)) {
      const body = $.object().pretty();
      body.prop('schema', zodOf(media.schema ?? {}, scope));
      if (media.example !== undefined) body.prop('example', $.fromValue(media.example));
      content.prop(mediaType, body);
    }
    written.prop('content', content);
  }
  return written;
}

/** The constant that a reference leads to, or what the value itself is written as. */
function referenceOr<T extends object>(
  value: T | Reference,
  scope: Scope,
  write: (value: T) => Expression,
): Expression {
  if (!('$ref' in value)) return write(value);
  const symbol = scope.component(value.$ref);
  if (!symbol) throw new Error(`The reference ${value.$ref} leads to nothing that is written`);
  return $(symbol);
}
