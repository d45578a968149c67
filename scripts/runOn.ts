/**
 * Runs suites of tests on another backend than SQLite and a folder.
 *
 * @module
 */
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';

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
  // The contract's test asks for the reference.
  spawnSync(process.execPath, ['docs/build.ts'], { stdio: 'inherit' });
  const isLeft = new Set(left.map(([file]) => `test/${file}.test.ts`));
  const all = suites.flatMap((suite) =>
    suite.endsWith('.ts') ? suite : globSync(`${suite}/**/*.test.ts`).sort(),
  );
  const given = process.argv.slice(2);
  const { status } = spawnSync(
    'vitest',
    ['run', ...(given.length > 0 ? given : all.filter((file) => !isLeft.has(file)))],
    { stdio: 'inherit', env: { ...process.env, DATABASE: backend } },
  );
  process.exitCode = status ?? 1;
}
