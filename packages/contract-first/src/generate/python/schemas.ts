import type { JsonSchema } from '../../document/model.ts';
import type { ClientModel } from '../model/model.ts';

export type Schemas = ClientModel['schemas'];

/** How a component is written: as a class, as a name for a type, or in the place where it is used. */
export function kindOf(schemas: Schemas, name: string): 'class' | 'literal' | 'union' | 'inline' {
  const schema = schemas[name] ?? {};
  if (schema['x-opaque'] === true) return 'inline';
  if (schema.type === 'object' && schema.properties !== undefined) return 'class';
  if (Array.isArray(schema.enum)) return 'literal';
  return Array.isArray(schema.oneOf) ? 'union' : 'inline';
}

/** The component that a reference leads to. */
export function referred({ $ref }: JsonSchema): string | undefined {
  return typeof $ref === 'string' ? $ref.split('/').at(-1) : undefined;
}

/** The typed dictionary that a caller may give in the place of a model. */
export const dictionaryName = (name: string): string => `${name}Dict`;
