import type { JsonSchema } from '../../document/model.ts';
import type { ClientModel } from '../model/model.ts';
import { annotation } from './annotations.ts';
import { PythonFile } from './file.ts';
import type { Schemas } from './schemas.ts';
import { bracket, quote } from './source.ts';

/** The file of pages: each list with what leads to those that follow, for both kinds of clients. */
export function emitPages({ groups, schemas }: ClientModel): string {
  const lists = new Set(
    groups
      .flatMap(({ methods }) => methods)
      .flatMap(({ paged, resultType }) => (paged && resultType ? [resultType] : [])),
  );
  const file = new PythonFile(schemas);
  for (const list of lists) refuseOtherItems(schemas, list);
  const classes = [...lists].flatMap((list) =>
    (['Page', 'AsyncPage'] as const).map((page) => {
      const bases = `${file.use(page)}[${itemOf(file, list)}], ${file.model(list)}`;
      return `class ${pageName(list, page === 'AsyncPage')}(${bases}):\n    """A page of a list, and the way to those that follow."""\n`;
    }),
  );
  return [
    '"""The lists that methods give, each a model that can be iterated over."""',
    '',
    'from __future__ import annotations',
    '',
    ...(lists.size > 0 ? [file.imports, ''] : []),
    `__all__ = ${bracket(
      ['[', ']'],
      [...lists]
        .flatMap((name) => [pageName(name), pageName(name, true)])
        .sort()
        .map(quote),
    )}`,
    '',
    '',
    classes.join('\n\n'),
  ].join('\n');
}

/** @throws Error for items that are no models, of which no class of a page can be made */
function refuseOtherItems(schemas: Schemas, list: string): void {
  const file = new PythonFile(schemas);
  const item = itemOf(file, list);
  if (file.usesOthers) throw new Error(`The items of a list cannot be of the type ${item}`);
}

/** The class of a page of a list. */
export const pageName = (list: string, isAsync = false): string =>
  `${isAsync ? 'Async' : ''}${list}Page`;

/** The type of a list's items. */
export function itemOf(file: PythonFile, list: string): string {
  const { properties } = file.schemas[list] ?? {};
  const items: JsonSchema = Object(Object(properties).items);
  return annotation(file, Object(items.items), 'given');
}
