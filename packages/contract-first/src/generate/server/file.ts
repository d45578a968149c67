import {
  type Document,
  type Header,
  operations,
  pointerTokens,
  type Reference,
  type Response,
  resolve,
} from '../../document/model.ts';
import type { Direction } from '../../schema/directions.ts';
import { Imports } from '../typescript/imports.ts';
import { pascalCase, UniqueNames } from '../typescript/types/componentNames.ts';
import { ComponentTypes } from '../typescript/types/componentTypes.ts';
import { within } from '../within.ts';
import { formFieldsOf } from './bodies.ts';
import { type Helper, KIT } from './kit.ts';
import { headerOf, responseOf, routeOf } from './route.ts';
import { SchemaConstants } from './schemaConstants.ts';
import { schemasFile, TYPES } from './schemasFile.ts';
import type { Scope } from './scope.ts';
import { Code, Members } from './source.ts';
import { OPERATIONS, typesFile } from './types/typesFile.ts';

/** What is added to a component's name, so that a header and a response may have the same one. */
const suffixes = { headers: 'Header', responses: 'Response' } as const;
/** The module of schemas, relative to that of the routes, and its name there. */
const SCHEMAS = './schemas.gen.ts';
const COMPONENTS = 'components';

/**
 * The files for a server of a document, by name: the types, the Zod schemas, and the routes, which
 * export the schemas as well.
 *
 * @param document a bundled document
 * @throws Error that names the part of the document that cannot be written, and why
 */
export function serverFiles(document: Document): Readonly<Record<string, string>> {
  const types = new ComponentTypes(document, [OPERATIONS]);
  const constants = new SchemaConstants(document, types);
  return {
    'types.gen.ts': typesFile(document, types),
    'schemas.gen.ts': schemasFile(document, constants),
    'routes.gen.ts': routesFile(document, constants),
  };
}

function routesFile(document: Document, constants: SchemaConstants): string {
  const components = document.components ?? {};
  const imports = new Imports();
  const names = componentNames(document);
  const statements: string[] = [];
  const scopeOf = (direction: Direction): Scope => ({
    document,
    direction,
    in: scopeOf,
    get z() {
      return Code.name(imports.value(KIT, 'z'));
    },
    helper: (name: Helper) => Code.name(imports.value(KIT, name)),
    component: (reference) => {
      const found = constants.find(reference, direction);
      if (found) {
        const module = imports.namespace(SCHEMAS, COMPONENTS);
        return { name: Code.name(`${module}.${found.name}`), isLate: false };
      }
      const [root, ...path] = pointerTokens(reference);
      const name =
        path.length === 2 && root === 'components' ? names.get(path.join('/')) : undefined;
      return name && { name, isLate: false };
    },
  });
  const scope = scopeOf('response');
  const constant = (name: string, value: Code): void => {
    statements.push(`export const ${name} = ${value.text};\n`);
  };
  const component = (kind: keyof typeof suffixes, name: string, write: () => Code): void => {
    const key = `${kind}/${name}`;
    const constantName = names.get(key);
    if (!constantName) throw new TypeError(`There is no component ${key}`);
    constant(constantName.text, within(`#/components/${key}`, write));
  };

  for (const [name, header] of Object.entries(components.headers ?? {})) {
    component('headers', name, () =>
      headerOf(resolve<Header>(document, header as Header | Reference), scope),
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
      const fields = formFieldsOf(bound, scope.in('request'));
      if (fields) formFields.set(bound.id, fields);
    });
  }
  const types = `${imports.type(KIT, 'Routes')}<${imports.type(TYPES, OPERATIONS)}>`;
  constant(`routes: ${types}`, routes.code);
  constant(`formFields: ${imports.type(KIT, 'FormFields')}`, formFields.code);
  return [imports.text, `export * from '${SCHEMAS}';\n`, ...statements].join('\n');
}

/** The constants of headers and responses, by `kind/name`. */
function componentNames({ components = {} }: Document): ReadonlyMap<string, Code> {
  const names = new Map<string, Code>();
  const unique = new UniqueNames();
  for (const [kind, suffix] of Object.entries(suffixes)) {
    for (const name of Object.keys(components[kind] ?? {})) {
      const constant = unique.take(`${pascalCase(name)}${suffix}`);
      names.set(`${kind}/${name}`, Code.name(constant));
    }
  }
  return names;
}
