import { wordsOf } from '../model/words.ts';
import { fit, snakeCase, UniqueNames } from './identifiers.ts';
import { inOrder, lateClasses } from './order.ts';
import type { Definition } from './schemaTypes.ts';

/** A document with more models than this has a file for each component, imported when it is used. */
const MOST_IN_ONE_FILE = 300;

/** In which file each model is. */
export type Layout = {
  readonly isLarge: boolean;
  /** The module of a model, seen from the package: `models`, or `models.issue`. */
  readonly moduleOf: (model: string) => string;
  /** The last part of it. */
  readonly fileOf: (model: string) => string;
  /** Whether the fields of a model refer to what Python does not know when it reads its class. */
  readonly isLate: (model: string) => boolean;
};

export function layoutOf(definitions: readonly Definition[]): Layout {
  if (definitions.length <= MOST_IN_ONE_FILE) {
    const late = lateClasses(inOrder(definitions));
    return {
      isLarge: false,
      moduleOf: () => 'models',
      fileOf: () => 'models',
      isLate: (model) => late.has(model),
    };
  }
  const unique = new UniqueNames();
  const files = new Map<string, string>();
  const modules = new Map<string, string>();
  for (const { name, home } of definitions) {
    let file = files.get(home);
    if (file === undefined) {
      file = unique.take(fit(snakeCase(wordsOf(home)), 'module'));
      files.set(home, file);
    }
    modules.set(name, file);
  }
  const fileOf = (model: string) => modules.get(model) ?? 'models';
  return {
    isLarge: true,
    fileOf,
    moduleOf: (model) => `models.${fileOf(model)}`,
    isLate: () => true,
  };
}
