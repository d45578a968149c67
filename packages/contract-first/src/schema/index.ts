/**
 * JSON Schema 2020-12 as OpenAPI uses it: validates values, and generates valid, edge-case and
 * invalid ones.
 *
 * @module
 */
export { unsatisfiableIn } from './unsatisfiable.ts';
export { Validator } from './validator.ts';
export type { ValueOptions } from './values/make.ts';
export { integerIn, oneOf, type Random, randomOf, randomOfText, uuid } from './values/random.ts';
export { type LabelledValue, Values } from './values/values.ts';
