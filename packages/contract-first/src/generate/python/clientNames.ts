import type { ClientModel } from '../model/clientModel.ts';
import { clientTitle } from '../model/clientTitle.ts';
import { fit } from './identifiers.ts';
import type { PythonClientOptions } from './options.ts';

/** What a client and its package are called. */
export type ClientNames = {
  /** `Bookshop`, of `BookshopClient` and `BookshopError`. */
  readonly prefix: string;
  readonly package: string;
  readonly distribution: string;
  /** With an underscore at its end: `BOOKSHOP_`. */
  readonly environment: string;
};

export function clientNames(
  { title }: Pick<ClientModel, 'title'>,
  options: PythonClientOptions,
): ClientNames {
  const { words, name: prefix, environment } = clientTitle(title, options.name);
  const snake = words.map((word) => word.toLowerCase()).join('_');
  const packageName = options.package ?? fit(snake, 'argument');
  return {
    prefix,
    package: packageName,
    distribution: options.distribution ?? `${packageName.replaceAll('_', '-')}-client`,
    environment: options.environment === undefined ? environment : `${options.environment}_`,
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
    if (!NAME.test(value))
      throw new Error(`${option}: ${JSON.stringify(value)} is no identifier of Python`);
  }
  if (!/^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$/.test(names.distribution)) {
    throw new Error(
      `distribution: ${JSON.stringify(names.distribution)} is no name of a distribution`,
    );
  }
}
