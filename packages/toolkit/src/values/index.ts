export { Judge } from './judge.ts';
export { integerIn, oneOf, type Random, randomOf, uuid } from './random.ts';
export type { Manner } from './valid.ts';
export { type Made, Values } from './values.ts';
