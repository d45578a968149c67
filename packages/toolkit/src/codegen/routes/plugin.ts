import { $, type DefinePlugin, definePluginConfig } from '@hey-api/openapi-ts';
import {
  type Document,
  type JsonSchema,
  operations,
  type Response,
} from '../../contract/document.ts';
import { type Context, type Expression, formFieldsOf, responseOf, routeOf } from './route.ts';
import { type Scope, zodOf } from './zod.ts';

type Symbol = Parameters<typeof $>[0];

/** What is added to a component's name, so that a schema and a header may have the same one. */
const suffixes = { schemas: 'Schema', headers: 'Header', responses: 'Response' } as const;

type RoutesPlugin = DefinePlugin<{ name: 'routes' }>;

const handler: RoutesPlugin['Handler'] = ({ plugin }) => {
  // The document as it was written: hey-api's own model of it has one success schema an
  // operation, no headers and not every status.
  const document = plugin.context.spec as unknown as Document;
  const from = (external: string) => (name: string) => plugin.symbol(name, { external });
  const zodOpenapi = from('@hono/zod-openapi');
  const text = from('@file-organizer/toolkit/zod');
  const createRoute = zodOpenapi('createRoute');
  const readNumber = text('numberFromText');

  const declared = new Map<string, Symbol>();
  const scope: Scope = { z: zodOpenapi('z'), component: (reference) => declared.get(reference) };
  const context: Context = {
    document,
    scope,
    readers: {
      integer: readNumber,
      number: readNumber,
      boolean: text('booleanFromText'),
      array: text('arrayFromText'),
    },
  };
  const constant = (name: string, value: Expression): Symbol => {
    const symbol = plugin.symbol(name);
    plugin.node($.const(symbol).export().assign(value));
    return symbol;
  };
  const component = (kind: keyof typeof suffixes, name: string, value: Expression): Symbol => {
    const symbol = constant(`${name}${suffixes[kind]}`, value);
    declared.set(`#/components/${kind}/${name}`, symbol);
    return symbol;
  };

  const components = document.components ?? {};
  const schemas = $.object().pretty();
  for (const [name, schema] of declarationOrder(components.schemas ?? {})) {
    const expression = zodOf(schema, scope).attr('openapi').call($.literal(name));
    schemas.prop(name, $(component('schemas', name, expression)));
  }
  constant('schemas', schemas);
  for (const [name, header] of Object.entries(components.headers ?? {})) {
    // as const: a widened `type: string` is not the literal that a header's schema must have
    component('headers', name, $.as($.fromValue(header), 'const'));
  }
  for (const [name, response] of Object.entries(components.responses ?? {})) {
    component('responses', name, responseOf(response as Response, scope));
  }

  const extensions = $.object().pretty();
  for (const [name, value] of Object.entries(document)) {
    if (name.startsWith('x-')) extensions.prop(name, $.fromValue(value));
  }
  constant('extensions', $.as(extensions, 'const'));

  const routes = $.object().pretty();
  const formFields = $.object().pretty();
  for (const bound of operations(document)) {
    routes.prop(bound.id, $(createRoute).call(routeOf(bound, context)));
    const fields = formFieldsOf(bound, context);
    if (fields) formFields.prop(bound.id, fields);
  }
  constant('routes', routes);
  constant('formFields', formFields);
};

/** Component schemas, each after those that it refers to. */
function declarationOrder(
  schemas: Readonly<Record<string, JsonSchema>>,
): readonly (readonly [string, JsonSchema])[] {
  const ordered = new Map<string, JsonSchema>();
  const visiting = new Set<string>();
  const visit = (name: string): void => {
    const schema = schemas[name];
    if (!schema || ordered.has(name) || visiting.has(name)) return;
    visiting.add(name);
    const references = JSON.stringify(schema).matchAll(
      /"\$ref":"#\/components\/schemas\/([^"]+)"/g,
    );
    for (const [, reference] of references) if (reference) visit(reference);
    ordered.set(name, schema);
  };
  for (const name of Object.keys(schemas)) visit(name);
  return [...ordered];
}

/** The hey-api plugin that writes `@hono/zod-openapi` routes and the Zod schemas they use. */
export const routesPlugin = definePluginConfig<RoutesPlugin['Types']>({
  config: {},
  dependencies: [],
  handler,
  name: 'routes',
});
