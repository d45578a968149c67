/** Python clients, run in an environment that has their dependencies and the type checkers. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generatePythonClient } from '../../../src/generate/python/generate.ts';
import { snakeCase } from '../../../src/generate/python/identifiers.ts';
import { DriverProcess } from './drivers/driverProcess.ts';
import { type Language, namedJobs } from './language.ts';
import { packageIn, pythonIn } from './pythonEnvironment.ts';

const driver = fileURLToPath(new URL('drivers/driver.py', import.meta.url));

export const pythonLanguage = (environment: string): Language => ({
  ...{ name: 'python', writes: 'python' },
  generate: async ({ document }, folder) => {
    await generatePythonClient({ document, output: folder });
    return [];
  },
  jobs: () => namedJobs(new Map(), ({ words }) => snakeCase(words)),
  credentialOption: snakeCase,
  basic: (username, password) => [username, password],
  options: { max_retries: 0 },
  start: () => new DriverProcess(pythonIn(environment), ['-B', driver]),
  setup: async (folder) => ({ entry: await packageIn(folder), folder: join(folder, 'src') }),
  leeway: { isTimeRead: true },
});
