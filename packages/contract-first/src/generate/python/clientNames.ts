import type { ClientModel } from '../model/clientModel.ts';
import { wordsOf } from '../model/words.ts';
import { fit, pascalCase, snakeCase } from './identifiers.ts';
import type { PythonClientOptions } from './options.ts';

/** What a client and its package are called. */
export type ClientNames = {
  /** `FileOrganizer`, of `FileOrganizerClient` and `FileOrganizerError`. */
  readonly prefix: string;
  readonly package: string;
  readonly distribution: string;
  /** With an underscore at its end: `FILE_ORGANIZER_`. */
  readonly environment: string;
};

/** Words that say no more than that it is an API. */
const common = new Set('api rest http openapi swagger specification spec the'.split(' '));
const LONGEST = 4;

export function clientNames({ title }: Pick<ClientModel, 'title'>, options: PythonClientOptions): ClientNames {
  const all = wordsOf(title).filter((word) => /^[a-z]/.test(word));
  const some = all.filter((word) => !common.has(word) && !/^v\d+$/.test(word));
  const words = (some.length > 0 ? some : all).slice(0, LONGEST);
  const usual = words.length > 0 ? words : ['api'];
  const own = options.name === undefined ? usual : wordsOf(options.name);
  const prefix = options.name ?? pascalCase(own);
  const packageName = options.package ?? fit(snakeCase(own), 'argument');
  return {
    prefix,
    package: packageName,
    distribution: options.distribution ?? `${packageName.replaceAll('_', '-')}-client`,
    environment: `${options.environment ?? snakeCase(own).toUpperCase()}_`,
  };
}

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** @throws Error that names the first option that cannot be a name */
export function checkNames(names: ClientNames): void {
  for (const [option, value] of Object.entries({
    name: names.prefix,
    package: names.package,
    environment: names.environment,
  })) {
    if (!NAME.test(value)) throw new Error(`${option}: ${JSON.stringify(value)} is no identifier of Python`);
  }
  if (!/^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$/.test(names.distribution)) {
    throw new Error(`distribution: ${JSON.stringify(names.distribution)} is no name of a distribution`);
  }
}
