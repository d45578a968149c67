import { isPlainObject } from './casing.ts';
import type { Arguments, BodyField, BodyForm, Operation, Parameter } from './operation.ts';
import type { CallOptions } from './options.ts';

/** A parameter in a path. */
export const inBraces: RegExp = /\{([^{}]+)\}/g;

/** The options of every call. */
const common = [
  'signal',
  'timeout',
  'maxRetries',
  'idempotencyKey',
  'headers',
  'contentType',
  'accept',
  'onProgress',
  'filename',
];

/**
 * Reads the arguments of a method: those by position, then an object with the others, then the
 * options of the request. A plain object in the place of one ends those given by position.
 *
 * @param method what the caller has called, for messages; by default the operation's own method
 * @throws TypeError for an argument too many, or a name that the operation does not have
 */
export function readArguments(
  operation: Operation,
  args: readonly unknown[],
  method: string = operation.id,
): Arguments {
  const parameters = parametersOf(operation);
  const { bodies = [], positional = parameters.filter(isInPath).map(nameOf) } = operation;
  const all: readonly Argument[] = [...parameters, ...bodies.flatMap(fieldsOf)];
  const optional = all.filter(({ isOption }) => isOption).map(nameOf);
  const own = new Set(all.filter(({ isOption }) => !isOption).map(nameOf));
  const left = [...args];
  const params: Record<string, unknown> = {};
  let given = 0;
  for (; given < positional.length && left.length > 0 && !isPlainObject(left[0]); given++) {
    params[positional[given] ?? ''] = left.shift();
  }
  if (given < own.size) Object.assign(params, objectFrom(left.shift(), method));
  const options: CallOptions = objectFrom(left.shift(), method);
  if (left.length > 0) throw new TypeError(`${method} was called with too many arguments`);
  refuseStrangers(method, 'parameter', params, [...own, ...optional]);
  refuseStrangers(method, 'option', options, [...common, ...optional]);
  return { params, options };
}

type Argument = { readonly name: string; readonly isOption?: true };

const nameOf = ({ name }: Argument): string => name;

const isInPath = ({ in: place }: Parameter): boolean => place === 'path';

/** The parameters of an operation; those of its path that are not described come last. */
export function parametersOf({ path, parameters = [] }: Operation): Parameter[] {
  const all = parameters.map(
    (each): Parameter => (typeof each === 'string' ? { name: each, in: 'query' } : each),
  );
  for (const [, name = ''] of path.matchAll(inBraces)) {
    if (!all.some((each) => isInPath(each) && (each.wire ?? each.name) === name)) {
      all.push({ name, in: 'path' });
    }
  }
  return all;
}

/** The fields of a body, or its only argument. */
export const fieldsOf = ({ fields, argument = '' }: BodyForm): BodyField[] =>
  (fields ?? [argument]).map((each) => (typeof each === 'string' ? { name: each } : each));

/**
 * A misspelt name must not go unnoticed: it may be the one that keeps data safe.
 *
 * @throws TypeError for a name that is not known
 */
export function refuseStrangers(
  method: string,
  what: string,
  given: object,
  known: readonly string[],
): void {
  const stranger = Object.keys(given).find((name) => !known.includes(name));
  if (stranger === undefined) return;
  const plain = (name: string) => name.replace(/[_-]/g, '').toLowerCase();
  const meant = known.find((name) => plain(name) === plain(stranger));
  throw new TypeError(
    `${method} has no ${what} "${stranger}"${meant ? `: did you mean "${meant}"?` : ''}`,
  );
}

/** @throws TypeError for what is no plain object */
export function objectFrom(argument: unknown, method: string): Record<string, unknown> {
  if (argument === undefined) return {};
  if (isPlainObject(argument)) return argument;
  throw new TypeError(`${method} expects an object of fields or options`);
}
