/**
 * What services throw. It imports nothing, so that they can be used without the rest of the kit, such as in a
 * thread.
 *
 * @module
 */
export { describeFaults, type FieldFault } from './fieldFaults.ts';
export { errnoOf, invalidFields, ProblemError, type ProblemOptions } from './problemError.ts';
