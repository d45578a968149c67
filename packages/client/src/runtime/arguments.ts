import { isPlainObject } from './casing.ts';
import type { Arguments, CallOptions, Operation } from './operation.ts';

const common = ['signal', 'timeout', 'maxRetries', 'idempotencyKey', 'onProgress', 'filename'];

/**
 * Reads the arguments of a method: fields by position, then an object with the others, then the
 * options of the request. A plain object in the place of a field ends those given by position.
 *
 * @throws TypeError for an argument too many, or a name that the operation does not have
 */
export function readArguments(operation: Operation, args: readonly unknown[]): Arguments {
  const { id, fields, positional, headers = [] } = operation;
  const left = [...args];
  const params: Record<string, unknown> = {};
  let given = 0;
  for (; given < positional.length && left.length > 0 && !isPlainObject(left[0]); given++) {
    params[positional[given] ?? ''] = left.shift();
  }
  if (given < Object.keys(fields).length) Object.assign(params, objectFrom(left.shift(), id));
  const options: CallOptions = objectFrom(left.shift(), id);
  if (left.length > 0) throw new TypeError(`${id} takes fewer arguments`);
  refuseStrangers(id, 'parameter', params, Object.keys(fields));
  refuseStrangers(id, 'option', options, [...common, ...headers]);
  return { params, options };
}

/**
 * A misspelt name must not go unnoticed: it may be the one that keeps data safe.
 *
 * @throws TypeError for a name that is not known
 */
export function refuseStrangers(
  id: string,
  what: string,
  given: object,
  known: readonly string[],
): void {
  const stranger = Object.keys(given).find((name) => !known.includes(name));
  if (stranger !== undefined) throw new TypeError(`${id} has no ${what} "${stranger}"`);
}

function objectFrom(argument: unknown, id: string): Record<string, unknown> {
  if (argument === undefined) return {};
  if (isPlainObject(argument)) return argument;
  throw new TypeError(`${id} takes an object where it was given something else`);
}
