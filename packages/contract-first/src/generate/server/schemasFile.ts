import type { Document, JsonSchema } from '../../document/model.ts';
import { Imports } from '../typescript/imports.ts';
import { within } from '../within.ts';
import { leadsToCycle, namesIn } from './cycles.ts';
import { fileScope } from './fileScope.ts';
import { KIT } from './kit.ts';
import { componentLeftOut, type LeftOut } from './leftOut.ts';
import { componentNotes, isRenamed, sourceOf } from './notes.ts';
import type { SchemaConstants } from './schemaConstants.ts';
import { Code, Members } from './source.ts';
import { zodOf } from './zod.ts';

/** The module of types, relative to the others. */
export const TYPES = './types.gen.ts';

/** The file of the Zod schemas of all components. */
export type SchemasFile = {
  readonly text: string;
  /** The constants that it declares. */
  readonly constants: SchemaConstants;
  readonly leftOut: readonly LeftOut[];
};

/**
 * The file of the Zod schemas of all components. Each is annotated with its type, so that the compiler
 * infers none. A component that cannot be written is left out, with those that refer to it.
 */
export function schemasFile(document: Document, all: SchemaConstants): SchemasFile {
  const leftOut: LeftOut[] = [];
  // What refers to a component that is left out can be left out only in the next round.
  for (let constants = all; ; ) {
    const { text, failed } = written(document, constants);
    if (failed.size === 0) return { text, constants, leftOut };
    for (const [name, error] of failed) leftOut.push(componentLeftOut('schemas', name, error));
    constants = constants.without(failed);
  }
}

function written(
  document: Document,
  constants: SchemaConstants,
): { readonly text: string; readonly failed: ReadonlyMap<string, unknown> } {
  const imports = new Imports();
  const statements: string[] = [];
  const declared = new Set<string>();
  const failed = new Map<string, unknown>();
  const scope = fileScope(document, imports, (reference, direction = 'response') => {
    const found = constants.find(reference, direction);
    return found && { name: Code.name(found.name), isLate: !declared.has(found.name) };
  });
  const names = new Map<string, string>();
  for (const [component, schema] of declarationOrder(document.components?.schemas ?? {})) {
    const forms = constants.of(component);
    try {
      for (const { name, type, direction } of forms) {
        const schemaCode = within(`#/components/schemas/${component}`, () => {
          const code = zodOf(schema, { ...scope, direction, isNoted: isRenamed(schema) });
          return isRenamed(schema)
            ? scope
                .helper('every')
                .apply(code)
                .call('openapi', ...[component, sourceOf(document, schema)].map(Code.value))
            : code.call('openapi', ...[component, ...componentNotes(schema)].map(Code.value));
        });
        const types = imports.typeNamespace(TYPES, 'types');
        const annotation = `${imports.type(KIT, 'ZodType')}<${types}.${type}>`;
        statements.push(`export const ${name}: ${annotation} = ${schemaCode.text};\n`);
        declared.add(name);
      }
      const [main] = forms;
      if (main) names.set(component, main.name);
    } catch (error) {
      failed.set(component, error);
    }
  }
  const schemas = new Members();
  // zod-to-openapi takes a component as it is referred to, if a cycle leads to it before its turn.
  const isLate = (component: string) => leadsToCycle(document, component);
  for (const turn of [false, true]) {
    for (const [component, name] of names) {
      if (isLate(component) === turn) schemas.set(component, Code.name(name));
    }
  }
  statements.push(
    `/** The schemas of all components, by their names in the document. */\nexport const schemas = ${schemas.code.text};\n`,
  );
  statements.unshift(...scope.definitions.statements);
  return { text: [imports.text, ...statements].filter(Boolean).join('\n'), failed };
}

/** Component schemas, each after those that it refers to. */
function declarationOrder(
  schemas: Readonly<Record<string, JsonSchema>>,
): readonly (readonly [string, JsonSchema])[] {
  const ordered = new Map<string, JsonSchema>();
  const visiting = new Set<string>();
  const visit = (name: string): void => {
    const schema = Object.hasOwn(schemas, name) ? schemas[name] : undefined;
    if (schema === undefined || ordered.has(name) || visiting.has(name)) return;
    visiting.add(name);
    for (const referred of namesIn(schema)) visit(referred);
    ordered.set(name, schema);
  };
  for (const name of Object.keys(schemas)) visit(name);
  return [...ordered];
}
