/**
 * Names of methods that are stated: by the configuration, the document, or earlier generations.
 *
 * @module
 */
import { endpointOf } from '../../document/model.ts';
import type { Words } from './clientModel.ts';
import type { Place } from './pathPlace.ts';
import { fromSnake, toSnake, wordsOf } from './words.ts';

type Operation = { readonly id: string; readonly method: string; readonly path: string };

/** Which names are stated for which operations. */
export type StatedNames = {
  readonly of: ReadonlyMap<Operation, string>;
  /** Keys that no operation has. */
  readonly unused: readonly string[];
};

/**
 * Finds the operations that names are stated for. A key that no operation has exactly is that of one
 * whose path has other names of parameters.
 *
 * @param names by operation id, or by method and path, such as `get /pets/{id}`
 */
export function statedNames(
  names: Readonly<Record<string, string>> = {},
  operations: readonly Operation[],
): StatedNames {
  const of = new Map<Operation, string>();
  let keys = Object.keys(names);
  const keysOf: readonly ((operation: Operation) => readonly string[])[] = [
    ({ method, path }) => [endpointOf({ method, path }), `${method.toLowerCase()} ${path}`],
    ({ id }) => [id],
    ({ method, path }) => [operationKey(endpointOf({ method, path }))],
  ];
  for (const [step, own] of keysOf.entries()) {
    const isExact = step < keysOf.length - 1;
    const left = new Map(keys.map((key) => [isExact ? key : operationKey(key), key]));
    for (const operation of operations) {
      if (of.has(operation)) continue;
      const found = own(operation).find((key) => left.has(key));
      const key = found === undefined ? undefined : left.get(found);
      if (found === undefined || key === undefined) continue;
      of.set(operation, names[key] ?? '');
      keys = keys.filter((each) => each !== key);
      left.delete(found);
    }
  }
  return { of, unused: keys };
}

/** Method and path, however the method is written and the parameters are named; an id as it is. */
export function operationKey(text: string): string {
  const [, method, path] = /^([A-Za-z]+)\s+(\/.*)$/s.exec(text) ?? [];
  return method && path ? endpointOf({ method, path: path.replace(/\{[^{}]*\}/g, '{}') }) : text;
}

/** A name that a person has written, such as `repos.issues.list`; undefined if it cannot be one. */
export const statedPlace = (text: string): Place | undefined =>
  placeFrom(text.split('.').map(wordsOf));

/** A name of `names.json`, such as `repos.issues.list_for_repo`. */
export const keptPlace = (text: string): Place | undefined =>
  placeFrom(text.split('.').map(fromSnake));

/** A place as `names.json` has it. */
export const keptText = ({ resource, name }: Place): string =>
  [...resource, name].map(toSnake).join('.');

function placeFrom(names: readonly Words[]): Place | undefined {
  const name = names.at(-1);
  const isFit = names.every((words) => words.length > 0);
  return name && isFit ? { resource: names.slice(0, -1), name } : undefined;
}
