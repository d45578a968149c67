/**
 * `pnpm typecheck`: checks the types of everything. TypeScript 7 is a program that takes a third of the
 * computing time of TypeScript 6, which is still the library that generates and reads code.
 *
 * @module
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const tsc = fileURLToPath(new URL('../node_modules/typescript7/bin/tsc', import.meta.url));

/** The command that checks one project; each has settings of its own. */
export const typeChecks: readonly (readonly [what: string, command: string, ...args: string[]])[] =
  [
    ['types', process.execPath, tsc, '--noEmit'],
    ...[
      ['the client', 'packages/client'],
      ['the web page', 'packages/web'],
      ['the docs in a browser', 'docs/site/browser'],
      ['generated docs in a browser', 'packages/contract-first/src/docs/site/browser'],
    ].map(
      ([name, folder = '']) =>
        [`types of ${name}`, process.execPath, tsc, '--noEmit', '-p', folder] as const,
    ),
  ];

if (import.meta.main) {
  for (const [what, command = '', ...args] of typeChecks) {
    if (spawnSync(command, args, { stdio: 'inherit' }).status !== 0) {
      console.error(`${what}: failed`);
      process.exit(1);
    }
  }
}
