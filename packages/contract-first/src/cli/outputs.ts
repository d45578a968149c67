/**
 * What `contract generate` writes for each kind of output, and what it reports about it.
 *
 * @module
 */
import type { Generator, Target } from './config.ts';
import type { OutputNotice } from './notices.ts';

/** Each generator is loaded when it is called. */
export const generators: Readonly<Record<Target, Generator>> = {
  server: async ({ document }, output) => {
    const { generateRoutes } = await import('../generate/server/generate.ts');
    return generateRoutes(document, output);
  },
  typescript: async ({ document, messages, isBare }, output, place) => {
    const { generateTypeScriptClient } = await import('../generate/typescript/generate.ts');
    const choices = { bare: isBare === true };
    return generateTypeScriptClient({ document, messages, output, place, choices });
  },
  python: async ({ document, messages, isBare }, output, place) => {
    const { generatePythonClient } = await import('../generate/python/generate.ts');
    return generatePythonClient({ document, messages, output, place, bare: isBare === true });
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

/** What a failure of a generator means, and what can be done. */
export const failureOf = (target: Target | undefined, error: unknown): string => {
  const reason = error instanceof Error ? error.message : String(error);
  if (target === undefined) return reason;
  return `Cannot generate ${titles[target]}: ${reason}. Change that part of the document, or leave it out.`;
};
