/**
 * `pnpm test`: all that a change must pass. Ends at the first check that fails; the tests come
 * last, so that the count of them is the last line.
 */
import { spawnSync } from 'node:child_process';

const steps: readonly (readonly [what: string, command: string, ...args: string[]])[] = [
  ['format and lint', 'biome', 'check', '.'],
  ['the contract', 'contract', 'lint'],
  ['generated code', 'contract', 'generate', '--check'],
  ['changes of the contract', process.execPath, 'scripts/checkChangeset.ts'],
  ['types', 'tsc', '--noEmit'],
  ['types of the client', 'tsc', '--noEmit', '-p', 'packages/client'],
  ['the reference page', process.execPath, 'docs/build.ts'],
  ['tests', 'vitest', 'run', ...process.argv.slice(2)],
];
for (const [what, command, ...args] of steps) {
  console.log(`\n— ${what}`);
  const { status, error } = spawnSync(command, args, { stdio: 'inherit' });
  if (status === 0) continue;
  console.error(`\n${what}: failed${error ? ` (${error.message})` : ''}`);
  // A check that fails before the tests is counted like one of them.
  if (what !== 'tests') console.log('0 passed, 1 failed');
  process.exit(1);
}
