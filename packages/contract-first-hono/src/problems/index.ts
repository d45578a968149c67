/**
 * What services throw. It has no dependencies, so services can use it without the rest of the kit,
 * for example in a worker thread.
 *
 * @module
 */
export { describeFaults, type FieldFault } from './fieldFaults.ts';
export { errnoOf, invalidFields, ProblemError, type ProblemOptions } from './problemError.ts';
