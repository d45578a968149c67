import { isPlainObject } from './casing.ts';
import type { Operation, UploadOptions } from './operation.ts';

/** What a method was called with, by the names of the operation's fields. */
export type Arguments = {
  readonly params: Readonly<Record<string, unknown>>;
  readonly options: UploadOptions;
};

/**
 * Reads the arguments of a method: fields by position, then an object with the others, then the
 * options of the request. A plain object in the place of a field ends those given by position.
 *
 * @throws TypeError for an argument too many, or a name that the operation does not have
 */
export function readArguments(operation: Operation, args: readonly unknown[]): Arguments {
  const { id, fields, positional } = operation;
  const left = [...args];
  const params: Record<string, unknown> = {};
  let given = 0;
  for (; given < positional.length && left.length > 0 && !isPlainObject(left[0]); given++) {
    params[positional[given] ?? ''] = left.shift();
  }
  if (given < Object.keys(fields).length) Object.assign(params, objectFrom(left.shift(), id));
  const options = objectFrom(left.shift(), id);
  if (left.length > 0) throw new TypeError(`${id} was called with too many arguments`);
  const stranger = Object.keys(params).find((name) => !Object.hasOwn(fields, name));
  if (stranger !== undefined) throw new TypeError(`${id} has no parameter "${stranger}"`);
  return { params, options };
}

function objectFrom(argument: unknown, id: string): Record<string, unknown> {
  if (argument === undefined) return {};
  if (isPlainObject(argument)) return argument;
  throw new TypeError(
    `${id} was called with an argument of the wrong type where it takes an object`,
  );
}
