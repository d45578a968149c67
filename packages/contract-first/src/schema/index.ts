export { unsatisfiableIn } from './unsatisfiable.ts';
export { Judge } from './validator.ts';
export type { Manner } from './values/make.ts';
export { integerIn, oneOf, type Random, randomOf, randomOfText, uuid } from './values/random.ts';
export { type Made, Values } from './values/values.ts';
