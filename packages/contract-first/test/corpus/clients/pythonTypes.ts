/**
 * Checks many Python clients at once by mypy and pyright, both strict: most of the time of a run is that of its
 * start and of the libraries.
 *
 * @module
 */
import { execFile } from 'node:child_process';
import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Counter, type Tally } from '../measurement.ts';
import { packageIn, pythonIn } from './pythonEnvironment.ts';

const pyright = fileURLToPath(
  new URL('../../../../../node_modules/pyright/index.js', import.meta.url),
);

/** Seconds for a run over a batch. */
const LONGEST = 1800;
const MOST_OUTPUT = 256 * 1024 * 1024;

type Problem = { readonly file: string; readonly kind: string; readonly text: string };

/** The verdicts of both checkers on a client: 1 of 1, or 0 of 1. */
export type PythonVerdict = { readonly mypy: Tally; readonly pyright: Tally };

/**
 * Checks clients.
 *
 * @param environment has mypy
 * @param interpreter that of an environment that has what the clients import
 * @param folders of projects, each with one package in `src`
 * @returns by folder
 */
export async function checkPython(
  { environment, interpreter, version }: PythonPlace,
  folders: readonly string[],
): Promise<Map<string, PythonVerdict>> {
  const packages = await Promise.all(
    folders.map(async (folder) => ({ folder, name: await packageIn(folder) })),
  );
  const asked = version === undefined ? {} : { version };
  const found: Problem[] = [];
  for (const group of withoutDuplicates(packages))
    found.push(...(await byMypy({ environment, interpreter, ...asked }, group)));
  const other = await byPyright({ interpreter, ...asked }, folders);
  return new Map(
    folders.map((folder) => [
      folder,
      { mypy: tallyOf(folder, found), pyright: tallyOf(folder, other) },
    ]),
  );
}

/** Where the checkers are, and what they check by. */
export type PythonPlace = {
  readonly environment: string;
  readonly interpreter: string;
  /** The oldest Python that clients are for; that of the interpreter if it is not given. */
  readonly version?: string;
};

type Package = { readonly folder: string; readonly name: string };

/** Groups in which each name is there once, since mypy knows modules by their names. */
function withoutDuplicates(packages: readonly Package[]): Package[][] {
  const groups: Package[][] = [];
  for (const each of packages) {
    const free = groups.find((group) => group.every(({ name }) => name !== each.name));
    if (free) free.push(each);
    else groups.push([each]);
  }
  return groups;
}

async function byMypy(
  { environment, interpreter, version }: PythonPlace,
  packages: readonly Package[],
): Promise<Problem[]> {
  const names = packages.flatMap(({ name }) => ['-p', name]);
  const args = ['-m', 'mypy', '--strict', '--no-error-summary', '--show-absolute-path'];
  const { output, code } = await outputOf(
    pythonIn(environment),
    [
      ...args,
      '--python-executable',
      interpreter,
      ...(version === undefined ? [] : ['--python-version', version]),
      '--cache-dir',
      join(environment, 'mypy-cache'),
      ...names,
    ],
    { MYPYPATH: packages.map(({ folder }) => join(folder, 'src')).join(':') },
  );
  const problems = output.split('\n').flatMap((line): Problem[] => {
    const [, file, message, rule = ''] =
      /^(\S.*?):\d+(?::\d+)?: error: (.*?)(?: {2}\[([\w-]+)\])?$/.exec(line) ?? [];
    return file === undefined
      ? []
      : [{ file, kind: `${rule}: ${withoutNames(message ?? '')}`, text: line }];
  });
  if (code === 0 || problems.length > 0) return problems;
  return packages.map(({ folder }) => ({
    file: folder,
    kind: 'mypy failed',
    text: output.slice(-500),
  }));
}

async function byPyright(
  { interpreter, version }: Pick<PythonPlace, 'interpreter' | 'version'>,
  folders: readonly string[],
): Promise<Problem[]> {
  const scratch = await realpath(await mkdtemp(join(tmpdir(), 'pyright-')));
  const sources = folders.map((folder) => relative(scratch, join(folder, 'src')));
  const config = {
    // Absolute paths are ignored.
    include: sources,
    executionEnvironments: sources.map((root) => ({ root })),
    ...{ typeCheckingMode: 'strict', ...(version && { pythonVersion: version }) },
  };
  const file = join(scratch, 'pyrightconfig.json');
  await writeFile(file, JSON.stringify(config));
  try {
    const args = [pyright, '--outputjson', '--pythonpath', interpreter, '-p', file];
    const { output } = await outputOf(process.execPath, ['--max-old-space-size=6144', ...args]);
    return pyrightProblems(output, folders);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

type Diagnostic = {
  readonly file: string;
  readonly severity: string;
  readonly message: string;
  readonly rule?: string;
  readonly range?: { readonly start: { readonly line: number } };
};

type PyrightReport = {
  readonly generalDiagnostics: readonly Diagnostic[];
  readonly summary: { readonly filesAnalyzed: number };
};

function pyrightProblems(output: string, folders: readonly string[]): Problem[] {
  try {
    const { generalDiagnostics, summary }: PyrightReport = JSON.parse(output);
    if (summary.filesAnalyzed === 0) throw new Error('Nothing was looked at');
    return generalDiagnostics
      .filter(({ severity }) => severity === 'error')
      .map(({ file, message, rule = 'error', range }) => ({
        file,
        kind: `${rule}: ${withoutNames(message)}`,
        text: `${file}:${(range?.start.line ?? 0) + 1}: ${message}`,
      }));
  } catch {
    return folders.map((file) => ({ file, kind: 'pyright failed', text: output.slice(-500) }));
  }
}

function tallyOf(folder: string, problems: readonly Problem[]): Tally {
  const counter = new Counter();
  for (const { file, kind, text } of problems) {
    if (file.startsWith(folder)) counter.bad(kind, () => text.replace(folder, ''));
  }
  const { groups } = counter.tally;
  return { total: 1, good: groups.length === 0 ? 1 : 0, groups };
}

const withoutNames = (message: string): string =>
  (message.split('\n')[0] ?? '').replaceAll(/"[^"]*"/g, '"…"').slice(0, 120);

/** All that a program prints; programs that find something end with another code than 0. */
function outputOf(
  command: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<{ readonly output: string; readonly code: number }> {
  const options = {
    ...{ cwd: tmpdir(), maxBuffer: MOST_OUTPUT, timeout: LONGEST * 1000 },
    env: { ...process.env, ...environment },
  };
  return new Promise((resolve) => {
    execFile(command, args, options, (error, stdout, stderr) => {
      const isLate = error?.killed === true;
      const output = isLate ? `It took more than ${LONGEST} seconds` : stdout || stderr;
      resolve({ output, code: error ? 1 : 0 });
    });
  });
}
