/**
 * Functions that generated Zod schemas call at run time.
 *
 * @module
 */
export { canonical } from '../schema/canonical.ts';
export {
  arrayFromText,
  booleanFromText,
  listFromText,
  numberFromText,
} from '../schema/fromText.ts';
export {
  format,
  maxLength,
  maxProperties,
  minLength,
  minProperties,
  onlyProperties,
  required,
  uniqueItems,
  withoutInherited,
} from './checks.ts';
