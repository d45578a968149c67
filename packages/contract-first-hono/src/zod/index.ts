/**
 * What generated routes import: Hono's `createRoute`, its `z`, and what JSON Schema has and Zod
 * lacks.
 *
 * @module
 */
export { createRoute, z } from '@hono/zod-openapi';
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
  withoutInherited,
} from './checks.ts';
export { arrayFromText, booleanFromText, listFromText, numberFromText } from './text.ts';
