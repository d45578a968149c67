/**
 * The modules that generated files import, relative to those files.
 *
 * @module
 */

/** The functions of the runtime that carry out calls, and what they return. */
export const METHODS = '../runtime/methods.ts';
/** The types of what a call is made of. */
export const OPERATION = '../runtime/operation.ts';
/** What writes bodies, reads streams and keeps sessions. */
export const PARTS = '../runtime/parts.ts';
/** The generated operations. */
export const OPERATIONS = './operations.ts';
/** The generated types. */
export const TYPES = './types.ts';
