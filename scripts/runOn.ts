/**
 * Runs suites of tests on another backend than SQLite and a folder.
 *
 * @module
 */
import { spawnSync } from 'node:child_process';

/** Files that do not run, and why. Folders and names follow `test/`. */
export type LeftOut = readonly (readonly [file: string, reason: string])[];

/**
 * Runs the suites, or the files that the command line names, and prints what is left out.
 *
 * @param backend the value of `DATABASE`, by which `test/support` chooses
 * @param name as it is printed
 */
export function runOn(
  backend: string,
  name: string,
  suites: readonly string[],
  left: LeftOut,
): void {
  console.log(`Not on ${name}:`);
  for (const [file, reason] of left) console.log(`  test/${file}.test.ts: ${reason}`);
  const given = process.argv.slice(2);
  const { status } = spawnSync(
    'vitest',
    [
      'run',
      ...(given.length > 0 ? given : suites),
      ...left.flatMap(([file]) => ['--exclude', `test/${file}.test.ts`]),
    ],
    { stdio: 'inherit', env: { ...process.env, DATABASE: backend } },
  );
  process.exitCode = status ?? 1;
}
