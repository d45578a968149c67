/** TypeScript clients, run by Node.js as they are written. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { argumentNames } from '../../../src/generate/typescript/arguments.ts';
import { generateTypeScriptClient } from '../../../src/generate/typescript/generate.ts';
import { camelCase } from '../../../src/generate/typescript/names.ts';
import { allMethods, planOf } from '../../../src/generate/typescript/plan.ts';
import { DriverProcess } from './drivers/driverProcess.ts';
import { type Language, namedJobs } from './language.ts';

const driver = fileURLToPath(new URL('drivers/driver.ts', import.meta.url));

export const typescript: Language = {
  ...{ name: 'typescript', writes: 'typescript' },
  generate: async ({ document }, folder) => {
    const { notices } = await generateTypeScriptClient({ document, output: folder });
    return notices;
  },
  jobs: ({ model }) => {
    const places = allMethods(planOf(model)).map(
      ({ method, resource, member }) => [method.pointer, [...resource.path, member]] as const,
    );
    return namedJobs(new Map(places), ({ words, wire }, method) =>
      wire === undefined
        ? camelCase(words)
        : argumentNames(method, 'wire')({ name: wire, argument: words }),
    );
  },
  credentialOption: camelCase,
  basic: (username, password) => ({ username, password }),
  options: { maxRetries: 0 },
  start: () => new DriverProcess(process.execPath, ['--no-warnings', driver]),
  setup: async (folder) => ({ entry: join(folder, 'src/index.ts'), folder }),
  leeway: {},
};
