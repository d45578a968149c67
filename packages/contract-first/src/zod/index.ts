export { canonical } from './canonical.ts';

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
export { arrayFromText, booleanFromText, listFromText, numberFromText } from './text.ts';
