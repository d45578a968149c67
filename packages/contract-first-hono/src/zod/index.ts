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
} from './checks.ts';
export { withoutInherited } from './inherited.ts';
