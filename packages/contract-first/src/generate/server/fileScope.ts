import type { Document } from '../../document/model.ts';
import type { Imports } from '../typescript/imports.ts';
import { Definitions } from './definitions.ts';
import { type Helper, KIT } from './kit.ts';
import type { SchemaConstants } from './schemaConstants.ts';
import type { Scope } from './scope.ts';
import { Code } from './source.ts';

/** The module of schemas, relative to those that use it, and its name there. */
export const SCHEMAS = './schemas.gen.ts';
const COMPONENTS = 'components';

/** The scope of a file, which imports from the kit what its code needs. */
export const fileScope = (
  document: Document,
  imports: Imports,
  component: Scope['component'],
): Scope => ({
  document,
  get z() {
    return Code.name(imports.value(KIT, 'z'));
  },
  helper: (name: Helper) => Code.name(imports.value(KIT, name)),
  definitions: new Definitions(document),
  component,
});

/** Finds the constants of component schemas in a file that imports them. */
export const importedSchemas =
  (imports: Imports, constants: SchemaConstants): Scope['component'] =>
  (reference, direction = 'response') => {
    const found = constants.find(reference, direction);
    if (!found) return undefined;
    const module = imports.namespace(SCHEMAS, COMPONENTS);
    return { name: Code.name(`${module}.${found.name}`), isLate: false };
  };
