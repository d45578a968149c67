export { Judge } from './judge.ts';
export type { Manner } from './make.ts';
export { integerIn, oneOf, type Random, randomOf, uuid } from './random.ts';
export { unsatisfiableIn } from './unsatisfiable.ts';
export { type Made, Values } from './values.ts';
