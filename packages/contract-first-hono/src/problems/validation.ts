/**
 * Turns the validation errors of Zod into problems.
 *
 * @module
 */

import type { z } from 'zod';
import type { FieldFault } from './fieldFaults.ts';
import './fieldMessages.ts';
import { invalidFields, type ProblemError } from './problemError.ts';

/**
 * The problem for values that their schema refused. `place` is `body`, `query`, `path`, `header`
 * or `cookie`.
 */
export const invalidRequest = (place: string, error: z.ZodError): ProblemError =>
  invalidFields(faultsIn(place, error));

/** What a schema refused; `place` as in `invalidRequest`. */
export const faultsIn = (place: string, error: z.ZodError): FieldFault[] =>
  error.issues.flatMap((issue) => faultsOf(place, issue));

function faultsOf(place: string, issue: z.core.$ZodIssue): FieldFault[] {
  const pointer = (...keys: readonly PropertyKey[]) => pointerTo(place, ...keys);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      pointer: pointer(...issue.path, key),
      message: 'Unknown field',
    }));
  }
  return [{ pointer: pointer(...issue.path), message: issue.message }];
}

/** The JSON pointer to a field of a request (RFC 6901); `place` as in `invalidRequest`. */
export const pointerTo = (place: string, ...keys: readonly PropertyKey[]): string =>
  ['#', place, ...keys.map((key) => escapePointer(String(key)))].join('/');

/** RFC 6901, section 3. */
const escapePointer = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');
