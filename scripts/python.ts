/**
 * `pnpm test:python`: lints, type-checks and tests the Python client, in an environment that it
 * makes itself and keeps between runs. Arguments go to pytest. Where there is no Python, or no
 * package index to install from, it says so, and fails only with `CI=true`.
 *
 * @module
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildServer } from '../packages/server/build.ts';
import { run } from './run.ts';

/** How many tests there were, by what became of them. */
export type Counts = { readonly passed: number; readonly failed: number; readonly skipped: number };

const root = join(import.meta.dirname, '..');
const folder = join(root, 'packages/client-python');
/** What generated clients carry along; its tests run with those of the client. */
const runtime = join(root, 'packages/contract-first/src/runtime');
const environment = join(folder, '.venv');
const bin = join(environment, process.platform === 'win32' ? 'Scripts' : 'bin');
const python = join(bin, 'python');

/** The oldest Python that the client runs on. */
const oldest = [3, 10] as const;

/**
 * Runs all checks of the Python client; one that fails is counted like a test.
 *
 * @param args for pytest, which then runs alone
 * @param write is given all that is printed
 */
export async function testPython(
  args: readonly string[] = [],
  write: (text: string) => void = (text) => process.stdout.write(text),
): Promise<Counts> {
  const missing = await makeEnvironment();
  if (missing !== undefined) {
    const line = '='.repeat(80);
    write(`\n${line}\nTHE PYTHON CLIENT WAS NOT TESTED: ${missing}\n${line}\n`);
    return { passed: 0, failed: process.env.CI === 'true' ? 1 : 0, skipped: 1 };
  }
  // Its tests start the server.
  await buildServer();
  let failed = 0;
  if (args.length === 0) {
    const checked = [
      [folder, '../../test/python'],
      [runtime, '../../test/python-runtime'],
    ] as const;
    for (const [cwd, tests] of checked) {
      const checks = [
        [join(bin, 'ruff'), 'check', '.', tests],
        [join(bin, 'ruff'), 'format', '--check', '.', tests],
        [join(bin, 'mypy')],
        // settings of a folder above would be preferred
        ['pyright', '--project', 'pyproject.toml', '--pythonpath', python],
      ];
      for (const command of checks) {
        const { status } = await run(command, { cwd, write });
        if (status !== 0) failed += 1;
      }
    }
  }
  const tests = await runPytest(args, write);
  return { ...tests, failed: tests.failed + failed };
}

/** Runs pytest and reads the counts in its last line, such as `3 failed, 200 passed in 9.1s`. */
async function runPytest(args: readonly string[], write: (text: string) => void): Promise<Counts> {
  const all = args.length > 0 ? args : ['-n', '2', '--dist', 'loadfile', '-q'];
  // for tests of other folders, pytest would not look for its settings here
  const pytest = [python, '-m', 'pytest', '-c', 'pyproject.toml'];
  const { status, output } = await run([...pytest, ...all], { cwd: folder, write });
  const last = output.trimEnd().split('\n').at(-1) ?? '';
  const count = (word: string) => Number(new RegExp(`(\\d+) ${word}`).exec(last)?.[1] ?? 0);
  const failed = count('failed') + count('errors?');
  // what ends pytest before its tests is a failure as well
  return {
    passed: count('passed'),
    failed: status === 0 ? 0 : Math.max(1, failed),
    skipped: count('skipped'),
  };
}

/**
 * Makes the environment where it is missing, or made for other dependencies.
 *
 * @returns why it could not be made; undefined where it is there
 */
async function makeEnvironment(): Promise<string | undefined> {
  const lock = join(folder, 'requirements-dev.txt');
  const hash = createHash('sha256');
  for (const file of [lock, join(folder, 'pyproject.toml')]) hash.update(readFileSync(file));
  const wanted = hash.digest('hex');
  const stamp = join(environment, 'made-for');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted && (await works(python))) {
    return;
  }

  const [uv, interpreter] = [await works('uv'), await findPython()];
  if (!interpreter) return `there is no Python ${oldest.join('.')} or newer here.`;
  rmSync(environment, { recursive: true, force: true });
  const made = uv
    ? await run(['uv', 'venv', '--quiet', '--python', interpreter, environment])
    : await run([interpreter, '-m', 'venv', environment]);
  if (made.status !== 0) return `no environment could be made.\n${made.output}`;
  const install = uv
    ? ['uv', 'pip', 'install', '--quiet', '--python', python]
    : [python, '-m', 'pip', 'install', '--quiet', '--no-compile', '--disable-pip-version-check'];
  const steps = [
    ['--requirement', lock],
    // by the build backend that the lock names, so that nothing else is asked for
    ['--no-deps', '--no-build-isolation', '--editable', folder],
  ];
  for (const step of steps) {
    const { status, output } = await run([...install, ...step]);
    if (status !== 0) return `its packages could not be installed.\n${output}`;
  }
  writeFileSync(stamp, wanted);
  return;
}

/** The newest Python on the path that is new enough. */
async function findPython(): Promise<string | undefined> {
  const names = [
    'python3',
    'python',
    'python3.14',
    'python3.13',
    'python3.12',
    'python3.11',
    'python3.10',
  ];
  const test = `import sys, venv, ensurepip; sys.exit(sys.version_info < (${oldest.join(', ')}))`;
  for (const name of names) if ((await run([name, '-c', test])).status === 0) return name;
  return undefined;
}

const works = async (command: string): Promise<boolean> =>
  (await run([command, '--version'])).status === 0;

if (process.argv[1] === import.meta.filename) {
  const { failed } = await testPython(process.argv.slice(2));
  process.exit(failed > 0 ? 1 : 0);
}
