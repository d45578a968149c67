/**
 * What `contract generate` writes for each kind of output, and what it reports about it.
 *
 * @module
 */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Generator, Target } from './config.ts';
import type { OutputNotice } from './notices.ts';

/** Each generator is loaded when it is called. */
export const generators: Readonly<Record<Target, Generator>> = {
  server: async ({ document }, output) => {
    const { generateRoutes } = await import('../generate/server/generate.ts');
    return generateRoutes(document, output);
  },
  typescript: async ({ document, messages }, output) => {
    const { generateTypeScriptClient } = await import('../generate/typescript/generate.ts');
    return generateTypeScriptClient({ document, messages, output });
  },
  python: async ({ document, messages, isBare }, output, place) => {
    const { generatePythonClient } = await import('../generate/python/generate.ts');
    return generatePythonClient({ document, messages, output, place, isBare: isBare === true });
  },
};

/** Kinds of outputs in messages. */
export const titles: Readonly<Record<Target, string>> = {
  server: 'a server',
  typescript: 'a TypeScript client',
  python: 'a Python client',
};

/**
 * The notices that a generator has returned, as a list or in `notices`. Generators of others may
 * return anything.
 */
export function noticesOf(result: unknown): OutputNotice[] {
  const listed =
    typeof result === 'object' && result !== null && 'notices' in result ? result.notices : result;
  return Array.isArray(listed) ? listed.filter(isNotice) : [];
}

/** The files that a generator has returned as those that are written only if they are missing. */
export function startersOf(result: unknown): string[] {
  const listed =
    typeof result === 'object' && result !== null && 'starters' in result ? result.starters : [];
  return Array.isArray(listed) ? listed.filter((each) => typeof each === 'string') : [];
}

const isNotice = (value: unknown): value is OutputNotice =>
  typeof value === 'object' &&
  value !== null &&
  ['rule', 'pointer', 'message'].every((key) => typeof Reflect.get(value, key) === 'string');

/** Where the runtime of a client is: next to the folder of its generated part. */
const runtimes: Readonly<Partial<Record<Target, string>>> = {
  typescript: 'runtime',
};

/**
 * A client needs a runtime, which is not generated yet.
 *
 * @param folder the absolute path of the generated part
 * @returns undefined if nothing is missing
 */
export function missingRuntime(target: Target, folder: string): OutputNotice | undefined {
  const name = runtimes[target];
  if (name === undefined || existsSync(join(dirname(folder), name))) return undefined;
  const source = { runtime: 'client/src/runtime', _runtime: 'client-python/src/*/_runtime' }[name];
  return {
    rule: 'client-runtime',
    pointer: '#',
    message: `${titles[target].replace('a ', 'The ')} does not work yet: it imports a runtime from a folder \`${name}\` next to it, which is not generated. Copy one, such as packages/${source} of the repository of contract-first.`,
  };
}

/** What a failure of a generator means, and what can be done. */
export const failureOf = (target: Target | undefined, error: unknown): string => {
  const reason = error instanceof Error ? error.message : String(error);
  if (target === undefined) return reason;
  const advice =
    target === 'server'
      ? 'Change that part of the document, or leave it out.'
      : `Clients support fewer documents than servers so far; the other outputs can be generated without \`--${target}\`.`;
  return `Cannot generate ${titles[target]}: ${reason}. ${advice}`;
};
