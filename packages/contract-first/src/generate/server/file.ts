import {
  type Document,
  type Header,
  type JsonSchema,
  operations,
  pointerTokens,
  type Reference,
  type Response,
  resolve,
} from '../../document/model.ts';
import { Imports } from '../typescript/imports.ts';
import { within } from '../within.ts';
import { type Helper, KIT } from './kit.ts';
import { formFieldsOf, headerOf, responseOf, routeOf } from './route.ts';
import type { Scope } from './scope.ts';
import { Code, Members } from './source.ts';
import { zodOf } from './zod.ts';

/** What is added to a component's name, so that a schema and a header may have the same one. */
const suffixes = { schemas: 'Schema', headers: 'Header', responses: 'Response' } as const;

/**
 * The file of routes of a document.
 *
 * @param document a bundled document
 * @throws Error that names the part of the document that cannot be written, and why
 */
export function routesFile(document: Document): string {
  const components = document.components ?? {};
  const imports = new Imports();
  const names = componentNames(document);
  const declared = new Set<string>();
  const statements: string[] = [];
  const scope: Scope = {
    document,
    get z() {
      return Code.name(imports.value(KIT, 'z'));
    },
    helper: (name: Helper) => Code.name(imports.value(KIT, name)),
    component: (reference) => {
      const [root, ...path] = pointerTokens(reference);
      const key = path.join('/');
      const name = path.length === 2 && root === 'components' ? names.get(key) : undefined;
      return name && { name, isLate: !declared.has(key) };
    },
  };
  const constant = (name: string, value: Code): void => {
    statements.push(`export const ${name} = ${value.text};\n`);
  };
  const component = (kind: keyof typeof suffixes, name: string, write: () => Code): Code => {
    const key = `${kind}/${name}`;
    const constantName = names.get(key);
    if (!constantName) throw new TypeError(`There is no component ${key}`);
    constant(constantName.text, within(`#/components/${key}`, write));
    declared.add(key);
    return constantName;
  };

  const schemas = new Members();
  for (const [name, schema] of declarationOrder(components.schemas ?? {})) {
    const write = () => zodOf(schema, scope).call('openapi', Code.value(name));
    schemas.set(name, component('schemas', name, write));
  }
  constant('schemas', schemas.code);
  for (const [name, header] of Object.entries(components.headers ?? {})) {
    // as const: a widened `type: string` is not the literal that a header's schema must have
    component('headers', name, () =>
      headerOf(resolve<Header>(document, header as Header | Reference), scope).asConst(),
    );
  }
  for (const [name, response] of Object.entries(components.responses ?? {})) {
    component('responses', name, () =>
      responseOf(resolve<Response>(document, response as Response | Reference), scope),
    );
  }

  const extensions = new Members();
  for (const [name, value] of Object.entries(document)) {
    if (name.startsWith('x-')) extensions.set(name, Code.value(value));
  }
  constant('extensions', extensions.code.asConst());

  const routes = new Members();
  const formFields = new Members();
  for (const bound of operations(document)) {
    within(bound.id, () => {
      const createRoute = Code.name(imports.value(KIT, 'createRoute'));
      routes.set(bound.id, createRoute.apply(routeOf(bound, scope)));
      const fields = formFieldsOf(bound, scope);
      if (fields) formFields.set(bound.id, fields);
    });
  }
  constant('routes', routes.code);
  constant('formFields', formFields.code);
  return [imports.text, ...statements].filter(Boolean).join('\n');
}

/** The constants of components, by `kind/name`. */
function componentNames({ components = {} }: Document): ReadonlyMap<string, Code> {
  const names = new Map<string, Code>();
  const taken = new Set<string>();
  for (const [kind, suffix] of Object.entries(suffixes)) {
    for (const name of Object.keys(components[kind] ?? {})) {
      const base = `${identifierOf(name)}${suffix}`;
      let unique = base;
      for (let at = 2; taken.has(unique); at++) unique = `${base}${at}`;
      taken.add(unique);
      names.set(`${kind}/${name}`, Code.name(unique));
    }
  }
  return names;
}

/** A name with `_` for each character that a constant's name cannot have. */
const identifierOf = (name: string): string =>
  name.replace(/[^\p{ID_Continue}$]/gu, '_').replace(/^(?![\p{ID_Start}$_])/u, '_');

/** Component schemas, each after those that it refers to. */
function declarationOrder(
  schemas: Readonly<Record<string, JsonSchema>>,
): readonly (readonly [string, JsonSchema])[] {
  const ordered = new Map<string, JsonSchema>();
  const visiting = new Set<string>();
  const visit = (name: string): void => {
    const schema = Object.hasOwn(schemas, name) ? schemas[name] : undefined;
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
