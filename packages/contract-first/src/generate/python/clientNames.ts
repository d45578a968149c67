import type { ClientModel } from '../model/clientModel.ts';
import { fit } from './identifiers.ts';
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
const common = new Set(
  'api apis rest restful http openapi swagger specification spec official public the a of for'.split(
    ' ',
  ),
);
const LONGEST = 4;

export function clientNames(
  { title }: Pick<ClientModel, 'title'>,
  options: PythonClientOptions,
): ClientNames {
  const words = wordsOfTitle(options.name ?? title);
  const prefix = options.name ?? words.map(capitalized).join('');
  const snake = words.map((word) => word.toLowerCase()).join('_');
  const packageName = options.package ?? fit(snake, 'argument');
  return {
    prefix,
    package: packageName,
    distribution: options.distribution ?? `${packageName.replaceAll('_', '-')}-client`,
    environment: `${options.environment ?? packageName.toUpperCase()}_`,
  };
}

/** The words that a title is remembered by, in its own capitals: `GitHub v3 REST API` → `GitHub`. */
function wordsOfTitle(title: string): string[] {
  const plain = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/['’]s\b/g, '');
  const all = plain.split(/[^A-Za-z0-9]+/).filter((word) => /^[A-Za-z]/.test(word));
  const some = all.filter((word) => !common.has(word.toLowerCase()) && !/^v\d+$/i.test(word));
  const words = (some.length > 0 ? some : all).slice(0, LONGEST);
  return words.length > 0 ? words : ['Api'];
}

const capitalized = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** @throws Error that names the first option that cannot be a name */
export function checkNames(names: ClientNames): void {
  for (const [option, value] of Object.entries({
    name: names.prefix,
    package: names.package,
    environment: names.environment,
  })) {
    if (!NAME.test(value))
      throw new Error(`${option}: ${JSON.stringify(value)} is no identifier of Python`);
  }
  if (!/^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$/.test(names.distribution)) {
    throw new Error(
      `distribution: ${JSON.stringify(names.distribution)} is no name of a distribution`,
    );
  }
}
