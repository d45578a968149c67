/**
 * What generated routes import: Hono's `createRoute`, its `z`, and what JSON Schema has and Zod
 * lacks.
 *
 * @module
 */

export type { ZodType } from 'zod';
export type { FormFields, Routes } from '../routes.ts';
export { canonical } from './canonical.ts';

export {
  format,
  maxLength,
  maxProperties,
  minLength,
  minProperties,
  multipleOf,
  required,
  uniqueItems,
  withoutInherited,
} from './checks.ts';
export { every } from './every.ts';
export { createRoute, type LooseSchema, z } from './generated.ts';
export { type Definitions, type JsonSchema, jsonSchema } from './jsonSchema.ts';
export { pattern } from './pattern.ts';
export {
  arrayFromText,
  booleanFromText,
  jsonFromText,
  listFromText,
  numberFromText,
  type TextShape,
  valueFromText,
} from './text.ts';
