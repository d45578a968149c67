import type { ClientModel } from '../model/model.ts';
import { pascalCase } from '../model/naming.ts';
import { importable } from './file.ts';

/** What the files import, and the names of Python that they use. */
const used = [
  ...importable,
  ...['Mapping', 'annotations', 'property', 'tuple', 'frozenset', 'Resources', 'AsyncResources'],
];

/**
 * Refuses schemas whose names mean something else in the files that they are written into.
 *
 * @param exported the names of all models and typed dictionaries
 * @throws Error that names the first such schema
 */
export function refuseTakenNames(
  { groups, channel }: ClientModel,
  exported: readonly string[],
): void {
  const resources = [
    ...groups.map(({ name }) => name),
    ...(channel ? [channel.group] : []),
  ].flatMap((group) => {
    const name = `${pascalCase(group)}Resource`;
    return [name, `${name}WithRawResponse`].flatMap((each) => [each, `Async${each}`]);
  });
  const pages = groups
    .flatMap(({ methods }) => methods)
    .flatMap(({ paged, resultType }) =>
      paged ? [`${resultType}Page`, `Async${resultType}Page`] : [],
    );
  const taken = new Set([...used, ...resources, ...pages]);
  for (const name of exported) {
    if (taken.has(name)) throw new Error(`The Python client reserves the name ${name}`);
    taken.add(name);
  }
}
