/**
 * The document that is read off the routes of an app.
 *
 * @module
 */
import type { OpenAPIHono, RouteConfig } from '@hono/zod-openapi';
import { z } from 'zod';
import type { Environment } from './environment.ts';
import { type Api, wireIn } from './operation.ts';
import type { WireParameter } from './parameters/wire.ts';

type Request = RouteConfig['request'];
type EmittedDocument = ReturnType<OpenAPIHono<Environment>['getOpenAPI31Document']>;

/** The methods that a path has fields for (OpenAPI 3.2.0, section 4.9). */
const fields = new Set([
  ...['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'],
  ...['parameters', 'servers', 'summary', 'description', '$ref'],
]);

/**
 * Registers the routes of an API for `app.getOpenAPI31Document`. They are answered by the kit, so the
 * app itself gets no routes.
 */
export function documentRoutes(app: OpenAPIHono<Environment>, { schemas, routes }: Api): void {
  const { openAPIRegistry } = app;
  // Registered by hand, because the schema of a form is referred to but not built from Zod.
  for (const [name, schema] of Object.entries(schemas)) openAPIRegistry.register(name, schema);
  for (const route of Object.values(routes)) openAPIRegistry.registerPath(documented(route));
  const emit = app.getOpenAPI31Document;
  app.getOpenAPI31Document = (...settings) => withOtherMethods(emit(...settings));
}

/** A route with the parameters as they are written that zod-to-openapi cannot read off their schemas. */
function documented(route: RouteConfig): RouteConfig {
  const asWritten = wireIn(route).filter((parameter) => parameter.documented !== undefined);
  if (asWritten.length === 0) return route;
  const { request, ...rest } = route;
  const parameters = asWritten.flatMap((parameter) => parameter.documented ?? []);
  return { ...rest, parameters, request: without(request, asWritten) } as RouteConfig;
}

/** A request without some of its parameters. */
function without(request: Request, parameters: readonly WireParameter[]): Request {
  const omitted = (schema: unknown, ...places: readonly string[]) => {
    if (!(schema instanceof z.ZodObject)) return schema;
    const names = parameters.filter((each) => places.includes(each.in)).map(({ name }) => name);
    const rest = Object.entries(schema.shape).filter(([name]) => !names.includes(name));
    return rest.length === 0 ? undefined : z.object(Object.fromEntries(rest));
  };
  return {
    ...request,
    params: omitted(request?.params, 'path'),
    query: omitted(request?.query, 'query', 'querystring'),
    headers: omitted(request?.headers, 'header'),
    cookies: omitted(request?.cookies, 'cookie'),
  } as Request;
}

/** A document with operations of other methods in the field that OpenAPI 3.2 has for them. */
function withOtherMethods(document: EmittedDocument): EmittedDocument {
  const paths = Object.entries(document.paths ?? {}).map(([path, item]) => {
    const members = Object.entries(item);
    const isOther = ([name]: readonly [string, unknown]) =>
      !fields.has(name) && !name.startsWith('x-');
    const others = members.filter(isOther);
    if (others.length === 0) return [path, item] as const;
    const own = members.filter((member) => !isOther(member));
    const additionalOperations = Object.fromEntries(others);
    return [path, { ...Object.fromEntries(own), additionalOperations }] as const;
  });
  return { ...document, paths: Object.fromEntries(paths) };
}
