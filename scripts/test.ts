/**
 * `pnpm test`: all that a change must pass. Ends at the first check that fails; the tests come
 * last, so that the count of them is the last line. Packages as they are published are tested in CI
 * and by `pnpm release:dry`, since each is installed into projects of its own.
 */
import { spawnSync } from 'node:child_process';
import { type Counts, testPython } from './python.ts';
import { run } from './run.ts';
import { typeChecks } from './typecheck.ts';

/** What is checked, and the command that does it. */
type Check = readonly [what: string, command: string, ...args: string[]];

/** Whether this is a git checkout with all commits and tags. */
const hasHistory = (): boolean =>
  spawnSync('git', ['rev-parse', '--is-shallow-repository'], { encoding: 'utf8' }).stdout ===
  'false\n';

/** The folders whose imports are checked, as in `pnpm lint:imports`. */
const sources = [
  'contract-first',
  'contract-first-hono',
  'mock',
  'server',
  'client',
  'web',
  'cli',
].map((name) => `packages/${name}/src`);

const imports: readonly Check[] = [
  ['imports', 'depcruise', ...sources],
  ['the picture of imports', process.execPath, 'scripts/architecture.ts', '--check'],
];
const quick: readonly Check[] = [
  ['format and lint', 'biome', 'check', '.'],
  ['the contract', 'contract', 'lint'],
  ['generated code', 'contract', 'generate', '--check'],
  // A copy without the history has no release to compare with.
  ...(hasHistory() ? [['changes of the contract', 'contract', 'release-check'] as const] : []),
];
const slow: readonly Check[] = [...typeChecks, ['the docs', process.execPath, 'docs/build.ts']];
const only = process.argv.slice(2);

/** Tells that a check has failed, which counts like a test that has. */
function fail(what: string): never {
  console.error(`\n${what}: failed`);
  console.log('0 passed, 1 failed');
  process.exit(1);
}

/** Runs checks one after the other, and prints what each says when it has ended. */
async function check(checks: readonly Check[]): Promise<void> {
  for (const [what, ...command] of checks) {
    const { status, output } = await run(command);
    console.log(`\n— ${what}\n${output.trimEnd()}`);
    if (status !== 0) fail(what);
  }
}

/** The same for the Python client; with arguments, only what they name is tested. */
async function checkPython(): Promise<Counts> {
  if (only.length > 0) return { passed: 0, failed: 0, skipped: 0 };
  let output = '';
  const counts = await testPython([], (text) => {
    output += text;
  });
  console.log(`\n— the Python client\n${output.trimEnd()}`);
  if (counts.failed > 0) console.error('\nThe Python client has failed, see above.');
  return counts;
}

// Two at a time, for two cores.
await Promise.all([check(quick), check(imports)]);
const [python] = await Promise.all([checkPython(), check(slow)]);
console.log('\n— tests');
const isPacked = process.env.CI === 'true' || only.length > 0;
if (!isPacked)
  console.log('Not tested: packages as they are published. CI and `pnpm release:dry` test them.');
const { status, error } = spawnSync(
  'vitest',
  ['run', ...(isPacked ? only : ['--project', 'source', '--project', 'alone'])],
  {
    stdio: 'inherit',
    // the last line is of all tests together
    env: { ...process.env, TESTS_BEFORE: JSON.stringify(python) },
  },
);
if (status === null) fail(`tests (${error?.message})`);
process.exit(status === 0 && python.failed === 0 ? 0 : 1);
