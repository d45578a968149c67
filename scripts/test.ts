/**
 * `pnpm test`: all that a change must pass. Ends at the first check that fails; the tests come
 * last, so that the count of them is the last line.
 */
import { spawnSync } from 'node:child_process';
import { type Counts, testPython } from './python.ts';

const steps: readonly (readonly [what: string, command: string, ...args: string[]])[] = [
  ['format and lint', 'biome', 'check', '.'],
  ['the contract', 'contract', 'lint'],
  ['generated code', 'contract', 'generate', '--check'],
  ['changes of the contract', process.execPath, 'scripts/checkChangeset.ts'],
  ['types', 'tsc', '--noEmit'],
  ['types of the client', 'tsc', '--noEmit', '-p', 'packages/client'],
  ['the docs', process.execPath, 'docs/build.ts'],
  ['tests', 'vitest', 'run', ...process.argv.slice(2)],
];
let python: Counts = { passed: 0, failed: 0, skipped: 0 };
for (const [what, command, ...args] of steps) {
  // with arguments, only what they name is tested
  if (what === 'tests' && process.argv.length === 2) {
    console.log('\n— the Python client');
    python = await testPython();
    if (python.failed > 0) console.error('\nThe Python client has failed, see above.');
  }
  console.log(`\n— ${what}`);
  const { status, error } = spawnSync(command, args, {
    stdio: 'inherit',
    // the last line is of all tests together
    env: { ...process.env, TESTS_BEFORE: JSON.stringify(python) },
  });
  if (status === 0) continue;
  console.error(`\n${what}: failed${error ? ` (${error.message})` : ''}`);
  // A check that fails before the tests is counted like one of them.
  if (what !== 'tests') console.log('0 passed, 1 failed');
  process.exit(1);
}
if (python.failed > 0) process.exit(1);
