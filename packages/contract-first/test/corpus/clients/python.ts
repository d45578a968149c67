/** Python clients, run in an environment that has their dependencies and the type checkers. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ClientTypes } from '../../../src/generate/python/clientTypes.ts';
import { importable } from '../../../src/generate/python/file.ts';
import { generatePythonClient } from '../../../src/generate/python/generate.ts';
import { snakeCase } from '../../../src/generate/python/identifiers.ts';
import {
  allResources,
  type PythonMethod,
  resourcesOf,
} from '../../../src/generate/python/resources.ts';
import type { Argument } from './calls.ts';
import { DriverProcess } from './drivers/driverProcess.ts';
import type { Job } from './drivers/protocol.ts';
import type { Jobs, Language, Source } from './language.ts';
import { packageIn, pythonIn } from './pythonEnvironment.ts';

const driver = fileURLToPath(new URL('drivers/driver.py', import.meta.url));

export const pythonLanguage = (environment: string): Language => ({
  ...{ name: 'python', writes: 'python' },
  generate: async ({ document }, folder) => {
    const { notices } = await generatePythonClient({ document, output: folder });
    return notices;
  },
  jobs: jobsOf,
  credentialOption: snakeCase,
  basic: (username, password) => [username, password],
  options: { max_retries: 0 },
  start: () => new DriverProcess(pythonIn(environment), ['-B', driver]),
  setup: async (folder) => ({ entry: await packageIn(folder), folder: join(folder, 'src') }),
  leeway: { isTimeRead: true },
});

function jobsOf({ model }: Source): Jobs {
  const choices = { names: 'snake_case', dates: 'datetime', typeNames: {} } as const;
  const types = new ClientTypes(model.document, choices, importable);
  const root = resourcesOf(model.root, types, () => {});
  const methods = new Map(
    allResources(root).flatMap((resource) =>
      resource.methods.map((method) => [method.model.pointer, method] as const),
    ),
  );
  return ({ method: { pointer }, arguments: all }): Job | undefined => {
    const method = methods.get(pointer);
    return (
      method && {
        place: method.id.split('.'),
        arguments: all.map((argument) => ({
          name: nameOf(method, argument),
          value: argument.value,
          kind: argument.kind,
          isOptional: argument.isOptional,
        })),
      }
    );
  };
}

/** What an argument is called: by its words, which are unique in a method. */
function nameOf({ parameters, body }: PythonMethod, { words }: Argument): string {
  const key = words.join(' ');
  const all = [...parameters, ...(body.forms[0]?.arguments ?? [])];
  return all.find((each) => each.words.join(' ') === key)?.name ?? snakeCase(words);
}
