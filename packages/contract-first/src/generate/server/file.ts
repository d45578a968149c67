import {
  type BoundOperation,
  type Document,
  type Header,
  operations,
  pointerTokens,
  type Reference,
  type Response,
  resolve,
} from '../../document/model.ts';
import { outgoingRequests } from '../../document/outgoing.ts';
import { Imports } from '../typescript/imports.ts';
import { pascalCase, UniqueNames } from '../typescript/types/componentNames.ts';
import { ComponentTypes } from '../typescript/types/componentTypes.ts';
import { within } from '../within.ts';
import { formFieldsOf } from './bodies.ts';
import { fileScope, importedSchemas, SCHEMAS } from './fileScope.ts';
import { KIT } from './kit.ts';
import { componentLeftOut, type LeftOut, operationLeftOut } from './leftOut.ts';
import { headerOf, responseOf, routeOf } from './route.ts';
import { SchemaConstants } from './schemaConstants.ts';
import { schemasFile, TYPES } from './schemasFile.ts';
import { Code, Members } from './source.ts';
import { OPERATIONS, takenNames, typesFile } from './types/typesFile.ts';
import { webhooksFile } from './webhooksFile.ts';

/** What is added to a component's name, so that a header and a response may have the same one. */
const suffixes = { headers: 'Header', responses: 'Response' } as const;
/** The name of the file of types. */
export const TYPES_FILE = 'types.gen.ts';

/** What is generated for a server. */
export type ServerFiles = {
  /** The text of each file, by name. */
  readonly files: Readonly<Record<string, string>>;
  /** All operations of the document. */
  readonly operations: readonly BoundOperation[];
  /** What could not be written. */
  readonly leftOut: readonly LeftOut[];
};

/**
 * The files for a server of a document: the types, the Zod schemas, the routes, which export the
 * schemas as well, and the senders of webhooks and callbacks if there are any. A part that cannot be
 * written is left out.
 *
 * @param document a bundled document
 * @throws Error if two operations have one id
 */
export function serverFiles(document: Document): ServerFiles {
  const outgoing = outgoingRequests(document);
  const types = new ComponentTypes(document, takenNames(outgoing));
  const schemas = schemasFile(document, SchemaConstants.of(document, types));
  const all = operations(document);
  const routes = routesFile(document, all, schemas.constants);
  const webhooks = webhooksFile(document, outgoing, schemas.constants);
  return {
    files: {
      [TYPES_FILE]: typesFile(routes.operations, webhooks.written, types),
      'schemas.gen.ts': schemas.text,
      'routes.gen.ts': routes.text,
      ...(webhooks.written.length > 0 && { 'webhooks.gen.ts': webhooks.text }),
    },
    operations: all,
    leftOut: [...schemas.leftOut, ...routes.leftOut, ...webhooks.leftOut],
  };
}

type RoutesFile = {
  readonly text: string;
  /** The operations that have a route. */
  readonly operations: readonly BoundOperation[];
  readonly leftOut: readonly LeftOut[];
};

function routesFile(
  document: Document,
  all: readonly BoundOperation[],
  constants: SchemaConstants,
): RoutesFile {
  const components = document.components ?? {};
  const imports = new Imports();
  const names = componentNames(document);
  const declared = new Set<string>();
  const statements: string[] = [];
  const leftOut: LeftOut[] = [];
  const schemaOf = importedSchemas(imports, constants);
  const scope = fileScope(document, imports, (reference, direction) => {
    const found = schemaOf(reference, direction);
    if (found) return found;
    const [root, ...path] = pointerTokens(reference);
    const key = path.join('/');
    const name = root === 'components' && declared.has(key) ? names.get(key) : undefined;
    return name && { name, isLate: false };
  });
  const constant = (name: string, value: Code): void => {
    statements.push(`export const ${name} = ${value.text};\n`);
  };
  const component = (kind: keyof typeof suffixes, name: string, write: () => Code): void => {
    const key = `${kind}/${name}`;
    try {
      constant(names.get(key)?.text ?? '', within(`#/components/${key}`, write));
      declared.add(key);
    } catch (error) {
      leftOut.push(componentLeftOut(kind, name, error));
    }
  };

  for (const [name, header] of Object.entries(components.headers ?? {})) {
    component('headers', name, () =>
      headerOf(resolve<Header>(document, header as Header | Reference), scope),
    );
  }
  for (const [name, response] of Object.entries(components.responses ?? {})) {
    component('responses', name, () =>
      responseOf(resolve<Response>(document, response as Response | Reference), {
        ...scope,
        direction: 'response',
      }),
    );
  }

  const extensions = new Members();
  for (const [name, value] of Object.entries(document)) {
    if (name.startsWith('x-')) extensions.set(name, Code.value(value));
  }
  constant('extensions', extensions.code.asConst());

  const routes = new Members();
  const formFields = new Members();
  const written: BoundOperation[] = [];
  for (const bound of all) {
    try {
      within(bound.id, () => {
        const createRoute = Code.name(imports.value(KIT, 'createRoute'));
        const route = createRoute.apply(routeOf(bound, scope));
        const fields = formFieldsOf(bound, scope);
        routes.set(bound.id, route.asWritten);
        if (fields) formFields.set(bound.id, fields);
      });
      written.push(bound);
    } catch (error) {
      leftOut.push(operationLeftOut(bound, error));
    }
  }
  const types = `${imports.type(KIT, 'Routes')}<${imports.type(TYPES, OPERATIONS)}>`;
  constant(`routes: ${types}`, routes.code);
  constant(`formFields: ${imports.type(KIT, 'FormFields')}`, formFields.code);
  statements.unshift(...scope.definitions.statements);
  const text = [imports.text, `export * from '${SCHEMAS}';\n`, ...statements].join('\n');
  return { text, operations: written, leftOut };
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
