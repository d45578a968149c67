import { type Document, isSchema, type JsonSchema } from '../document/model.ts';
import { requiredOf } from './flatten.ts';
import { isEachTwice } from './sameAlternatives.ts';

/**
 * Why no value is valid by a schema, by what it says itself. Only what is certain is found.
 *
 * @param flat with its references followed and its `allOf` joined
 * @returns what can follow its place in a message; undefined if nothing was found
 */
export function contradictionIn(document: Document, flat: JsonSchema): string | undefined {
  if (Array.isArray(flat.type) && flat.type.length === 0) {
    return 'requires two types at once, so no value is valid';
  }
  if (!hasValueOfType(flat)) return 'lists no value of its type, so no value is valid';
  const name = forbiddenName(flat);
  if (name !== undefined) {
    return `requires ${JSON.stringify(name)}, which it does not allow, so no value is valid`;
  }
  const { oneOf } = flat;
  if (Array.isArray(oneOf) && oneOf.every(isSchema) && isEachTwice(document, oneOf)) {
    return 'has alternatives in oneOf that accept the same values, so no value matches exactly one';
  }
  return undefined;
}

/** Whether a value of `enum` or `const`, if there are any, has the type. */
function hasValueOfType(flat: JsonSchema): boolean {
  const values = 'const' in flat ? [flat.const] : flat.enum;
  const types = [flat.type].flat().filter((type) => typeof type === 'string');
  if (!Array.isArray(values)) return true;
  if (types.length === 0) return values.length > 0;
  return values.some((value) => types.some((type) => isOfType(type, value)));
}

function isOfType(type: string, value: unknown): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'integer':
      return Number.isInteger(value);
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isSchema(value);
    default:
      return typeof value === type;
  }
}

/** A property that an object must have and cannot have. */
function forbiddenName(flat: JsonSchema): string | undefined {
  const { type, properties, patternProperties, additionalProperties } = flat;
  if (type !== 'object' || additionalProperties !== false || patternProperties) return undefined;
  const declared = isSchema(properties) ? properties : {};
  return requiredOf(flat).find((name) => !Object.hasOwn(declared, name));
}
