/**
 * Names of methods that are stated: by the configuration, the document, or earlier generations.
 *
 * @module
 */
import { placeOf } from './boundOperations.ts';
import type { Words } from './clientModel.ts';
import type { Place } from './pathPlace.ts';
import { fromSnake, toSnake, wordsOf } from './words.ts';

/** Names by operation: by id, or by method and path. */
export class StatedNames {
  readonly #names = new Map<string, string>();
  readonly #unused = new Set<string>();

  /** @param names by operation id, or by method and path, such as `get /pets/{id}` */
  constructor(names: Readonly<Record<string, string>> = {}) {
    for (const [key, name] of Object.entries(names)) {
      this.#names.set(operationKey(key), name);
      this.#unused.add(key);
    }
  }

  /** The name of an operation, if it has one. */
  of({
    id,
    method,
    path,
  }: {
    readonly id: string;
    readonly method: string;
    readonly path: string;
  }): string | undefined {
    for (const key of [operationKey(placeOf(method, path)), operationKey(id)]) {
      const name = this.#names.get(key);
      if (name === undefined) continue;
      for (const each of this.#unused) if (operationKey(each) === key) this.#unused.delete(each);
      return name;
    }
    return undefined;
  }

  /** Keys that no operation has. */
  get unused(): readonly string[] {
    return [...this.#unused];
  }
}

/** Method and path, however the method is written and the parameters are named; an id as it is. */
export function operationKey(text: string): string {
  const [, method, path] = /^([A-Za-z]+)\s+(\/.*)$/s.exec(text) ?? [];
  return method && path ? `${method.toUpperCase()} ${path.replace(/\{[^{}]*\}/g, '{}')}` : text;
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
