import { readFileSync } from 'node:fs';
import { repository } from './repository.ts';

export type ErrorClass = {
  readonly name: string;
  /** Its docstring, such as `404: there is no such thing.` */
  readonly when: string;
  /** Whether Python has it as well, which has no signals to end a request by. */
  readonly inPython: boolean;
};

const source = (file: string): string => readFileSync(`${repository}/packages/${file}`, 'utf8');

/**
 * The classes of errors that the clients have, in the order of their source.
 *
 * @throws Error where Python has one that TypeScript has not, or the sources do not say
 */
export function errorClasses(): ErrorClass[] {
  const python = new Set(
    [
      ...source('client-python/src/file_organizer/_runtime/errors.py').matchAll(
        /^class (\w+)\(FileOrganizerError\b/gm,
      ),
    ].map(([, name = '']) => name),
  );
  const classes = [
    ...source('client/src/runtime/errors.ts').matchAll(
      /\/\*\* (.+) \*\/\nexport class (\w+) extends FileOrganizerError\b/g,
    ),
  ].map(([, when = '', name = '']) => ({ name, when, inPython: python.delete(name) }));
  if (classes.length === 0 || python.size > 0) {
    throw new Error(`The classes of errors cannot be told; left in Python: ${[...python]}`);
  }
  return classes;
}
