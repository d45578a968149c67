import { type Document, type JsonSchema, pointerTokens } from '../../document/model.ts';
import type { Direction } from '../../schema/directions.ts';
import { Imports } from '../typescript/imports.ts';
import { within } from '../within.ts';
import { type Helper, KIT } from './kit.ts';
import type { SchemaConstants } from './schemaConstants.ts';
import type { Scope } from './scope.ts';
import { Code, Members } from './source.ts';
import { zodOf } from './zod.ts';

/** The module of types, relative to the others. */
export const TYPES = './types.gen.ts';

/**
 * The file of the Zod schemas of all components. Each is annotated with its type, so that the compiler
 * infers none.
 *
 * @throws Error that names the part of the document that cannot be written, and why
 */
export function schemasFile(document: Document, constants: SchemaConstants): string {
  const imports = new Imports();
  const statements: string[] = [];
  const declared = new Set<string>();
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
      return found && { name: Code.name(found.name), isLate: !declared.has(found.name) };
    },
  });
  const schemas = new Members();
  for (const [component, schema] of declarationOrder(document.components?.schemas ?? {})) {
    const [main, ...others] = constants.of(component);
    if (!main) continue;
    for (const { name, type, direction } of [main, ...others]) {
      const written = within(`#/components/schemas/${component}`, () =>
        zodOf(schema, scopeOf(direction)).call('openapi', Code.value(component)),
      );
      const types = imports.typeNamespace(TYPES, 'types');
      const annotation = `${imports.type(KIT, 'ZodType')}<${types}.${type}>`;
      statements.push(`export const ${name}: ${annotation} = ${written.text};\n`);
      declared.add(name);
    }
    schemas.set(component, Code.name(main.name));
  }
  statements.push(
    `/** The schemas of all components, by their names in the document. */\nexport const schemas = ${schemas.code.text};\n`,
  );
  return [imports.text, ...statements].filter(Boolean).join('\n');
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
