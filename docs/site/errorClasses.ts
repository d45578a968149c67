import { readFileSync } from 'node:fs';
import { repository } from './repository.ts';

export type ErrorClass = {
  readonly name: string;
  /** Its docstring, such as `404: there is no such thing.` */
  readonly when: string;
  /** The one language whose client has it; undefined if both have it. */
  readonly only: 'JavaScript' | 'Python' | undefined;
};

const source = (file: string): string => readFileSync(`${repository}/packages/${file}`, 'utf8');

/**
 * The classes of errors that the clients have: those of TypeScript in the order of their source,
 * then those that only Python has.
 *
 * @throws Error if no class is found in one of the sources
 */
export function errorClasses(): ErrorClass[] {
  const python = new Map(
    [
      ...source('client-python/src/file_organizer/_runtime/errors.py').matchAll(
        /^class (\w+)\(FileOrganizerError\b.*\n {4}"""(.+?)"""/gm,
      ),
    ].map(([, name = '', when = '']) => [name, when]),
  );
  const typescript = [
    ...source('client/src/runtime/errors.ts').matchAll(
      /\/\*\* (.+) \*\/\nexport class (\w+) extends FileOrganizerError\b/g,
    ),
  ].map(([, when = '', name = '']) => ({ name, when }));
  if (typescript.length === 0 || python.size === 0) {
    throw new Error('No class of errors was found in the source of a client');
  }
  const names = new Set(typescript.map(({ name }) => name));
  return [
    ...typescript.map(
      (each): ErrorClass => ({
        ...each,
        only: python.has(each.name) ? undefined : 'JavaScript',
      }),
    ),
    ...[...python]
      .filter(([name]) => !names.has(name))
      .map(([name, when]): ErrorClass => ({ name, when, only: 'Python' })),
  ];
}
