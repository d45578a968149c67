import { $, type DefinePlugin, definePluginConfig } from '@hey-api/openapi-ts';
import {
  type Document,
  type Header,
  type JsonSchema,
  operations,
  pointerTokens,
  type Reference,
  type Response,
  resolve,
} from '../../contract/document.ts';
import { type Expression, formFieldsOf, headerOf, responseOf, routeOf } from './route.ts';
import { type Scope, zodOf } from './zod.ts';

type Symbol = Parameters<typeof $>[0];

/** What is added to a component's name, so that a schema and a header may have the same one. */
const suffixes = { schemas: 'Schema', headers: 'Header', responses: 'Response' } as const;

type RoutesPlugin = DefinePlugin<{ name: 'routes' }>;
type Plugin = Parameters<RoutesPlugin['Handler']>[0]['plugin'];

/**
 * The hey-api plugin that writes `@hono/zod-openapi` routes and the Zod schemas they use.
 *
 * @param document as it was written: hey-api's own model of it has one success schema an operation,
 *   no headers and not every status, and its copy has lost the references that lead nowhere
 */
export const routesPlugin = (document: Document) =>
  definePluginConfig<RoutesPlugin['Types']>({
    config: {},
    dependencies: [],
    handler: ({ plugin }) => write(document, plugin),
    name: 'routes',
  })();

function write(document: Document, plugin: Plugin): void {
  const components = document.components ?? {};
  const zodOpenapi = (name: string) => plugin.symbol(name, { external: '@hono/zod-openapi' });
  const createRoute = zodOpenapi('createRoute');

  const imported = new Map<string, Symbol>();
  const symbols = new Map<string, Symbol>();
  const declared = new Set<string>();
  for (const [kind, suffix] of Object.entries(suffixes)) {
    for (const name of Object.keys(components[kind] ?? {})) {
      symbols.set(`${kind}/${name}`, plugin.symbol(`${identifierOf(name)}${suffix}`));
    }
  }
  const scope: Scope = {
    document,
    z: zodOpenapi('z'),
    helper: (name) => {
      const symbol =
        imported.get(name) ?? plugin.symbol(name, { external: '@file-organizer/toolkit/zod' });
      imported.set(name, symbol);
      return symbol;
    },
    component: (reference) => {
      const [root, ...path] = pointerTokens(reference);
      const key = path.join('/');
      const symbol = path.length === 2 && root === 'components' ? symbols.get(key) : undefined;
      return symbol && { symbol, isLate: !declared.has(key) };
    },
  };
  const constant = (symbol: Symbol, value: Expression): void => {
    plugin.node($.const(symbol).export().assign(value));
  };
  const component = (
    kind: keyof typeof suffixes,
    name: string,
    write: () => Expression,
  ): Symbol => {
    const key = `${kind}/${name}`;
    const symbol = symbols.get(key);
    if (!symbol) throw new TypeError(`There is no component ${key}`);
    constant(symbol, at(`#/components/${key}`, write));
    declared.add(key);
    return symbol;
  };

  const schemas = $.object().pretty();
  for (const [name, schema] of declarationOrder(components.schemas ?? {})) {
    const write = () => zodOf(schema, scope).attr('openapi').call($.literal(name));
    schemas.prop(name, $(component('schemas', name, write)));
  }
  constant(plugin.symbol('schemas'), schemas);
  for (const [name, header] of Object.entries(components.headers ?? {})) {
    // as const: a widened `type: string` is not the literal that a header's schema must have
    component('headers', name, () =>
      $.as(headerOf(resolve<Header>(document, header as Header | Reference), scope), 'const'),
    );
  }
  for (const [name, response] of Object.entries(components.responses ?? {})) {
    component('responses', name, () =>
      responseOf(resolve<Response>(document, response as Response | Reference), scope),
    );
  }

  const extensions = $.object().pretty();
  for (const [name, value] of Object.entries(document)) {
    if (name.startsWith('x-')) extensions.prop(name, $.fromValue(value));
  }
  constant(plugin.symbol('extensions'), $.as(extensions, 'const'));

  const routes = $.object().pretty();
  const formFields = $.object().pretty();
  for (const bound of operations(document)) {
    at(bound.id, () => {
      routes.prop(bound.id, $(createRoute).call(routeOf(bound, scope)));
      const fields = formFieldsOf(bound, scope);
      if (fields) formFields.prop(bound.id, fields);
    });
  }
  constant(plugin.symbol('routes'), routes);
  constant(plugin.symbol('formFields'), formFields);
}

/** Runs a step, and says in which part of the document it failed where it does. */
function at<T>(place: string, step: () => T): T {
  try {
    return step();
  } catch (error) {
    throw new Error(`${place}: ${error instanceof Error ? error.message : error}`, {
      cause: error,
    });
  }
}

/** A name with `_` for each character that a constant's name cannot have. */
const identifierOf = (name: string): string =>
  name.replace(/[^\p{ID_Continue}$]/gu, '_').replace(/^(?=\d)/, '_');

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
    for (const [, reference = ''] of JSON.stringify(schema).matchAll(
      /"\$ref":"(#\/components\/schemas\/[^"]+)"/g,
    )) {
      const [, , referred = ''] = pointerTokens(reference);
      visit(referred);
    }
    ordered.set(name, schema);
  };
  for (const name of Object.keys(schemas)) visit(name);
  return [...ordered];
}
